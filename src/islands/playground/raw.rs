//! The same request as raw text. What is typed here is read at once, so every other view follows.

use leptos::prelude::*;

use super::state::Play;
use crate::islands::controls::{field, text_area};
use crate::islands::draft::RawFault;
use crate::islands::element::{el, words};

/// The text, with what is wrong with it.
#[must_use]
pub fn raw_view(play: Play) -> AnyView {
    let fault = RwSignal::new(String::new());
    let read = move |text: String| {
        let result = play.draft.try_update(|draft| draft.read_raw(&text));
        fault.set(result.and_then(Result::err).map(RawFault::sentence).unwrap_or_default());
        play.raw.set(Some(text));
    };
    let text = move || play.raw.get().unwrap_or_default();
    let area = text_area("request-raw", "8", "request-raw-fault", text, read);
    let said = el("span").class("field__error").with("id", "request-raw-fault").with("role", "status");
    let said = said.child(words(move || fault.get()));
    field("request-raw", "The request as text, its path below your lab", area).child(said).into_any()
}
