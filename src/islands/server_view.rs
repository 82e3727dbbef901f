//! A part of a page that the server draws: the browser fetches it finished, and need not carry the views it is made of.
//! What a visitor sent stands in it as escaped text, because the server's views put it there as text.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::element::el;
use super::{api, browser};

/// The parts of an exchange's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerPart {
    /// The two messages.
    Wire,
    /// The ladder.
    Why,
}

impl ServerPart {
    fn name(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Why => "why",
        }
    }
}

/// A part of the exchange with this id; what was there before stays until the next has come.
pub fn server_view(part: ServerPart, id: impl Fn() -> Option<String> + Send + Sync + 'static) -> AnyView {
    let html = RwSignal::new(String::new());
    let asked = StoredValue::new(0);
    let fetch = move || {
        let Some(id) = id() else { return };
        asked.update_value(|asked| *asked += 1);
        let nth = asked.get_value();
        spawn_local(async move {
            let fetched = api::part(&id, part.name()).await.unwrap_or_else(|_| missing(&id));
            // An answer that comes late must not replace a later one, nor look for a part that has gone.
            let is_last = asked.try_get_value() == Some(nth);
            // What is there already stays, with all that the visitor opened in it.
            if is_last && html.try_with_untracked(|shown| *shown != fetched) == Some(true) {
                browser::keep_focus(".server-view", "play-view");
                html.try_set(fetched);
            }
        });
    };
    el("div").class("server-view").task(fetch).html(move || html.get()).into_any()
}

fn missing(id: &str) -> String {
    ["<p>This part could not be fetched. <a href=\"/x/", id, "\">The page of this exchange</a> has it.</p>"]
        .concat()
}
