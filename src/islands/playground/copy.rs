//! A button that copies a text; not drawn where the browser has no clipboard for a page.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Play;
use crate::islands::browser;
use crate::ui::{Icon, Shape};

const COPIED_FOR: Duration = Duration::from_secs(2);

/// The button; `text` is asked for when it is pressed.
#[component]
pub fn CopyButton(
    play: Play,
    /// What is copied, in a word or two after the verb.
    #[prop(default = "Copy")]
    label: &'static str,
    #[prop(default = "button button--quiet")] class: &'static str,
    text: Callback<(), String>,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text.run(());
        spawn_local(async move {
            if browser::copy(&text).await {
                copied.set(true);
                play.say("Copied.");
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
    browser::has_clipboard().then(|| {
        view! {
            <button class=class type="button" on:click=copy>
                <Icon shape=Shape::Copy/>
                {move || if copied.get() { "Copied" } else { label }}
            </button>
        }
        .into_any()
    })
}
