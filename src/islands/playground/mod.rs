//! The playground.
use leptos::prelude::*;
use super::PlayBoot;
/// The playground.
#[island]
pub fn Playground(boot: PlayBoot) -> impl IntoView {
    let _ = boot;
    view! { <div class="page page--play frame"></div> }
}
