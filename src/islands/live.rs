//! The lab's stream: what curl, a phone or another tab sends appears here. A lost stream reconnects and misses nothing.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

use super::api;
use super::fault::Fault;
use super::playground::state::{Journal, Play, Progress};
use super::reading;

/// Before a stream that the browser gave up is opened again.
const REOPEN_AFTER: Duration = Duration::from_secs(5);

thread_local! {
    /// The stream of this page. Not part of the state, which the server builds as well, on any thread.
    static SOURCE: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Opens the stream of a lab, in place of the one before.
pub fn listen(play: Play, lab: &str) {
    stop();
    let Ok(source) = EventSource::new(&["/api/labs/", lab, "/stream"].concat()) else { return };
    on(&source, "exchange", move |event| {
        let text = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
        if let Some(exchange) = text.and_then(|text| reading::exchange(&reading::json(&text)?)) {
            play.take(exchange, false);
        }
    });
    // Between the reading of the log and the opening of the stream something may have happened; after a loss as well.
    let owner = lab.to_owned();
    on(&source, "open", move |_| catch_up(play, &owner));
    let (owner, this) = (lab.to_owned(), source.clone());
    on(&source, "error", move |_| {
        // The browser itself opens a stream again that broke; one that was refused it gives up.
        if this.ready_state() == EventSource::CLOSED {
            let owner = owner.clone();
            set_timeout(move || reopen(play, &owner), REOPEN_AFTER);
        }
    });
    SOURCE.set(Some(source));
}

/// Closes the stream.
pub fn stop() {
    if let Some(source) = SOURCE.take() {
        source.close();
    }
}

fn is_current(play: Play, lab: &str) -> bool {
    play.lab.with_untracked(|current| current.as_deref() == Some(lab))
}

fn reopen(play: Play, lab: &str) {
    if is_current(play, lab) {
        catch_up(play, lab);
        listen(play, lab);
    }
}

fn catch_up(play: Play, lab: &str) {
    let lab = lab.to_owned();
    spawn_local(async move {
        let last = play.journal.with_untracked(Journal::last_seq);
        match api::exchanges_after(&lab, last).await {
            Ok(missed) if is_current(play, &lab) => {
                for exchange in missed {
                    play.take(exchange, false);
                }
            }
            Err(Fault::Expired) if is_current(play, &lab) => {
                play.lose_lab();
                play.progress.set(Progress::Failed(Fault::Expired));
            }
            // The next opening of the stream tries again.
            _ => {}
        }
    });
}

fn on(source: &EventSource, kind: &str, handle: impl Fn(Event) + 'static) {
    let handler = Closure::<dyn Fn(Event)>::new(handle);
    if source.add_event_listener_with_callback(kind, handler.as_ref().unchecked_ref()).is_ok() {
        // Lives as long as the page may listen: a few closures for each stream that was opened.
        handler.forget();
    }
}
