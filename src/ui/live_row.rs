//! Exchanges side by side: the same door, knocked at by several visitors.

use leptos::prelude::*;

/// A row of two to four cards; each with a caption, and all of them with actions or none.
#[component]
pub fn LiveRow(children: Children) -> impl IntoView {
    view! { <div class="live-row"><div class="live-row__cards">{children()}</div></div> }
}
