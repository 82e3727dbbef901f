//! The bar at the bottom of a narrow screen: Send, and the last status, which leads to the wire.

use leptos::prelude::*;

use super::state::{Play, Progress};
use crate::ui::{StatusBadge, reason_phrase, visible};

/// The bar. It says nothing aloud: the page announces each answer once already.
#[component]
pub fn StickySend(play: Play) -> impl IntoView {
    let status = move || match play.progress.get() {
        Progress::Failed(fault) => Some(view! { <a href="#play-wire">{fault.title()}</a> }.into_any()),
        Progress::Waiting => Some(view! { "Waiting…" }.into_any()),
        Progress::Idle | Progress::Sending => play.shown().map(|exchange| {
            let phrase = visible::line(&reason_phrase(&exchange.response.start_line));
            view! { <a href="#play-wire"><StatusBadge code=exchange.status phrase/></a> }.into_any()
        }),
    };
    view! {
        <div class="sticky-send">
            <button class="button button--primary" type="submit" form="request">"Send"</button>
            <span class="sticky-send__status">{status}</span>
        </div>
    }
}
