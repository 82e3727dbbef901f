//! A button that copies a text; not drawn where the browser has no clipboard for a page.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Play;
use crate::islands::browser;
use crate::islands::controls::button;
use crate::islands::element::words;
use crate::ui::{Icon, Shape};

const SAID_FOR: Duration = Duration::from_secs(2);

/// The button; `text` is asked for when it is pressed.
pub fn copy_button(
    play: Play,
    label: &'static str,
    class: &'static str,
    text: impl Fn() -> String + Send + 'static,
) -> Option<AnyView> {
    let says = RwSignal::new(label.to_owned());
    let copy = move || {
        let text = untrack(&text);
        spawn_local(async move {
            let said =
                if browser::copy(&text).await { "Copied" } else { "The browser did not let this page copy" };
            says.try_set(said.to_owned());
            play.say(said);
            // The button may be gone by then.
            let again = move || {
                says.try_set(label.to_owned());
            };
            set_timeout(again, SAID_FOR);
        });
    };
    browser::has_clipboard().then(|| {
        let icon = view! { <Icon shape=Shape::Copy/> };
        button(class, copy).child(icon).child(words(move || says.get())).into_any()
    })
}
