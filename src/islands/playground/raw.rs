//! The same request as raw text. What is typed here is read at once, so every other view follows.

use leptos::prelude::*;

use super::state::Play;

/// The text, with what is wrong with it.
#[component]
pub fn RawView(play: Play) -> impl IntoView {
    let fault = RwSignal::new(String::new());
    let read = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let result = play.draft.try_update(|draft| draft.read_raw(&text));
        fault.set(result.and_then(Result::err).map(|fault| fault.sentence()).unwrap_or_default());
        play.raw.set(Some(text));
    };
    let is_wrong = move || fault.with(|fault| !fault.is_empty());
    view! {
        <div class="field">
            <label class="field__label" for="request-raw">"The request as text, its path below your lab"</label>
            <textarea
                class="field__input field__input--wire"
                id="request-raw"
                rows="8"
                spellcheck="false"
                aria-describedby="request-raw-fault"
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=move || play.raw.get().unwrap_or_default()
                on:input=read
            ></textarea>
            <span class="field__error" id="request-raw-fault" role="status">{move || fault.get()}</span>
        </div>
    }
}
