//! Two attempts side by side: one sentence that says what the change did, then everything that differs.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::Play;
use crate::islands::difference::{self, Difference};
use crate::model::Exchange;
use crate::ui::visible;

/// The comparison of the shown exchange with another one.
#[component]
pub fn Compare(play: Play) -> impl IntoView {
    let pair = Memo::new(move |_| {
        let second = play.shown()?;
        let chosen = play.compared.get().and_then(|id| play.find(&id));
        let before = || {
            play.log.with(|log| {
                let at = log.iter().position(|exchange| exchange.id == second.id)?;
                log[..at].last().or(log.get(at + 1)).cloned()
            })
        };
        let first = chosen.or_else(before)?;
        Some((first, second))
    });
    let result = move || match pair.get() {
        None => {
            view! { <p>"Two attempts can be compared as soon as there are two. Send another request."</p> }
                .into_any()
        }
        Some((first, second)) => {
            let sentence = visible::line(&difference::sentence(&first, &second));
            view! {
                <p aria-live="polite"><strong>{sentence}</strong></p>
                {table("In the request", difference::of_requests(&first, &second))}
                {table("In the response", difference::of_responses(&first, &second))}
            }
            .into_any()
        }
    };
    let first = move || pair.get().map(|(first, _)| first.id.clone()).unwrap_or_default();
    let second = move || play.shown.get().unwrap_or_default();
    view! {
        <div class="stack">
            {choice(play, "compare-first", "First attempt", first, move |id| play.compared.set(Some(id)))}
            {choice(play, "compare-second", "Second attempt", second, move |id| {
                // The first one stays what it is.
                let kept = pair.get_untracked().map(|(first, _)| first.id.clone());
                play.shown.set(Some(id));
                play.compared.set(kept);
            })}
            {result}
        </div>
    }
}

fn choice(
    play: Play,
    id: &'static str,
    label: &'static str,
    chosen: impl Fn() -> String + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = move || {
        let option = |(index, exchange): (usize, &Arc<Exchange>)| {
            let id = exchange.id.clone();
            let text = [
                &*(index + 1).to_string(),
                ": ",
                &exchange.method,
                " ",
                &exchange.path,
                " ",
                &*exchange.status.to_string(),
            ];
            let text = visible::line(&text.concat());
            let value = id.clone();
            view! { <option value=value prop:selected=move || chosen() == id>{text}</option> }
        };
        play.log.with(|log| log.iter().enumerate().map(option).collect::<Vec<_>>())
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input field__input--wire" id=id on:change=move |event| choose(event_target_value(&event))>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn table(caption: &'static str, differences: Vec<Difference>) -> AnyView {
    if differences.is_empty() {
        return view! { <p>{[caption, " nothing differs."].concat()}</p> }.into_any();
    }
    let side = |text: Option<String>| match text {
        Some(text) => view! { <code>{visible::lines(&text)}</code> }.into_any(),
        None => view! { "not there" }.into_any(),
    };
    let rows: Vec<_> = differences
        .into_iter()
        .map(|difference| {
            view! {
                <tr>
                    <th scope="row">{visible::line(&difference.what)}</th>
                    <td data-label="First">{side(difference.first)}</td>
                    <td data-label="Second">{side(difference.second)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="data-table">
            <caption>{caption}</caption>
            <thead><tr><th scope="col">"What"</th><th scope="col">"First"</th><th scope="col">"Second"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
