//! The entry point in the browser. `lib.rs` leaves it out on the server, where there is nothing to hydrate.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once, when the module has been loaded; the script of the page then hydrates each island.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
