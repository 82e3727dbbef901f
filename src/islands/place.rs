//! Where an island goes into a page: what the server draws for everybody, and what the script needs to take it over.
//! The script draws its own view in place of the server's, because hydrating the same view would double its weight.

use leptos::prelude::*;

use super::boot::PlayBoot;
use super::knocker::first_knock;
use super::playground::without_script;

/// The playground: everything between the site's header and its footer.
#[component]
pub fn Playground(boot: PlayBoot) -> impl IntoView {
    let props = serde_json::to_string(&boot).expect("a beginning holds only texts, numbers and lists");
    view! {
        <leptos-island data-component="playground" data-props=props>{without_script::view(&boot)}</leptos-island>
    }
}

/// The home page's widget.
#[component]
pub fn Knocker() -> impl IntoView {
    view! { <leptos-island data-component="knocker">{first_knock()}</leptos-island> }
}
