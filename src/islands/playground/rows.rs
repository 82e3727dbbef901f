//! The headers as rows: each can be switched off, renamed, filled and removed, with the keyboard alone.

use leptos::prelude::*;

use super::locked;
use super::state::Play;
use crate::islands::browser;
use crate::islands::draft::HeaderRow;
use crate::ui::{Icon, Shape};

/// The rows and the button that adds one.
#[component]
pub fn HeaderRows(play: Play) -> impl IntoView {
    let ids =
        Memo::new(move |_| play.draft.with(|draft| draft.rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let add = move |_| {
        play.draft.update(|draft| {
            let id = draft.add("", "");
            browser::focus_soon(name_id(id));
        });
    };
    view! {
        <fieldset class="request-editor__headers">
            <legend class="request-editor__legend">"Headers"</legend>
            <ul class="request-editor__rows" role="list">
                <For each=move || ids.get() key=|id| *id let:id>{row(play, id)}</For>
            </ul>
            {move || left_out(play)}
            <button class="button button--quiet request-editor__add" type="button" id="add-header" on:click=add>
                <Icon shape=Shape::Plus/>
                "Add a header"
            </button>
        </fieldset>
    }
}

fn name_id(id: u32) -> String {
    ["header-", &id.to_string()].concat()
}

/// What the browser would not send is said before it is tried.
fn left_out(play: Play) -> Option<AnyView> {
    let names: Vec<String> = play.draft.with(|draft| {
        draft.sent().filter(|(name, _)| locked::is_locked(name)).map(|(name, _)| name.to_owned()).collect()
    });
    (!names.is_empty()).then(|| {
        let text = ["Your browser will leave out ", &names.join(", "), ". The list below says why."].concat();
        view! { <p class="field__error">{text}</p> }.into_any()
    })
}

fn change(play: Play, id: u32, change: impl FnOnce(&mut HeaderRow)) {
    play.draft.update(|draft| {
        if let Some(row) = draft.rows.iter_mut().find(|row| row.id == id) {
            change(row);
        }
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

fn row(play: Play, id: u32) -> AnyView {
    let read = move |part: fn(&HeaderRow) -> String| {
        play.draft.with(|draft| draft.rows.iter().find(|row| row.id == id).map(part).unwrap_or_default())
    };
    let is_on = move || play.draft.with(|draft| draft.rows.iter().any(|row| row.id == id && row.on));
    let name = move || read(|row| row.name.clone());
    let named = move |before: &str| {
        let name = name();
        [before, if name.is_empty() { "this header" } else { &name }].concat()
    };
    view! {
        <li class="request-editor__row">
            <label class="request-editor__switch">
                <input
                    type="checkbox"
                    prop:checked=is_on
                    on:change=move |event| change(play, id, |row| row.on = event_target_checked(&event))
                />
                <span class="visually-hidden">{move || named("Send ")}</span>
            </label>
            <input
                class="field__input field__input--wire request-editor__name"
                id=name_id(id)
                aria-label="Header name"
                autocomplete="off"
                spellcheck="false"
                prop:value=name
                on:input=move |event| change(play, id, |row| row.name = event_target_value(&event))
            />
            <input
                class="field__input field__input--wire"
                aria-label=move || named("Value of ")
                autocomplete="off"
                spellcheck="false"
                prop:value=move || read(|row| row.value.clone())
                on:input=move |event| change(play, id, |row| row.value = event_target_value(&event))
            />
            <button class="request-editor__remove" type="button" on:click=move |_| remove(play, id)>
                <Icon shape=Shape::Minus/>
                <span class="visually-hidden">{move || named("Remove ")}</span>
            </button>
        </li>
    }
    .into_any()
}
