//! The credentials' form, built from the challenge that came back: its scheme, its realm, its charset.

use leptos::prelude::*;

use super::digest::digest_panel;
use super::state::Play;
use super::token::{clock, token_panel};
use crate::auth::digest::Offer;
use crate::auth::{Challenge, basic, bearer};
use crate::islands::boot::BootAccount;
use crate::islands::controls::{button, chip, chips, text_field};
use crate::islands::element::{El, el, part, words};
use crate::ui::visible;

/// A panel for each scheme that the server asks for.
#[must_use]
pub fn panels(play: Play) -> AnyView {
    // Only another challenge draws another panel: what was typed stays.
    let challenges = Memo::new(move |_| play.challenges());
    let panels = move || {
        let mut panels: Vec<AnyView> = Vec::new();
        let mut offers: Vec<Offer> = Vec::new();
        for line in challenges.get() {
            for challenge in Challenge::parse_list(&line) {
                match Offer::read(&challenge) {
                    Some(offer) => offers.push(offer),
                    None => panels.push(panel(play, &challenge)),
                }
            }
        }
        if !offers.is_empty() {
            let clock = panels.is_empty().then(|| clock(play));
            panels.insert(0, digest_panel(play, offers, clock));
        }
        Some(panels.into_any())
    };
    part(panels).into_any()
}

fn panel(play: Play, challenge: &Challenge) -> AnyView {
    if challenge.is(basic::SCHEME) {
        return basic_panel(play, challenge);
    }
    if challenge.is(bearer::SCHEME) {
        return token_panel(play, challenge);
    }
    if challenge.is("Cookie") {
        return session_panel(play, challenge);
    }
    let text = ["The challenge asks for ", &challenge.scheme, ", for which this page has no form."].concat();
    el("p").child(visible::line(&text)).into_any()
}

/// The head of a panel.
pub(super) fn title(challenge: &Challenge, id: &'static str) -> El {
    heading(&challenge.scheme, challenge.param("realm").unwrap_or_default(), id)
}

/// The head of a panel for a scheme and a realm.
pub(super) fn heading(scheme: &str, realm: &str, id: &'static str) -> El {
    let asks = ["The challenge asks for ", scheme].concat();
    let (small, large) = if realm.is_empty() {
        (asks, "without a realm".to_owned())
    } else {
        ([&asks, ", in the realm"].concat(), visible::line(realm))
    };
    let title = el("h3").class("credentials-panel__title").with("id", id);
    title.child(el("small").child(visible::line(&small))).child(" ").child(large)
}

/// A session begins with a request of its own; all there is to set here is the time.
fn session_panel(play: Play, challenge: &Challenge) -> AnyView {
    let text = "A form begins the session: POST session/login with user and password in the body. This page sends the cookie to session/ alone.";
    el("section")
        .class("credentials-panel")
        .with("aria-labelledby", "credentials-session")
        .child(title(challenge, "credentials-session"))
        .child(el("p").class("field__hint").child(text))
        .child(clock(play))
        .into_any()
}

fn basic_panel(play: Play, challenge: &Challenge) -> AnyView {
    let (user, password) = (play.credentials.user, play.credentials.password);
    let charset = challenge.param("charset").map(|charset| {
        let text =
            ["The challenge says charset ", &visible::line(charset), ": write both in UTF-8."].concat();
        el("p").class("field__hint").child(text).into_any()
    });
    let value = move || basic::authorization(&user.get(), &password.get());
    let fields = el("div")
        .class("credentials-panel__fields")
        .child(text_field("credentials-user", "User", user))
        .child(text_field("credentials-password", "Password", password));
    let result = words(move || ["Authorization: ", &value()].concat());
    let put =
        button("button", move || play.put_authorization(&untrack(value))).child("Put it in the request");
    el("section")
        .class("credentials-panel")
        .with("aria-labelledby", "credentials-basic")
        .child(title(challenge, "credentials-basic"))
        .child(account_chips(play))
        .child(fields)
        .child(charset)
        .child(part(move || Some(bytes(&user.get(), &password.get()))))
        .child(el("p").class("credentials-panel__result").child(result))
        .child(el("div").class("actions").child(put))
        .into_any()
}

/// One press fills in user and password.
pub(super) fn account_chips(play: Play) -> El {
    chips("Accounts", play.boot.accounts.iter().map(|account| account_chip(play, account)).collect())
}

fn account_chip(play: Play, account: &'static BootAccount) -> AnyView {
    let (user, password) = (play.credentials.user, play.credentials.password);
    let about = el("small").child(account.about.clone());
    let label = vec![account.user.clone().into_any(), " ".into_any(), about.into_any()].into_any();
    let fill = move || {
        user.set(account.user.clone());
        password.set(account.password.clone());
    };
    chip(move || user.get() == account.user && password.get() == account.password, fill, label)
}

/// `user:password` byte by byte, as it goes into the Base64.
fn bytes(user: &str, password: &str) -> AnyView {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let colon = user.chars().count();
    let mut cells: Vec<AnyView> = Vec::new();
    for (index, character) in [user, ":", password].concat().chars().enumerate() {
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
        cells.push(
            el("li").class(class).child(el("b").child(shown)).child(el("span").child(hexadecimal)).into_any(),
        );
    }
    let list = el("ol").class("credentials-panel__bytes").with("role", "list");
    list.with("aria-label", "The bytes of user, colon, password").child(cells).into_any()
}
