//! What there is to say beside the exchange: waiting, gone wrong, a new lab, a request that arrived differently.

use leptos::prelude::*;

use super::state::{Play, Progress};
use crate::islands::element::{el, part};
use crate::islands::fault::Fault;
use crate::ui::{MessageKind, StatusMessage, visible};

/// The messages above the wire.
#[must_use]
pub fn messages(play: Play) -> AnyView {
    let progress = move || match play.progress.get() {
        Progress::Idle | Progress::Sending => None,
        Progress::Waiting => {
            Some(message(MessageKind::Waiting, "", vec!["Waiting for the server…".to_owned()]))
        }
        Progress::Failed(fault) => Some(failed(&fault)),
    };
    let renewed = move || {
        let text =
            "The one before had expired, with its attempts and its tokens. Your request is still here.";
        play.renewed.get().then(|| message(MessageKind::Expired, "This is a new lab", vec![text.to_owned()]))
    };
    let changed = move || {
        let shown = play.shown.get()?;
        let changes = play.changed.with(|(id, changes)| (*id == shown).then(|| changes.clone()))?;
        (!changes.is_empty()).then(|| message(MessageKind::RateLimited, "It arrived differently", changes))
    };
    vec![part(progress), part(renewed), part(changed)].into_any()
}

/// A fault in words.
#[must_use]
pub fn failed(fault: &Fault) -> AnyView {
    message(fault.kind(), fault.title(), vec![fault.sentence()])
}

fn message(kind: MessageKind, title: &'static str, sentences: Vec<String>) -> AnyView {
    let sentences: Vec<AnyView> =
        sentences.iter().map(|sentence| el("p").child(visible::line(sentence)).into_any()).collect();
    view! { <StatusMessage kind title>{sentences}</StatusMessage> }.into_any()
}
