//! The last status in the bar at the bottom of a narrow screen; it leads to the wire.

use leptos::prelude::*;

use super::state::{Play, Progress};
use crate::islands::element::{el, part};
use crate::ui::{StatusBadge, reason_phrase, visible};

/// The status. It says nothing aloud: the page announces each answer once already.
#[must_use]
pub fn sticky(play: Play) -> AnyView {
    let status = move || {
        let shown = match play.progress.get() {
            Progress::Failed(fault) => fault.title().into_any(),
            Progress::Waiting => "Waiting…".into_any(),
            Progress::Idle | Progress::Sending | Progress::Renewed => {
                let exchange = play.shown()?;
                let phrase = visible::line(&reason_phrase(&exchange.response.start_line));
                view! { <StatusBadge code=exchange.status phrase/> }.into_any()
            }
        };
        Some(el("a").with("href", "#play-wire").child(shown).into_any())
    };
    part(status).into_any()
}
