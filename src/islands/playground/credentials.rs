//! The credentials' form, built from the challenge that came back: its scheme, its realm, its charset.

use leptos::prelude::*;

use super::state::Play;
use super::token::TokenPanel;
use crate::auth::{Challenge, basic, bearer};
use crate::islands::boot::BootAccount;
use crate::ui::visible;

/// A panel for each scheme that the server asks for.
#[component]
pub fn CredentialsPanels(play: Play) -> impl IntoView {
    // Only another challenge draws another panel: what was typed stays.
    let challenges = Memo::new(move |_| if play.ready.get() { play.challenges() } else { Vec::new() });
    move || {
        challenges
            .get()
            .into_iter()
            .map(|challenge| {
                if challenge.is(basic::SCHEME) {
                    return basic_panel(play, &challenge);
                }
                if challenge.is(bearer::SCHEME) {
                    return view! { <TokenPanel play challenge/> }.into_any();
                }
                let text =
                    ["The challenge asks for ", &challenge.scheme, ", for which this page has no form."]
                        .concat();
                view! { <p>{visible::line(&text)}</p> }.into_any()
            })
            .collect::<Vec<_>>()
    }
}

/// The head of a panel.
pub(super) fn title(challenge: &Challenge, id: &'static str) -> AnyView {
    let realm = challenge.param("realm").unwrap_or_default();
    let asks = ["The challenge asks for ", &*challenge.scheme].concat();
    let (small, large) = if realm.is_empty() {
        (asks, "without a realm".to_owned())
    } else {
        ([&asks, ", in the realm"].concat(), visible::line(realm))
    };
    view! { <h3 class="credentials-panel__title" id=id><small>{visible::line(&small)}</small>" "{large}</h3> }
        .into_any()
}

fn basic_panel(play: Play, challenge: &Challenge) -> AnyView {
    let credentials = play.credentials;
    let chips = play.boot.with_value(|boot| boot.accounts.clone());
    let chips: Vec<_> = chips.into_iter().map(|account| chip(play, account)).collect();
    let charset = challenge.param("charset").map(|charset| {
        let text =
            ["The challenge says charset ", &visible::line(charset), ": write both in UTF-8."].concat();
        view! { <p class="field__hint">{text}</p> }
    });
    let value = move || basic::authorization(&credentials.user.get(), &credentials.password.get());
    view! {
        <section class="credentials-panel" aria-labelledby="credentials-basic">
            {title(challenge, "credentials-basic")}
            <ul class="credentials-panel__chips" role="list" aria-label="Accounts">{chips}</ul>
            <div class="credentials-panel__fields">
                {text_field("credentials-user", "User", credentials.user)}
                {text_field("credentials-password", "Password", credentials.password)}
            </div>
            {charset}
            {move || bytes(&[credentials.user.get(), ":".to_owned(), credentials.password.get()])}
            <p class="credentials-panel__result">{move || ["Authorization: ", &value()].concat()}</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| play.put_authorization(&untrack(value))>
                    "Put it in the request"
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn chip(play: Play, account: BootAccount) -> AnyView {
    let BootAccount { user, password, about } = account;
    let credentials = play.credentials;
    let name = user.clone();
    let key = password.clone();
    let pressed = move || {
        let same = credentials.user.with(|user| *user == name)
            && credentials.password.with(|password| *password == key);
        if same { "true" } else { "false" }
    };
    let label = user.clone();
    let fill = move |_| {
        credentials.user.set(user.clone());
        credentials.password.set(password.clone());
    };
    view! {
        <li>
            <button class="chip" type="button" aria-pressed=pressed on:click=fill>{label}" "<small>{about}</small></button>
        </li>
    }
    .into_any()
}

/// A line of text that a signal follows.
pub(super) fn text_field(id: &'static str, label: &'static str, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input
                class="field__input"
                id=id
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// `user:password` byte by byte, as it goes into the Base64.
fn bytes(parts: &[String]) -> AnyView {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut cells = Vec::new();
    let colon = parts.first().map_or(0, |user| user.chars().count());
    for (index, character) in parts.concat().chars().enumerate() {
        let class = if index == colon {
            "credentials-panel__byte credentials-panel__byte--colon"
        } else {
            "credentials-panel__byte"
        };
        let mut hexadecimal = String::new();
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            if !hexadecimal.is_empty() {
                hexadecimal.push(' ');
            }
            hexadecimal.push(char::from(DIGITS[usize::from(byte >> 4)]));
            hexadecimal.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        let shown = if character == ' ' { "␠".to_owned() } else { visible::line(&character.to_string()) };
        cells.push(view! { <li class=class><b>{shown}</b><span>{hexadecimal}</span></li> });
    }
    view! {
        <ol class="credentials-panel__bytes" role="list" aria-label="The bytes of user, colon, password">{cells}</ol>
    }
    .into_any()
}
