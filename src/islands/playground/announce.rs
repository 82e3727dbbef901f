//! What is said to those who listen instead of looking: an answer in a sentence, and that we are waiting.

use std::time::Duration;

use leptos::prelude::*;

use super::state::Progress;
use crate::auth::Challenge;
use crate::model::Exchange;
use crate::ui::{party, reason_phrase};

/// Before a text says that we are waiting.
const WAITING_AFTER: Duration = Duration::from_millis(150);

/// Says that we are waiting, if we still are after a moment.
pub fn say_waiting_soon(progress: RwSignal<Progress>) {
    let say = move || {
        if progress.with_untracked(|progress| *progress == Progress::Sending) {
            progress.set(Progress::Waiting);
        }
    };
    set_timeout(say, WAITING_AFTER);
}

/// "401 Unauthorized, asks for Basic"
#[must_use]
pub fn announcement(exchange: &Exchange) -> String {
    let mut text = String::new();
    if let Some(via) = party::via(&exchange.request).filter(|via| via != "this page") {
        text.push_str(&via);
        text.push_str(": ");
    }
    text.push_str(&exchange.status.to_string());
    text.push(' ');
    text.push_str(&reason_phrase(&exchange.response.start_line));
    let mut before = ", asks for ";
    for line in exchange.challenges() {
        for challenge in Challenge::parse_list(line) {
            // One scheme may ask twice, for two algorithms.
            if !text.ends_with(&[" ", &*challenge.scheme].concat()) {
                text.push_str(before);
                text.push_str(&challenge.scheme);
                before = " or ";
            }
        }
    }
    text
}
