//! The request in the editor in the words of other clients.

use leptos::prelude::*;

use super::copy::CopyButton;
use super::state::Play;
use crate::islands::snippets::Client;
use crate::ui::visible;

/// One client at a time.
#[component]
pub fn Code(play: Play) -> impl IntoView {
    let client = RwSignal::new(Client::Curl);
    let chips = Client::ALL.map(|each| {
        let pressed = move || if client.get() == each { "true" } else { "false" };
        view! {
            <li>
                <button class="chip" type="button" aria-pressed=pressed on:click=move |_| client.set(each)>{each.label()}</button>
            </li>
        }
    });
    let text = move || {
        let lab = play.lab.get().unwrap_or_default();
        client.get().write(&play.outgoing(&lab))
    };
    view! {
        <div class="stack">
            <p>"The request in the editor, for another client. It knocks at the same lab, so it appears here too."</p>
            <ul class="credentials-panel__chips" role="list" aria-label="Clients">{chips}</ul>
            <figure class="code-block">
                <figcaption class="code-block__head">
                    <span class="code-block__language">{move || client.get().label()}</span>
                    <CopyButton play class="button button--quiet code-block__copy" text=Callback::new(move |()| text())/>
                </figcaption>
                <pre class="code-block__pre" tabindex="0" role="region" aria-label="Code">
                    <code>{move || visible::lines(&text())}</code>
                </pre>
            </figure>
        </div>
    }
}
