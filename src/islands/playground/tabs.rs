//! The views of what happened as tabs: Wire, Why, Compare, Code. Arrow keys move between them.

use leptos::prelude::*;

use super::code::Code;
use super::compare::Compare;
use super::state::{Play, Tab};
use super::views::{why, wire};
use crate::islands::browser;
use crate::ui::{MessageKind, StatusMessage};

/// The tabs, or what to do when there is nothing to show yet.
#[component]
pub fn Views(play: Play) -> impl IntoView {
    let has_shown = Memo::new(move |_| play.shown().is_some());
    move || match (play.ready.get(), has_shown.get()) {
        (true, true) => tabs(play),
        (ready, _) => empty(ready),
    }
}

fn empty(ready: bool) -> AnyView {
    let how = if ready {
        "Press Send, or run the curl line below in a terminal. The answer appears here, with every byte and every check."
    } else {
        "Press Send. The answer comes as a page of its own, with every byte and every check."
    };
    view! {
        <StatusMessage kind=MessageKind::Empty title="Nothing yet"><p>{how}</p></StatusMessage>
    }
    .into_any()
}

fn tabs(play: Play) -> AnyView {
    let choose = move |tab: Tab| {
        play.tab.set(tab);
        browser::focus_soon(tab.id());
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let all = Tab::ALL;
        let at = all.iter().position(|tab| *tab == play.tab.get_untracked()).unwrap_or_default();
        let to = match &*event.key() {
            "ArrowRight" => (at + 1) % all.len(),
            "ArrowLeft" => (at + all.len() - 1) % all.len(),
            "Home" => 0,
            "End" => all.len() - 1,
            _ => return,
        };
        event.prevent_default();
        choose(all[to]);
    };
    let buttons = Tab::ALL.map(|tab| {
        let selected = move || play.tab.get() == tab;
        view! {
            <button
                class="tabs__tab"
                type="button"
                role="tab"
                id=tab.id()
                aria-controls="play-view"
                aria-selected=move || if selected() { "true" } else { "false" }
                tabindex=move || if selected() { "0" } else { "-1" }
                on:click=move |_| play.tab.set(tab)
            >
                {tab.label()}
            </button>
        }
    });
    let panel = move || match play.tab.get() {
        Tab::Wire => wire(play),
        Tab::Why => why(play),
        Tab::Compare => view! { <Compare play/> }.into_any(),
        Tab::Code => view! { <Code play/> }.into_any(),
    };
    view! {
        <div class="tabs">
            <div class="tabs__list" role="tablist" aria-label="Views" on:keydown=keys>{buttons}</div>
            <div class="tabs__panel" role="tabpanel" id="play-view" aria-labelledby=move || play.tab.get().id() tabindex="0">
                {panel}
            </div>
        </div>
    }
    .into_any()
}
