//! The request as one curl line with the lab's address: what a terminal sends appears on this page.

use leptos::prelude::*;

use super::copy::CopyButton;
use super::state::Play;
use crate::islands::snippets::Client;
use crate::ui::visible;

/// The line, or the way to an address of one's own.
#[component]
pub fn TerminalLine(play: Play) -> impl IntoView {
    let line = Memo::new(move |_| play.lab.get().map(|lab| Client::Curl.write(&play.outgoing(&lab))));
    let has_lab = Memo::new(move |_| play.lab.with(Option::is_some));
    let terminal = move || {
        if !has_lab.get() {
            return view! {
                <div class="actions">
                    <button class="button" type="button" on:click=move |_| play.get_lab("terminal")>"Get my own address"</button>
                </div>
                <p class="terminal-line__state">"Then you can knock from a terminal as well, and see it here."</p>
            }
            .into_any();
        }
        let text = move || line.get().unwrap_or_default();
        view! {
            <div class="terminal-line">
                <code class="terminal-line__code" id="terminal" tabindex="0" role="region" aria-label="Terminal line">
                    {move || visible::lines(&text())}
                </code>
                <CopyButton play class="button button--quiet terminal-line__copy" text=Callback::new(move |()| text())/>
            </div>
            <p class="terminal-line__state">"Run it in a terminal: what it sends appears here at once."</p>
        }
        .into_any()
    };
    move || play.ready.get().then(|| view! { <div>{terminal}</div> })
}
