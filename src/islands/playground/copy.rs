//! A button that copies a text; not drawn where the browser has no clipboard for a page.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Play;
use crate::islands::browser;
use crate::islands::controls::button;
use crate::islands::element::words;
use crate::ui::{Icon, Shape};

const COPIED_FOR: Duration = Duration::from_secs(2);

/// The button; `text` is asked for when it is pressed.
pub fn copy_button(
    play: Play,
    label: &'static str,
    class: &'static str,
    text: impl Fn() -> String + Send + 'static,
) -> Option<AnyView> {
    let copied = RwSignal::new(false);
    let copy = move || {
        let text = untrack(&text);
        spawn_local(async move {
            if browser::copy(&text).await {
                copied.try_set(true);
                play.say("Copied.");
                // The button may be gone by then.
                set_timeout(
                    move || {
                        copied.try_set(false);
                    },
                    COPIED_FOR,
                );
            } else {
                play.say("The browser did not let this page copy.");
            }
        });
    };
    let says = move || if copied.get() { "Copied" } else { label }.to_owned();
    browser::has_clipboard().then(|| {
        let icon = view! { <Icon shape=Shape::Copy/> };
        button(class, copy).child(icon).child(words(says)).into_any()
    })
}
