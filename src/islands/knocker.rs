//! The first knock.
use leptos::prelude::*;
/// The home page's widget.
#[island]
pub fn Knocker() -> impl IntoView {
    view! { <section class="home-widget" aria-label="Try it"></section> }
}
