//! The Bearer panel: order a token, take it apart, put it in, break it, revoke it, and move the server's clock.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::credentials::{text_field, title};
use super::state::Play;
use crate::auth::{Challenge, bearer};
use crate::islands::fault::Fault;
use crate::islands::{api, browser};
use crate::ui::{JwtView, visible};

const SCOPES: [&str; 2] = ["profile", "reports:read"];

/// What the token endpoint is asked for.
#[derive(Clone, Copy)]
struct Order {
    sub: RwSignal<String>,
    ttl_seconds: RwSignal<String>,
    scope: RwSignal<String>,
    not_before_seconds: RwSignal<String>,
    key: RwSignal<String>,
    aud: RwSignal<String>,
}

/// The panel of a Bearer challenge.
#[component]
pub fn TokenPanel(play: Play, challenge: Challenge) -> impl IntoView {
    let text = |text: &str| RwSignal::new(text.to_owned());
    let order = Order {
        sub: text("alice"),
        ttl_seconds: text("300"),
        scope: text(challenge.param("scope").unwrap_or_default()),
        not_before_seconds: text("0"),
        key: text("this"),
        aud: text(""),
    };
    let fault = RwSignal::new(String::new());
    let issue = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            fault.set(ordered(play, order).await.err().map(|fault| fault.sentence()).unwrap_or_default())
        });
    };
    let said = challenge.param("error_description").map(|text| view! { <p>{visible::line(text)}</p> });
    view! {
        <section class="credentials-panel" aria-labelledby="credentials-bearer">
            {title(&challenge, "credentials-bearer")}
            {said}
            <form class="stack" on:submit=issue>
                {fields(play, order)}
                <button class="button" type="submit">"Issue a token"</button>
            </form>
            <p class="field__error" role="alert">{move || fault.get()}</p>
            {move || play.credentials.token.get().map(|token| issued(play, token, fault))}
            {clock(play, fault)}
        </section>
    }
}

async fn ordered(play: Play, order: Order) -> Result<(), Fault> {
    let [sub, ttl, scope, not_before, key, aud] =
        [order.sub, order.ttl_seconds, order.scope, order.not_before_seconds, order.key, order.aud]
            .map(|signal| signal.get_untracked().trim().to_owned());
    let fields = [
        ("sub", &*sub),
        ("ttl", &*ttl),
        ("scope", &*scope),
        ("not_before", &*not_before),
        ("key", &*key),
        ("aud", &*aud),
    ];
    let (_, token) = play.with_lab(async |lab| api::issue_token(&lab, &fields).await).await?;
    play.credentials.token.set(Some(token));
    play.say("A token was issued.");
    browser::focus_soon("token-put");
    Ok(())
}

fn fields(play: Play, order: Order) -> AnyView {
    let users = play
        .boot
        .with_value(|boot| boot.accounts.iter().map(|account| account.user.clone()).collect::<Vec<_>>());
    let users = users.into_iter().map(|user| (user.clone(), user)).collect();
    let keys = [("this", "this lab's key"), ("other", "somebody else's key")];
    let keys = keys.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    let chips = SCOPES.map(|scope| {
        let has = move || order.scope.with(|scopes| scopes.split_ascii_whitespace().any(|known| known == scope));
        let pressed = move || if has() { "true" } else { "false" };
        let switch = move |_| {
            let was_there = untrack(has);
            order.scope.update(|scopes| {
                let mut list: Vec<&str> = scopes.split_ascii_whitespace().filter(|known| *known != scope).collect();
                if !was_there {
                    list.push(scope);
                }
                *scopes = list.join(" ");
            });
        };
        view! { <li><button class="chip" type="button" aria-pressed=pressed on:click=switch>{scope}</button></li> }
    });
    view! {
        <div class="credentials-panel__fields">
            {select("token-sub", "For whom (sub)", users, order.sub)}
            {text_field("token-ttl", "Lifetime in seconds; below zero: already expired", order.ttl_seconds)}
        </div>
        <ul class="credentials-panel__chips" role="list" aria-label="Scopes">{chips}</ul>
        <div class="credentials-panel__fields">
            {text_field("token-scope", "Scopes, separated by spaces", order.scope)}
            {text_field("token-nbf", "Not before, in seconds from now", order.not_before_seconds)}
            {select("token-key", "Signed with", keys, order.key)}
            {text_field("token-aud", "For which server (aud); empty: this lab", order.aud)}
        </div>
    }
    .into_any()
}

