//! The request in the editor in the words of other clients.

use leptos::prelude::*;

use super::copy::copy_button;
use super::state::{Play, Tab};
use crate::islands::controls::{chip, chips};
use crate::islands::element::{el, words};
use crate::islands::snippets::Client;
use crate::ui::visible;

/// One client at a time.
#[must_use]
pub fn code(play: Play) -> AnyView {
    let client = move || if let Tab::Code(client) = play.tab.get() { client } else { Client::Curl };
    let clients = Client::ALL
        .into_iter()
        .map(|each| {
            chip(move || client() == each, move || play.tab.set(Tab::Code(each)), each.label().into_any())
        })
        .collect();
    let text = move || client().write(&play.outgoing());
    let about =
        "The request in the editor, for another client. It knocks at the same lab, so it appears here too.";
    let name = el("span").class("code-block__language").child(words(move || client().label().to_owned()));
    let head = el("figcaption").class("code-block__head").child(name);
    let head = head.child(copy_button(play, "Copy", "button button--quiet code-block__copy", text));
    let code = el("pre")
        .class("code-block__pre")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", "Code");
    let code = code.child(el("code").child(words(move || visible::lines(&text()))));
    let block = el("figure").class("code-block").child(head).child(code);
    el("div")
        .class("stack")
        .child(el("p").child(about))
        .child(chips("Clients", clients))
        .child(block)
        .into_any()
}
