//! The Digest panel: a challenge, a password, and how the proof comes about.

use leptos::prelude::*;

use super::credentials::{account_chips, heading};
use super::state::Play;
use crate::auth::digest::{Answered, Asked, Offer, SCHEME};
use crate::islands::browser;
use crate::islands::controls::{button, chip, chips, text_field};
use crate::islands::element::{El, el, words};
use crate::ui::visible;

/// One panel for all challenges of an answer; the first is what the server likes best (RFC 7616 3.7). With a clock, where no
/// other panel has it.
#[must_use]
pub fn digest_panel(play: Play, offers: Vec<Offer>, clock: Option<El>) -> AnyView {
    let realm = offers.first().map(|offer| offer.realm.clone()).unwrap_or_default();
    let (user, password) = (play.credentials.user, play.credentials.password);
    let (chosen, count) = (RwSignal::new(0), RwSignal::new("1".to_owned()));
    let algorithms = offers
        .iter()
        .enumerate()
        .map(|(nth, offer)| {
            chip(move || chosen.get() == nth, move || chosen.set(nth), offer.algorithm.name().into_any())
        })
        .collect();
    let cnonce = browser::random_text();
    let answer = move || {
        let offer = &offers[chosen.get()];
        let lab = play.lab.get().unwrap_or_default();
        let answered = play.draft.with(|draft| {
            offer.answer(&Asked {
                user: &user.get(),
                password: &password.get(),
                method: &draft.method,
                uri: &["/lab/", &lab, "/", &draft.path].concat(),
                body: draft.sent_body().as_bytes(),
                count: count.get().trim().parse().unwrap_or(1),
                cnonce: &cnonce,
            })
        });
        (offer.algorithm, answered)
    };
    let shown = answer.clone();
    let steps = words(move || {
        let (algorithm, answered) = shown();
        let hash = |text: &String| algorithm.hash(&[text.as_str()]);
        visible::lines(&steps(&answered, &hash(&answered.a1), &hash(&answered.a2)))
    });
    let put = move || play.put_authorization(&untrack(&answer).1.authorization);
    let fields = el("div")
        .class("credentials-panel__fields")
        .child(text_field("digest-user", "User", user))
        .child(text_field("digest-password", "Password", password))
        .child(text_field("digest-count", "Answers to this nonce (nc)", count));
    el("section")
        .class("credentials-panel")
        .with("aria-labelledby", "credentials-digest")
        .child(heading(SCHEME, &realm, "credentials-digest"))
        .child(chips("Algorithms", algorithms))
        .child(account_chips(play))
        .child(fields)
        .child(el("p").class("credentials-panel__result").child(steps))
        .child(el("div").class("actions").child(button("button", put).child("Put it in the request")))
        .child(clock.map(El::into_any))
        .into_any()
}

/// What is hashed, and what comes of it, a line each; the response is H(A1), nonce, count, cnonce, qop and H(A2), hashed
/// together.
fn steps(answered: &Answered, a1: &str, a2: &str) -> String {
    [
        "A1: ",
        &answered.a1,
        "\nH(A1): ",
        a1,
        "\nA2: ",
        &answered.a2,
        "\nH(A2): ",
        a2,
        "\nresponse: ",
        &answered.response,
        "\nAuthorization: ",
        &answered.authorization,
    ]
    .concat()
}
