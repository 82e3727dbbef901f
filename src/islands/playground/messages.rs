//! What there is to say beside the exchange: waiting, gone wrong, a new lab, a request that arrived differently.

use leptos::prelude::*;

use super::state::{Play, Progress};
use crate::islands::fault::Fault;
use crate::model::Door;
use crate::ui::{MessageKind, Shape, StatusMessage, visible};

/// The messages above the wire.
#[component]
pub fn Messages(play: Play) -> impl IntoView {
    let progress = move || {
        match play.progress.get() {
        Progress::Idle | Progress::Sending => None,
        Progress::Waiting => Some(
            view! { <StatusMessage kind=MessageKind::Waiting><p>"Waiting for the server…"</p></StatusMessage> }.into_any(),
        ),
        Progress::Failed(fault) => Some(failed(&fault)),
    }
    };
    let renewed = move || {
        play.renewed.get().then(|| {
            view! {
                <StatusMessage kind=MessageKind::Expired title="This is a new lab">
                    <p>"The one before had expired, with its attempts and its tokens. Your request is still here."</p>
                </StatusMessage>
            }
            .into_any()
        })
    };
    let changed = move || {
        let shown = play.shown.get()?;
        let changes = play.changed.with(|(id, changes)| (*id == shown).then(|| changes.clone()))?;
        (!changes.is_empty()).then(|| {
            let changes: Vec<_> =
                changes.iter().map(|change| view! { <p>{visible::line(change)}</p> }).collect();
            view! {
                <StatusMessage kind=MessageKind::RateLimited title="It arrived differently">{changes}</StatusMessage>
            }
            .into_any()
        })
    };
    view! { {progress}{renewed}{changed} }
}

fn failed(fault: &Fault) -> AnyView {
    let icon = matches!(fault, Fault::Offline | Fault::Unreachable).then_some(Shape::Door(Door::Broken));
    let sentence = fault.sentence();
    match icon {
        Some(icon) => {
            view! { <StatusMessage kind=fault.kind() title=fault.title() icon><p>{sentence}</p></StatusMessage> }.into_any()
        }
        None => view! { <StatusMessage kind=fault.kind() title=fault.title()><p>{sentence}</p></StatusMessage> }.into_any(),
    }
}
