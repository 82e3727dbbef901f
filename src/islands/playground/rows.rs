//! The headers as rows: each can be switched off, renamed, filled and removed, with the keyboard alone.

use leptos::prelude::*;

use super::locked;
use super::state::Play;
use crate::islands::browser;
use crate::islands::controls::{button, text_input};
use crate::islands::draft::HeaderRow;
use crate::islands::element::{El, el, part, words};
use crate::model::SetBy;
use crate::ui::{Icon, Shape};

/// The rows and the button that adds one.
#[must_use]
pub fn header_rows(play: Play) -> El {
    let ids =
        Memo::new(move |_| play.draft.with(|draft| draft.rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    // Only adding and removing draws the list again, and both say where the focus goes.
    let rows =
        move || Some(ids.get().into_iter().map(|id| row(play, id)).collect::<Vec<AnyView>>().into_any());
    let add = move || {
        play.draft.update(|draft| {
            let id = draft.add("", "", SetBy::You);
            browser::focus_soon(name_id(id));
        });
    };
    let add = button("button button--quiet request-editor__add", add).with("id", "add-header");
    el("fieldset")
        .class("request-editor__headers")
        .child(el("legend").class("request-editor__legend").child("Headers"))
        .child(el("ul").class("request-editor__rows").with("role", "list").child(part(rows)))
        .child(part(move || left_out(play)))
        .child(add.child(view! { <Icon shape=Shape::Plus/> }).child("Add a header"))
}

fn name_id(id: u32) -> String {
    ["header-", &id.to_string()].concat()
}

/// What the browser would not send is said before it is tried.
fn left_out(play: Play) -> Option<AnyView> {
    let names = play.draft.with(|draft| {
        let mut names = String::new();
        for (name, _) in draft.sent().filter(|(name, _)| locked::is_locked(name)) {
            names.push_str(if names.is_empty() { "" } else { ", " });
            names.push_str(name);
        }
        names
    });
    (!names.is_empty()).then(|| {
        let text = ["Your browser will leave out ", &names, ". The list below says why."].concat();
        el("p").class("field__error").child(text).into_any()
    })
}

fn change(play: Play, id: u32, change: impl FnOnce(&mut HeaderRow)) {
    play.draft.update(|draft| {
        if let Some(row) = draft.rows.iter_mut().find(|row| row.id == id) {
            change(row);
        }
    });
}

/// What the visitor types is the visitor's, whoever wrote it before.
fn write(play: Play, id: u32, how: impl FnOnce(&mut HeaderRow)) {
    change(play, id, |row| {
        row.set_by = SetBy::You;
        how(row);
    });
}

/// Removes a row; the focus goes to the one that takes its place, or to the button that adds one.
fn remove(play: Play, id: u32) {
    play.draft.update(|draft| {
        let at = draft.rows.iter().position(|row| row.id == id).unwrap_or_default();
        draft.rows.retain(|row| row.id != id);
        let next = draft.rows.get(at).or(draft.rows.last()).map(|row| name_id(row.id));
        browser::focus_soon(next.unwrap_or_else(|| "add-header".to_owned()));
    });
}

fn read(play: Play, id: u32) -> Option<HeaderRow> {
    play.draft.with(|draft| draft.rows.iter().find(|row| row.id == id).cloned())
}

fn row(play: Play, id: u32) -> AnyView {
    let name = move || read(play, id).map(|row| row.name).unwrap_or_default();
    let value = move || read(play, id).map(|row| row.value).unwrap_or_default();
    let named = move |before: &'static str| {
        let name = name();
        [before, if name.is_empty() { "this header" } else { &name }].concat()
    };
    let hidden = |before| el("span").class("visually-hidden").child(words(move || named(before)));
    let switch = el("input")
        .with("type", "checkbox")
        .flag("checked", move || read(play, id).is_some_and(|row| row.on))
        .on("change", move |event| change(play, id, |row| row.on = event_target_checked(&event)));
    let name_input =
        text_input(name_id(id), "field__input field__input--wire request-editor__name", name, move |name| {
            write(play, id, |row| row.name = name)
        });
    let value_input = text_input(
        ["value-", &id.to_string()].concat(),
        "field__input field__input--wire",
        value,
        move |value| write(play, id, |row| row.value = value),
    );
    el("li")
        .class("request-editor__row")
        .child(el("label").class("request-editor__switch").child(switch).child(hidden("Send ")))
        .child(name_input.with("aria-label", "Header name"))
        .child(value_input.attribute("aria-label", move || named("Value of ")))
        .child(
            button("request-editor__remove", move || remove(play, id))
                .child(view! { <Icon shape=Shape::Minus/> })
                .child(hidden("Remove ")),
        )
        .into_any()
}
