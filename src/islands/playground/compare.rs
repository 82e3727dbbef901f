//! Two attempts side by side: one sentence that says what the change did, then everything that differs.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::Play;
use crate::islands::controls::{field, select};
use crate::islands::difference::{self, Difference};
use crate::islands::element::{El, el, part};
use crate::model::Exchange;
use crate::ui::visible;

/// The comparison of the shown exchange with another one.
#[must_use]
pub fn compare(play: Play) -> AnyView {
    let result = move || {
        let Some((first, second)) = pair(play) else {
            let text = "Two attempts can be compared as soon as there are two. Send another request.";
            return Some(el("p").child(text).into_any());
        };
        let sentence = visible::line(&difference::sentence(&first, &second));
        let parts = vec![
            el("p").child(el("strong").child(sentence)),
            table("In the request", difference::of_requests(&first, &second)),
            table("In the response", difference::of_responses(&first, &second)),
        ];
        Some(parts.into_any())
    };
    let first = move || pair(play).map(|(first, _)| first.id.clone()).unwrap_or_default();
    let second = move || play.shown.get().unwrap_or_default();
    let choose_first = move |id| {
        play.compared.set(Some(id));
        announce(play);
    };
    let choose_second = move |id| {
        // The first one stays what it is.
        let kept = untrack(first);
        play.shown.set(Some(id));
        play.compared.set(Some(kept));
        announce(play);
    };
    let first = attempt(play, "compare-first", "First attempt", first, choose_first);
    let second = attempt(play, "compare-second", "Second attempt", second, choose_second);
    el("div").class("stack").child(first).child(second).child(part(result)).into_any()
}

fn announce(play: Play) {
    if let Some((first, second)) = untrack(|| pair(play)) {
        play.say(&difference::sentence(&first, &second));
    }
}

/// The chosen attempt, or the one before, and the shown one.
fn pair(play: Play) -> Option<(Arc<Exchange>, Arc<Exchange>)> {
    let (first, second) = (play.compared.get().unwrap_or_default(), play.shown()?);
    play.journal.with(|journal| {
        let before = || {
            let all = &journal.exchanges;
            let at = all.iter().position(|exchange| exchange.id == second.id)?;
            all.get(at.wrapping_sub(1)).or(all.get(at + 1))
        };
        let first = journal.find(&first).or_else(before)?;
        Some((Arc::clone(first), Arc::clone(&second)))
    })
}

fn attempt(
    play: Play,
    id: &'static str,
    label: &'static str,
    chosen: impl Fn() -> String + Copy + Send + 'static,
    choose: impl Fn(String) + Copy + Send + 'static,
) -> El {
    // Another attempt is another option.
    let control = move || {
        let mut options = Vec::new();
        play.journal.with(|journal| {
            for (index, exchange) in journal.exchanges.iter().enumerate() {
                let (number, status) = ((index + 1).to_string(), exchange.status.to_string());
                let text = [&*number, ": ", &exchange.method, " ", &exchange.path, " ", &*status].concat();
                options.push((exchange.id.clone(), visible::line(&text)));
            }
        });
        Some(select(id, "field__input field__input--wire", options, chosen, choose).into_any())
    };
    field(id, label, part(control))
}

fn table(caption: &'static str, differences: Vec<Difference>) -> El {
    if differences.is_empty() {
        return el("p").child([caption, " nothing differs."].concat());
    }
    let rows: Vec<AnyView> = differences.into_iter().map(row).collect();
    let heads: Vec<AnyView> =
        ["What", "First", "Second"].map(|head| el("th").with("scope", "col").child(head).into_any()).into();
    let table = el("table").class("data-table").child(el("caption").child(caption));
    table.child(el("thead").child(el("tr").child(heads))).child(el("tbody").child(rows))
}

fn row(difference: Difference) -> AnyView {
    let side = |label: &'static str, text: Option<String>| {
        let cell = el("td").with("data-label", label);
        match text {
            Some(text) => cell.child(el("code").child(visible::lines(&text))),
            None => cell.child("not there"),
        }
    };
    let what = el("th").with("scope", "row").child(visible::line(&difference.what));
    let (first, second) = (side("First", difference.first), side("Second", difference.second));
    el("tr").child(what).child(first).child(second).into_any()
}
