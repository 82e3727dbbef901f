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
        Progress::Waiting => Some(message(MessageKind::Waiting, "", &["Waiting for the server…".to_owned()])),
        Progress::Renewed => {
            let text =
                "The one before had expired, with its attempts and its tokens. Your request is still here.";
            Some(message(MessageKind::Expired, "This is a new lab", &[text.to_owned()]))
        }
        Progress::Failed(fault) => Some(failed(&fault)),
    };
    let changes = move || {
        let changes = play.changes.get();
        (!changes.is_empty()).then(|| message(MessageKind::RateLimited, "It arrived differently", &changes))
    };
    vec![part(progress).into_any(), part(changes).into_any()].into_any()
}

/// A fault in words.
#[must_use]
pub fn failed(fault: &Fault) -> AnyView {
    message(fault.kind(), fault.title(), &[fault.sentence()])
}

fn message(kind: MessageKind, title: &'static str, sentences: &[String]) -> AnyView {
    let sentences: Vec<AnyView> =
        sentences.iter().map(|sentence| el("p").child(visible::line(sentence)).into_any()).collect();
    view! { <StatusMessage kind title>{sentences}</StatusMessage> }.into_any()
}
