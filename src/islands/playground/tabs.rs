//! The views of what happened as tabs: Wire, Why, Compare, Code. Arrow keys move between them.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::code::code;
use super::compare::compare;
use super::state::{Play, Tab};
use super::views::{why, wire};
use crate::islands::browser;
use crate::islands::controls::button;
use crate::islands::element::{el, part};
use crate::ui::{MessageKind, StatusMessage};

/// The tabs, or what to do when there is nothing to show yet.
#[must_use]
pub fn views(play: Play) -> AnyView {
    let has_shown = Memo::new(move |_| play.shown().is_some());
    part(move || Some(if has_shown.get() { tabs(play) } else { empty() })).into_any()
}

fn empty() -> AnyView {
    view! {
        <StatusMessage kind=MessageKind::Empty title="Nothing shown yet">
            <p>"Press Send, or knock at your lab from a terminal. The answer appears here, with every byte and every check."</p>
        </StatusMessage>
    }
    .into_any()
}

fn tabs(play: Play) -> AnyView {
    let list = el("div").class("tabs__list").with("role", "tablist").with("aria-label", "Views");
    let tabs: Vec<AnyView> = Tab::ALL.into_iter().map(|each| tab(play, each)).collect();
    let list = list.on("keydown", move |event| move_on(play, event)).child(tabs);
    let panel =
        el("div").class("tabs__panel").with("role", "tabpanel").with("id", "play-view").with("tabindex", "0");
    let panel = panel.attribute("aria-labelledby", move || play.tab.get().id().to_owned());
    // Another client is no other tab.
    let chosen = Memo::new(move |_| play.tab.get().id());
    let shown = move || {
        // Only reading it keeps it up to date.
        let _ = chosen.get();
        Some(match play.tab.get_untracked() {
            Tab::Wire => wire(play),
            Tab::Why => why(play),
            Tab::Compare => compare(play),
            Tab::Code(_) => code(play),
        })
    };
    el("div").class("tabs").child(list).child(panel.child(part(shown))).into_any()
}

fn tab(play: Play, tab: Tab) -> AnyView {
    let selected = move || play.tab.get().id() == tab.id();
    let button = button("tabs__tab", move || play.tab.set(tab)).with("role", "tab").with("id", tab.id());
    let button = button.with("aria-controls", "play-view").aria("aria-selected", selected);
    let tabindex = move || if selected() { "0" } else { "-1" }.to_owned();
    button.attribute("tabindex", tabindex).child(tab.label()).into_any()
}

/// Arrow keys, Home and End choose a tab and take the focus along.
fn move_on(play: Play, event: Event) {
    let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
    let all = Tab::ALL;
    let at = all.iter().position(|tab| tab.id() == play.tab.get_untracked().id()).unwrap_or_default();
    let to = match &*event.key() {
        "ArrowRight" => (at + 1) % all.len(),
        "ArrowLeft" => (at + all.len() - 1) % all.len(),
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return,
    };
    event.prevent_default();
    play.tab.set(all[to]);
    browser::focus(all[to].id());
}
