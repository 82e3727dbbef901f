//! The request as one curl line with the lab's address: what a terminal sends appears on this page.

use leptos::prelude::*;

use super::copy::copy_button;
use super::state::Play;
use crate::islands::controls::button;
use crate::islands::element::{El, el, part, words};
use crate::islands::snippets::Client;
use crate::ui::visible;

/// The line, or the way to an address of one's own.
#[must_use]
pub fn terminal(play: Play) -> AnyView {
    let line = move || Client::Curl.write(&play.outgoing());
    let terminal = move || {
        if play.lab.with(Option::is_none) {
            let get = button("button", move || play.get_lab("terminal")).child("Get my own address");
            let parts = vec![get, state("Then you can knock from a terminal as well, and see it here.")];
            return Some(parts.into_any());
        }
        let code = el("code").class("terminal-line__code").with("id", "terminal").with("tabindex", "0");
        let code = code.with("role", "region").with("aria-label", "Terminal line");
        let code = code.child(words(move || visible::lines(&line())));
        let copy = copy_button(play, "Copy", "button button--quiet terminal-line__copy", line);
        let line = el("div").class("terminal-line").child(code).child(copy);
        Some(vec![line, state("Run it in a terminal: what it sends appears here at once.")].into_any())
    };
    el("div").child(part(terminal)).into_any()
}

fn state(text: &'static str) -> El {
    el("p").class("terminal-line__state").child(text)
}
