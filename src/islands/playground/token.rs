//! The Bearer panel: order a token, take it apart, put it in, break it, revoke it, and move the server's clock.

use leptos::prelude::*;

use super::credentials::title;
use super::state::{Play, Progress};
use crate::auth::{Challenge, bearer, step_up};
use crate::islands::api::{Errand, Outcome};
use crate::islands::browser;
use crate::islands::controls::{button, chip, chips, field, select, text_field};
use crate::islands::element::{El, el, part, words};
use crate::ui::{JwtView, visible};

const SCOPES: [&str; 2] = ["profile", "reports:read"];

/// What the token endpoint is asked for: the name of each field and its value.
#[derive(Clone, Copy)]
struct Order([(&'static str, RwSignal<String>); 7]);

impl Order {
    fn new(scope: &str) -> Self {
        let fields = [
            ("sub", "alice"),
            ("ttl", "300"),
            ("scope", scope),
            ("not_before", "0"),
            ("key", "this"),
            ("aud", ""),
            ("acr", ""),
        ];
        Self(fields.map(|(name, value)| (name, RwSignal::new(value.to_owned()))))
    }

    fn fields(self) -> Vec<(&'static str, String)> {
        self.0.iter().map(|(name, value)| (*name, value.get_untracked().trim().to_owned())).collect()
    }
}

/// The panel of a Bearer challenge.
#[must_use]
pub fn token_panel(play: Play, challenge: &Challenge) -> AnyView {
    let order = Order::new(challenge.param("scope").unwrap_or_default());
    let issue = move || {
        let from = browser::focused();
        play.go(Errand::Issue(order.fields()), move |outcome| {
            if let Outcome::Token(token) = outcome {
                play.credentials.token.set(Some(token));
                if !play.progress.with_untracked(Progress::is_under_way) {
                    play.progress.set(Progress::Idle);
                }
                play.say("A token was issued.");
                browser::focus_on_from(&from, "token-put");
            }
        });
    };
    let said = challenge.param("error_description").map(|text| el("p").child(visible::line(text)).into_any());
    let form = el("form").class("stack").submit(issue).child(fields(play, order));
    let form = form.child(el("button").class("button").with("type", "submit").child("Issue a token"));
    el("section")
        .class("credentials-panel")
        .with("aria-labelledby", "credentials-bearer")
        .child(title(challenge, "credentials-bearer"))
        .child(said)
        .child(form)
        .child(part(move || play.credentials.token.get().map(|token| issued(play, token))))
        .child(clock(play))
        .into_any()
}

fn fields(play: Play, order: Order) -> AnyView {
    let [(_, sub), (_, ttl), (_, scope), (_, not_before), (_, key), (_, aud), (_, acr)] = order.0;
    let users =
        play.boot.accounts.iter().map(|account| (account.user.clone(), account.user.clone())).collect();
    let keys = [("this", "this lab's key"), ("other", "somebody else's key")];
    let keys = keys.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    let logins = [("", "a password"), (step_up::MFA, "a second factor")];
    let logins = logins.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    let scopes = SCOPES
        .into_iter()
        .map(|each| {
            let has = move || scope.with(|scopes| scopes.split(' ').any(|known| known == each));
            chip(has, move || scope.update(|scopes| switch(scopes, each)), each.into_any())
        })
        .collect();
    let upper = vec![
        one_of("token-sub", "For whom (sub)", users, sub),
        text_field("token-ttl", "Lifetime in seconds; below zero: already expired", ttl),
    ];
    let lower = vec![
        text_field("token-scope", "Scopes, separated by spaces", scope),
        text_field("token-nbf", "Not before, in seconds from now", not_before),
        one_of("token-key", "Signed with", keys, key),
        text_field("token-aud", "For which server (aud); empty: this lab", aud),
        one_of("token-acr", "Logged in with (acr)", logins, acr),
    ];
    let block = |fields: Vec<El>| el("div").class("credentials-panel__fields").child(fields);
    vec![block(upper), chips("Scopes", scopes), block(lower)].into_any()
}

/// Adds a scope to the list, or takes it out.
fn switch(scopes: &mut String, scope: &str) {
    let mut list: Vec<&str> = scopes.split_ascii_whitespace().collect();
    let before = list.len();
    list.retain(|known| *known != scope);
    if list.len() == before {
        list.push(scope);
    }
    *scopes = list.join(" ");
}

fn one_of(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    value: RwSignal<String>,
) -> El {
    field(id, label, select(id, "field__input", options, move || value.get(), move |text| value.set(text)))
}

fn issued(play: Play, token: String) -> AnyView {
    let (whole, good) = (token.clone(), token.clone());
    let put = {
        let token = token.clone();
        move || play.put_authorization(&bearer::authorization(&token))
    };
    let tamper = move || {
        play.credentials.token.set(Some(tampered(&whole)));
        play.say("One letter of the signature is another one now.");
        browser::focus_soon("token-put");
    };
    let revoke = move || {
        play.go(Errand::Revoke(good.clone()), move |_| play.say("The token is revoked. Send it and see."));
    };
    let actions = el("div")
        .class("actions")
        .child(button("button", put).with("id", "token-put").child("Put it in the request"))
        .child(button("button button--quiet", tamper).child("Tamper with it"))
        .child(button("button button--quiet", revoke).child("Revoke it"));
    vec![view! { <JwtView token/> }.into_any(), actions.into_any()].into_any()
}

/// The token with another first letter of its signature. The last letter would not do: some of its bits mean nothing.
fn tampered(token: &str) -> String {
    let Some((signed, signature)) = token.rsplit_once('.') else { return token.to_owned() };
    let mut letters = signature.chars();
    let other = if letters.next() == Some('A') { 'B' } else { 'A' };
    [signed, ".", &other.to_string(), letters.as_str()].concat()
}

/// The slider that moves the lab's clock.
pub(super) fn clock(play: Play) -> El {
    let offset = play.clock_offset_seconds;
    let wanted = play.clock_wanted;
    let set = move |text: String| {
        let offset_seconds = text.parse().unwrap_or_default();
        wanted.set(Some(offset_seconds));
        play.go(Errand::SetClock { offset_seconds }, move |outcome| {
            if let (Outcome::Clock { offset_seconds }, Some(lab)) = (outcome, play.lab.get_untracked())
                && wanted.get_untracked() == Some(offset_seconds)
            {
                wanted.set(None);
                offset.set(offset_seconds);
                browser::remember_offset(&lab, offset_seconds);
            }
        });
    };
    let said = move || stands(offset.get());
    let slider =
        el("input").with("id", "lab-clock").with("type", "range").with("min", "-3600").with("max", "3600");
    let slider = slider.with("step", "60").attribute("aria-valuetext", said);
    let at = move || wanted.get().unwrap_or_else(|| offset.get()).to_string();
    let slider = slider.value(at).typed("change", set);
    let output = el("output").class("field__hint").with("for", "lab-clock").child(words(said));
    field("lab-clock", "The clock of your lab", slider).child(output)
}

fn stands(offset_seconds: i64) -> String {
    let minutes = (offset_seconds / 60).abs().to_string();
    let unit = if minutes == "1" { " minute " } else { " minutes " };
    match offset_seconds {
        0 => "It goes like yours.".to_owned(),
        1.. => ["It is ", &minutes, unit, "ahead: tokens expire earlier for you."].concat(),
        _ => ["It is ", &minutes, unit, "behind: what it issued before may not be valid yet."].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{stands, switch, tampered};

    #[test]
    fn tampering_changes_one_letter_of_the_signature() {
        assert_eq!(tampered("a.b.Axy"), "a.b.Bxy");
        assert_eq!(tampered("a.b.xyz"), "a.b.Ayz");
        assert_eq!(tampered("no token"), "no token");
    }

    #[test]
    fn a_scope_is_added_once_and_taken_out() {
        for (before, after) in [("", "a"), ("b", "b a"), ("a", ""), ("b a c", "b c"), ("ab", "ab a")] {
            let mut scopes = before.to_owned();
            switch(&mut scopes, "a");
            assert_eq!(scopes, after, "{before}");
        }
    }

    #[test]
    fn the_clock_is_told_in_minutes() {
        assert_eq!(stands(-60), "It is 1 minute behind: what it issued before may not be valid yet.");
        assert!(stands(3600).starts_with("It is 60 minutes ahead"));
    }
}
