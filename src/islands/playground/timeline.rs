//! The attempts so far. Each is a link to its page; a click shows it here instead.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::state::Play;
use crate::islands::controls::button;
use crate::islands::element::{el, part};
use crate::ui::{Attempt, Timeline};

/// So many attempts are shown at first; the earlier ones on demand.
const SHOWN: usize = 8;

/// The timeline, as soon as there is an attempt.
#[must_use]
pub fn attempts(play: Play) -> AnyView {
    let all = RwSignal::new(false);
    let hidden = move || match all.get() {
        true => 0,
        false => play.journal.with(|journal| journal.exchanges.len().saturating_sub(SHOWN)),
    };
    let earlier = move || {
        let count = hidden();
        let text = ["Show earlier attempts (", &count.to_string(), ")"].concat();
        (count > 0).then(|| button("button button--quiet", move || all.set(true)).child(text).into_any())
    };
    let list = move || {
        let attempts: Vec<Attempt> = play.journal.with(|journal| {
            journal.exchanges.iter().skip(hidden()).map(|exchange| Attempt::from(&**exchange)).collect()
        });
        let current = play.shown.get().unwrap_or_default();
        (!attempts.is_empty()).then(|| view! { <Timeline attempts current/> }.into_any())
    };
    let list = el("div").on("click", move |event| choose(play, event)).child(part(list)).into_any();
    vec![part(earlier).into_any(), list].into_any()
}

fn choose(play: Play, event: Event) {
    let Ok(event) = event.dyn_into::<MouseEvent>() else { return };
    // With a modifier the link is a link: it opens the page of the attempt.
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = element.and_then(|element| element.closest("a").ok().flatten());
    let href = link.and_then(|link| link.get_attribute("href"));
    if let Some(id) = href.as_deref().and_then(|href| href.strip_prefix("/x/")) {
        event.prevent_default();
        play.show(id);
    }
}
