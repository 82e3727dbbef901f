//! What the browser keeps and can do besides fetching: the store, the clipboard, the focus, the address.
//! Everything here answers with "nothing" instead of failing: private windows and plain http take some of it away.

use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

const LAB: &str = "knock-lab";
const DONE: &str = "knock-done";
const CLOCK: &str = "knock-clock";

fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?.filter(|value| !value.is_empty())
}

fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A full or forbidden store only means that the next visit starts afresh.
        let _ = storage.set_item(key, value);
    }
}

/// The lab of the last visit.
#[must_use]
pub fn remembered_lab() -> Option<String> {
    stored(LAB)
}

/// Keeps the lab for the next visit; `None` forgets it.
pub fn remember_lab(lab: Option<&str>) {
    store(LAB, lab.unwrap_or_default());
}

/// The slugs of the scenarios that were done here.
#[must_use]
pub fn done_scenarios() -> Vec<String> {
    stored(DONE).unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect()
}

/// Keeps the slugs of the scenarios that are done.
pub fn remember_done(slugs: &[String]) {
    store(DONE, &slugs.join(" "));
}

/// Where this lab's clock was set to.
#[must_use]
pub fn remembered_offset(lab: &str) -> i64 {
    let kept = stored(CLOCK).unwrap_or_default();
    kept.strip_prefix(lab).and_then(|rest| rest.trim().parse().ok()).unwrap_or_default()
}

/// Keeps where this lab's clock was set to.
pub fn remember_offset(lab: &str, offset_seconds: i64) {
    store(CLOCK, &[lab, " ", &offset_seconds.to_string()].concat());
}

/// Eight random hexadecimal digits: not good enough for a key, good enough for a nonce of one's own.
#[must_use]
pub fn random_text() -> String {
    let digit = || char::from(b"0123456789abcdef"[(js_sys::Math::random() * 16.0) as usize % 16]);
    std::iter::repeat_with(digit).take(8).collect()
}

/// False when the browser knows that it has no network.
#[must_use]
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// `http://host:port`
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The fragment of the address, with its `#`; empty without one.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address of this page without fragment and query.
#[must_use]
pub fn page_address() -> String {
    [origin(), window().location().pathname().unwrap_or_default()].concat()
}

/// True where a page may write to the clipboard: only in secure contexts.
#[must_use]
pub fn has_clipboard() -> bool {
    js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))
        .is_ok_and(|value| value.is_object())
}

/// Copies a text; true when the browser let us.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// Moves the focus at once, before another key can be pressed. An element that cannot take it leaves it where it is.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Moves the focus, once what is being drawn is there, and still before another key can be pressed: what is drawn anew is
/// drawn in the present turn of the event loop.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    // The second task comes after the drawing, which is in the queue when the first one runs.
    spawn_local(async move { spawn_local(async move { focus(&id) }) });
}

/// The id of what has the focus, to be moved on from there when an answer has come; empty where nothing with a name has it.
#[must_use]
pub fn focused() -> String {
    document().active_element().map(|element| element.id()).unwrap_or_default()
}

/// Moves the focus on, unless the visitor has moved it elsewhere meanwhile: every field where one types has an id.
pub fn focus_on_from(from: &str, id: &'static str) {
    let now = focused();
    if now.is_empty() || now == from {
        focus_soon(id);
    }
}

/// Moves the focus from what is about to be drawn anew to what stays; leaves it where it is when it is elsewhere.
pub fn keep_focus(from: &str, to: &str) {
    let inside = document().active_element().and_then(|element| element.closest(from).ok().flatten());
    if inside.is_some() {
        focus(to);
    }
}

/// The value of a form control, as the visitor left it before the script came.
#[must_use]
pub fn typed(id: &str) -> Option<String> {
    let element = document().get_element_by_id(id)?;
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return Some(area.value());
    }
    element.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value)
}

/// A short random name: digits and letters.
#[must_use]
pub fn random_name() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    (0..6)
        .map(|_| {
            // `random` is below 1, so the index is below 32.
            let index = (js_sys::Math::random() * 32.0) as usize & 31;
            char::from(LETTERS[index])
        })
        .collect()
}

/// Milliseconds since 1970, by this machine's clock.
#[must_use]
pub fn now_seconds() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

/// Waits.
pub async fn pause(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        // Without a timer the promise would never end; a browser always has one.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}

/// Scrolls to an element, once it is there, if it is out of sight.
pub fn show_soon(id: String) {
    leptos::prelude::request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            element.scroll_into_view();
        }
    });
}