fn select(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    value: RwSignal<String>,
) -> AnyView {
    let options: Vec<_> =
        options.into_iter().map(|(value, text)| view! { <option value=value>{text}</option> }).collect();
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input" id=id on:change=move |event| value.set(event_target_value(&event))>{options}</select>
        </div>
    }
    .into_any()
}

fn issued(play: Play, token: String, fault: RwSignal<String>) -> AnyView {
    let kept = StoredValue::new(token.clone());
    let put = move |_| play.put_authorization(&bearer::authorization(&kept.get_value()));
    let tamper = move |_| {
        play.credentials.token.set(Some(tampered(&kept.get_value())));
        play.say("One letter of the signature is another one now.");
        browser::focus_soon("token-put");
    };
    let revoke = move |_| {
        spawn_local(async move {
            let result = play.with_lab(async |lab| api::revoke_token(&lab, &kept.get_value()).await).await;
            match result {
                Ok(_) => play.say("The token is revoked. Send it and see."),
                Err(problem) => fault.set(problem.sentence()),
            }
        });
    };
    view! {
        <JwtView token/>
        <div class="actions">
            <button class="button" type="button" id="token-put" on:click=put>"Put it in the request"</button>
            <button class="button button--quiet" type="button" on:click=tamper>"Tamper with it"</button>
            <button class="button button--quiet" type="button" on:click=revoke>"Revoke it"</button>
        </div>
    }
    .into_any()
}

/// The token with another first letter of its signature. The last letter would not do: some of its bits mean nothing.
fn tampered(token: &str) -> String {
    let Some((signed, signature)) = token.rsplit_once('.') else { return token.to_owned() };
    let mut letters = signature.chars();
    let other = if letters.next() == Some('A') { 'B' } else { 'A' };
    [signed, ".", &other.to_string(), letters.as_str()].concat()
}

/// The slider that moves the lab's clock.
fn clock(play: Play, fault: RwSignal<String>) -> AnyView {
    let offset = play.clock_offset_seconds;
    let set = move |event: leptos::ev::Event| {
        let seconds = event_target_value(&event).parse().unwrap_or_default();
        spawn_local(async move {
            match play.with_lab(async |lab| api::set_clock(&lab, seconds).await).await {
                Ok((lab, seconds)) => {
                    offset.set(seconds);
                    browser::remember_offset(&lab, seconds);
                }
                Err(problem) => fault.set(problem.sentence()),
            }
        });
    };
    view! {
        <div class="field">
            <label class="field__label" for="lab-clock">"The clock of your lab"</label>
            <input
                id="lab-clock"
                type="range"
                min="-3600"
                max="3600"
                step="60"
                aria-valuetext=move || stands(offset.get())
                prop:value=move || offset.get().to_string()
                on:change=set
            />
            <output class="field__hint" for="lab-clock">{move || stands(offset.get())}</output>
        </div>
    }
    .into_any()
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
    use super::{stands, tampered};

    #[test]
    fn tampering_changes_one_letter_of_the_signature() {
        assert_eq!(tampered("a.b.Axy"), "a.b.Bxy");
        assert_eq!(tampered("a.b.xyz"), "a.b.Ayz");
        assert_eq!(tampered("no token"), "no token");
    }

    #[test]
    fn the_clock_is_told_in_minutes() {
        assert_eq!(stands(-60), "It is 1 minute behind: what it issued before may not be valid yet.");
        assert!(stands(3600).starts_with("It is 60 minutes ahead"));
    }
}
