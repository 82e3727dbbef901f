//! The controls that several parts of an island have: choices, fields, chips.

use leptos::prelude::*;

use super::element::{El, el};

/// A `select` with its options: the value and the text of each.
#[must_use]
pub fn select(
    id: &'static str,
    class: &'static str,
    options: Vec<(String, String)>,
    chosen: impl Fn() -> String + Send + 'static,
    choose: impl Fn(String) + Send + 'static,
) -> El {
    let options: Vec<El> =
        options.into_iter().map(|(value, text)| el("option").with("value", value).child(text)).collect();
    el("select").class(class).with("id", id).child(options).value(chosen).typed("change", choose)
}

/// A control with its label above.
#[must_use]
pub fn field(id: &'static str, label: &'static str, control: impl IntoAny) -> El {
    el("div")
        .class("field")
        .child(el("label").class("field__label").with("for", id).child(label))
        .child(control)
}

/// A line of text in which nothing is completed or corrected.
#[must_use]
pub fn text_input(
    id: String,
    class: &'static str,
    read: impl Fn() -> String + Send + 'static,
    write: impl Fn(String) + Send + 'static,
) -> El {
    let input =
        el("input").class(class).with("id", id).with("autocomplete", "off").with("spellcheck", "false");
    input.value(read).typed("input", write)
}

/// A labelled line of text that a signal follows.
#[must_use]
pub fn text_field(id: &'static str, label: &'static str, value: RwSignal<String>) -> El {
    let input = text_input(id.to_owned(), "field__input", move || value.get(), move |text| value.set(text));
    field(id, label, input)
}

/// A text of several lines in the face of the wire.
#[must_use]
pub fn text_area(
    id: &'static str,
    rows: &'static str,
    described_by: &'static str,
    read: impl Fn() -> String + Send + 'static,
    write: impl Fn(String) + Send + 'static,
) -> El {
    let area = el("textarea").class("field__input field__input--wire").with("id", id);
    let area = area.with("rows", rows).with("spellcheck", "false").with("aria-describedby", described_by);
    area.value(read).typed("input", write)
}

/// A button that does not send a form.
#[must_use]
pub fn button(class: &'static str, act: impl Fn() + Send + 'static) -> El {
    el("button").class(class).with("type", "button").click(act)
}

/// A switch in a row of chips.
#[must_use]
pub fn chip(
    pressed: impl Fn() -> bool + Send + 'static,
    press: impl Fn() + Send + 'static,
    label: AnyView,
) -> AnyView {
    el("li").child(button("chip", press).aria("aria-pressed", pressed).child(label)).into_any()
}

/// A row of chips.
#[must_use]
pub fn chips(label: &'static str, chips: Vec<AnyView>) -> El {
    el("ul").class("credentials-panel__chips").with("role", "list").with("aria-label", label).child(chips)
}
