//! The request editor. Without script it is the form that posts to the server; with it, rows, a raw view, and Send stays here.

use leptos::prelude::*;

use super::copy::CopyButton;
use super::locked::Locked;
use super::raw::RawView;
use super::rows::HeaderRows;
use super::state::Play;
use crate::islands::{browser, fragment};
use crate::ui::RequestForm;

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/// What stands before the path until there is a lab.
const NO_LAB: &str = "/lab/…/";

/// The editor.
#[component]
pub fn Editor(play: Play) -> impl IntoView {
    move || {
        if play.ready.get() {
            return form(play);
        }
        let draft = play.scenario().map(|scenario| scenario.start).unwrap_or_default();
        view! { <RequestForm draft prefix=NO_LAB/> }.into_any()
    }
}

fn form(play: Play) -> AnyView {
    let is_raw = Memo::new(move |_| play.raw.with(Option::is_some));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        play.send();
    };
    let fields = move || if is_raw.get() { view! { <RawView play/> }.into_any() } else { fields(play) };
    let share = Callback::new(move |()| {
        let fragment = play.draft.with_untracked(fragment::write);
        [&browser::page_address(), "#", &fragment].concat()
    });
    view! {
        <form class="request-editor" id="request" method="post" action="/play/send" on:submit=send>
            {fields}
            <div class="request-editor__foot">
                <button class="button button--primary request-editor__send" type="submit" id="send">"Send"</button>
                <button class="button button--quiet" type="button" on:click=move |_| toggle_raw(play)>
                    {move || if is_raw.get() { "Edit as fields" } else { "Edit as raw text" }}
                </button>
                <CopyButton play label="Copy a link to this request" text=share/>
            </div>
            <Locked/>
        </form>
    }
    .into_any()
}

fn toggle_raw(play: Play) {
    let text = play.draft.with_untracked(|draft| draft.raw());
    play.raw.update(|raw| *raw = if raw.is_none() { Some(text) } else { None });
}

fn fields(play: Play) -> AnyView {
    view! {
        <div class="request-editor__line">
            <div class="field">
                <label class="field__label" for="request-method">"Method"</label>
                {method(play)}
            </div>
            <div class="field">
                <label class="field__label" for="request-path">"Path"</label>
                <div class="request-editor__target">
                    <span class="request-editor__prefix">{move || prefix(play)}</span>
                    <input
                        class="field__input field__input--wire"
                        id="request-path"
                        name="path"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=move || play.draft.with(|draft| draft.path.clone())
                        on:input=move |event| play.draft.update(|draft| draft.path = event_target_value(&event))
                    />
                </div>
            </div>
        </div>
        <HeaderRows play/>
        <div class="field">
            <label class="field__label" for="request-body">"Body"</label>
            <textarea
                class="field__input field__input--wire"
                id="request-body"
                name="body"
                rows="2"
                spellcheck="false"
                aria-describedby="request-body-hint"
                prop:value=move || play.draft.with(|draft| draft.body.clone())
                on:input=move |event| play.draft.update(|draft| draft.body = event_target_value(&event))
            ></textarea>
            <span class="field__hint" id="request-body-hint">{move || body_hint(play)}</span>
        </div>
    }
    .into_any()
}

fn prefix(play: Play) -> String {
    play.lab.with(|lab| lab.as_ref().map_or(NO_LAB.to_owned(), |lab| ["/lab/", lab, "/"].concat()))
}

fn body_hint(play: Play) -> &'static str {
    play.draft.with(|draft| match (&*draft.method, draft.body.is_empty()) {
        ("GET" | "HEAD", true) => "GET and HEAD have no use for one.",
        ("GET" | "HEAD", false) => "Not sent: browsers refuse a body with GET and HEAD.",
        _ => "Sent as text/plain, unless a Content-Type header says something else.",
    })
}

fn method(play: Play) -> AnyView {
    let chosen = Memo::new(move |_| play.draft.with(|draft| draft.method.clone()));
    let options = move || {
        let method = chosen.get();
        let other = (!METHODS.contains(&&*method)).then(|| method.clone());
        let all = METHODS.iter().map(|method| (*method).to_owned()).chain(other);
        all.map(|each| {
            let selected = each == method;
            view! { <option prop:selected=selected>{each}</option> }
        })
        .collect::<Vec<_>>()
    };
    view! {
        <select
            class="field__input field__input--wire"
            id="request-method"
            name="method"
            on:change=move |event| play.draft.update(|draft| draft.method = event_target_value(&event))
        >
            {options}
        </select>
    }
    .into_any()
}
