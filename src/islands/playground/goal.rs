//! How far the scenario is: the tick as soon as the server has seen it, the way on, and the door that needs a tab of its own.

use std::time::Duration;

use leptos::prelude::*;

use super::state::Play;
use crate::islands::browser;
use crate::islands::controls::button;
use crate::islands::element::{el, part};
use crate::model::Scenario;
use crate::ui::{Icon, MessageKind, Shape, StatusMessage};

/// The steps that the server has seen since this page was opened.
#[must_use]
pub fn goal(play: Play, scenario: &'static Scenario) -> AnyView {
    let steps = scenario.goal.0.len();
    let progress = move || match play.journal.with(|journal| scenario.goal.steps_met(journal.since_opened()))
    {
        0 => None,
        count if count < steps => {
            let text =
                [&*count.to_string(), " of ", &*steps.to_string(), " steps seen by the server."].concat();
            Some(el("p").class("page__meta").child(text).into_any())
        }
        _ => Some(done(next(play, &scenario.slug))),
    };
    part(progress).into_any()
}

/// The scenario after this one in the list: its address and its title.
fn next(play: Play, slug: &str) -> (String, String) {
    match play.boot.scenarios.iter().skip_while(|scenario| scenario.slug != slug).nth(1) {
        Some(next) => (["/play/", &next.slug].concat(), ["Next: ", &next.title].concat()),
        None => ("/play".to_owned(), "That was the last one: try what you like".to_owned()),
    }
}

fn done((href, way_on): (String, String)) -> AnyView {
    // Announced with the answer: a live region that is drawn together with its text is not read everywhere.
    let title =
        el("p").class("status-message__title").child(view! { <Icon shape=Shape::Tick/> }).child("Done");
    let text = "The server saw what the task asks for. What there is to notice stands below.";
    let link = el("p").child(el("a").with("href", href).child(way_on));
    let message = el("div").class("status-message status-message--done");
    message.child(title).child(el("p").child(text)).child(link).into_any()
}

/// The browser's own login window needs a tab of its own, and a fresh address each time.
#[must_use]
pub fn new_tab(play: Play, path: &str) -> AnyView {
    let first = path.split('/').next().unwrap_or_default().to_owned();
    let run = RwSignal::new(browser::random_name());
    let door = move || {
        let Some(lab) = play.lab.get() else {
            let get = button("button button--primary", move || play.get_lab("open-door"));
            return Some(get.child("Get my own address").into_any());
        };
        let first = first.clone();
        let link = el("a").class("button button--primary").with("id", "open-door");
        let link = link.with("target", "_blank").with("rel", "noopener");
        let link =
            link.attribute("href", move || ["/lab/", &lab, "/", &first, "/", &run.get(), "/"].concat());
        // The next visit gets a new address, because the browser remembers who was let in at this one.
        let link = link.click(move || set_timeout(move || run.set(browser::random_name()), Duration::ZERO));
        Some(link.child("Open the door in a new tab").into_any())
    };
    leaving(part(door).into_any())
}

/// What is said before the page is left; the page without script keeps the same room for it.
#[must_use]
pub fn leaving(door: AnyView) -> AnyView {
    let text = "The door opens in a new tab, and your browser puts its own login window in front of it: that window is the point. \
                Sign in with an account that is printed here, never with a password of your own. \
                What your browser sends appears on this page.";
    view! {
        <StatusMessage kind=MessageKind::Empty title="This one leaves the page">
            <p>{text}</p>
            {door}
        </StatusMessage>
    }
    .into_any()
}
