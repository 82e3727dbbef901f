//! The request editor: fields or raw text, and Send. The server's form without script is `ui::RequestForm`.

use leptos::prelude::*;

use super::copy::copy_button;
use super::locked::locked;
use super::raw::raw_view;
use super::rows::header_rows;
use super::state::{NO_LAB, Play};
use crate::islands::controls::{button, field, select, text_area, text_input};
use crate::islands::element::{El, el, part, words};
use crate::islands::{browser, fragment};

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const WIRE: &str = "field__input field__input--wire";

/// The editor.
#[must_use]
pub fn editor(play: Play) -> AnyView {
    let is_raw = Memo::new(move |_| play.raw.with(Option::is_some));
    let share = move || {
        let fragment = play.draft.with_untracked(fragment::write);
        [&browser::page_address(), "#", &fragment].concat()
    };
    let toggle_says = move || if is_raw.get() { "Edit as fields" } else { "Edit as raw text" }.to_owned();
    let send = el("button").class("button button--primary request-editor__send").with("type", "submit");
    let foot = el("div")
        .class("request-editor__foot")
        .child(send.with("id", "send").child("Send"))
        .child(button("button button--quiet", move || toggle_raw(play)).child(words(toggle_says)))
        .child(copy_button(play, "Copy a link to this request", "button button--quiet", share));
    el("form")
        .class("request-editor")
        .with("id", "request")
        .submit(move || play.send())
        .child(part(move || Some(if is_raw.get() { raw_view(play) } else { fields(play) })))
        .child(foot)
        .child(locked())
        .into_any()
}

fn toggle_raw(play: Play) {
    // Fields would show an earlier request, and the text would be lost.
    if play.raw_fault().is_some() {
        return browser::focus("request-raw");
    }
    let text = play.draft.with_untracked(|draft| draft.raw());
    play.raw.update(|raw| *raw = if raw.is_none() { Some(text) } else { None });
}

fn fields(play: Play) -> AnyView {
    let path = text_input(
        "request-path".to_owned(),
        WIRE,
        move || play.draft.with(|draft| draft.path.clone()),
        move |path| play.draft.update(|draft| draft.path = path),
    );
    let prefix = el("span").class("request-editor__prefix").child(words(move || prefix(play)));
    let target = el("div").class("request-editor__target").child(prefix).child(path.with("name", "path"));
    let line = el("div").class("request-editor__line").child(method(play));
    let body = text_area(
        "request-body",
        "2",
        "request-body-hint",
        move || play.draft.with(|draft| draft.body.clone()),
        move |body| play.draft.update(|draft| draft.body = body),
    );
    let hint =
        el("span").class("field__hint").with("id", "request-body-hint").child(words(move || body_hint(play)));
    vec![
        line.child(field("request-path", "Path", target)),
        header_rows(play),
        field("request-body", "Body", body).child(hint),
    ]
    .into_any()
}

fn prefix(play: Play) -> String {
    play.lab.with(|lab| lab.as_ref().map_or(NO_LAB.to_owned(), |lab| ["/lab/", lab, "/"].concat()))
}

fn body_hint(play: Play) -> String {
    let hint = play.draft.with(|draft| match (&*draft.method, draft.body.is_empty()) {
        ("GET" | "HEAD", true) => "GET and HEAD have no use for one.",
        ("GET" | "HEAD", false) => "Not sent: browsers refuse a body with GET and HEAD.",
        _ => "Sent as text/plain, unless a Content-Type header says something else.",
    });
    hint.to_owned()
}

/// The usual methods, and the draft's own when it is another one.
fn method(play: Play) -> El {
    let own = play.draft.with_untracked(|draft| draft.method.clone());
    let mut methods: Vec<String> = METHODS.map(str::to_owned).into();
    if !methods.contains(&own) {
        methods.push(own);
    }
    let choose = move |method| play.draft.update(|draft| draft.method = method);
    let options = methods.into_iter().map(|method| (method.clone(), method)).collect();
    let select = select(
        "request-method",
        WIRE,
        options,
        move || play.draft.with(|draft| draft.method.clone()),
        choose,
    );
    field("request-method", "Method", select.with("name", "method"))
}
