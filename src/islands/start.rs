//! The entry points in the browser. `lib.rs` leaves them out on the server, where there is nothing to start.
//! Leptos' own script finds each `leptos-island` and calls the function that its `data-component` names.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::islands::{browser, knocker, playground, reading};

/// Called once before the islands; each of them starts by itself.
#[wasm_bindgen]
pub fn hydrate() {}

/// Draws the playground in place of the page without script.
#[wasm_bindgen(js_name = "playground")]
pub fn start_playground(place: HtmlElement) {
    let props = place.get_attribute("data-props").unwrap_or_default();
    // Without its beginning, the page without script goes on working.
    if let Some(boot) = reading::json(&props).and_then(|value| reading::boot(&value)) {
        take_over(place, move || playground::view(boot));
    }
}

/// Draws the home page's widget in place of its first form.
#[wasm_bindgen(js_name = "knocker")]
pub fn start_knocker(place: HtmlElement) {
    take_over(place, knocker::view);
}

fn take_over(place: HtmlElement, view: impl FnOnce() -> AnyView + 'static) {
    let focused = browser::focused();
    let old = place.clone();
    mount_to(place, move || {
        let view = view();
        old.set_text_content(None);
        view
    })
    .forget();
    browser::focus(&focused);
}
