//! The attempts so far. Each is a link to its page; a click shows it here instead.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::state::Play;
use crate::ui::{Attempt, Timeline};

/// So many are shown at first.
const SHOWN: usize = 8;

/// The timeline, as soon as there is an attempt.
#[component]
pub fn Attempts(play: Play) -> impl IntoView {
    let all = RwSignal::new(false);
    let hidden =
        Memo::new(move |_| if all.get() { 0 } else { play.log.with(Vec::len).saturating_sub(SHOWN) });
    let list = move || {
        let attempts: Vec<Attempt> = play
            .log
            .with(|log| log.iter().skip(hidden.get()).map(|exchange| Attempt::from(&**exchange)).collect());
        view! { <Timeline attempts current=play.shown.get().unwrap_or_default()/> }
    };
    let has_any = Memo::new(move |_| play.log.with(|log| !log.is_empty()));
    let earlier = move || {
        (hidden.get() > 0).then(|| {
            let text = ["Show ", &*hidden.get().to_string(), " earlier attempts"].concat();
            view! { <button class="button button--quiet" type="button" on:click=move |_| all.set(true)>{text}</button> }
        })
    };
    let choose = move |event: leptos::ev::MouseEvent| {
        // With a modifier the link is a link: it opens the page of the attempt.
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key();
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = element.and_then(|element| element.closest("a[href^='/x/']").ok().flatten());
        let id = link.and_then(|link| link.get_attribute("href"));
        if let Some(id) = id.as_deref().and_then(|href| href.strip_prefix("/x/"))
            && !modified
        {
            event.prevent_default();
            play.show(id);
        }
    };
    move || has_any.get().then(|| view! { <div on:click=choose>{earlier}{list}</div> })
}
