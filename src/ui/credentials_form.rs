//! The credentials' forms without JavaScript, built from the challenges that came back.

use leptos::prelude::*;

use super::field::{SelectField, TextField};
use super::jwt_view::JwtView;
use super::visible;
use crate::auth::accounts::{ACCOUNTS, Account};
use crate::auth::{Challenge, basic, bearer, step_up};
use crate::model::{Exchange, RequestDraft};

/// A form for every scheme that the answer asks for; without a challenge, for the scheme that was sent.
/// The draft is the request that gets the credentials. For pages alone, not for islands.
#[component]
pub fn CredentialsForm(exchange: Exchange, draft: RequestDraft) -> impl IntoView {
    let sent = sent_token(&exchange);
    offers(&exchange)
        .into_iter()
        .map(|offer| match offer.scheme {
            Scheme::Basic => basic_panel(&offer, &draft).into_any(),
            Scheme::Bearer => bearer_panel(&offer, &draft, sent.clone()).into_any(),
        })
        .collect_view()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Basic,
    Bearer,
}

impl Scheme {
    fn named(name: &str) -> Option<Self> {
        [Self::Basic, Self::Bearer].into_iter().find(|scheme| scheme.name().eq_ignore_ascii_case(name))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Basic => basic::SCHEME,
            Self::Bearer => bearer::SCHEME,
        }
    }
}

/// A form to be drawn.
#[derive(Debug, PartialEq, Eq)]
struct Offer {
    scheme: Scheme,
    /// `None` when nobody asked: the scheme is the one that was sent.
    realm: Option<String>,
    /// The scope that a Bearer challenge asks for; may be empty.
    scope: String,
}

fn offers(exchange: &Exchange) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for challenge in exchange.challenges().flat_map(Challenge::parse_list) {
        let Some(scheme) = Scheme::named(&challenge.scheme) else { continue };
        if offers.iter().all(|offer| offer.scheme != scheme) {
            let param = |name| challenge.param(name).unwrap_or_default().to_owned();
            offers.push(Offer { scheme, realm: Some(param("realm")), scope: param("scope") });
        }
    }
    if offers.is_empty() {
        // A 403 need not carry a challenge, and still other credentials may open the door (RFC 9110 15.5.4).
        let sent = exchange.request.field("authorization").and_then(|value| value.split(' ').next());
        let scheme = sent.and_then(Scheme::named);
        offers.extend(scheme.map(|scheme| Offer { scheme, realm: None, scope: String::new() }));
    }
    offers
}

/// The token that the request carried.
fn sent_token(exchange: &Exchange) -> Option<String> {
    let (scheme, token) = exchange.request.field("authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case(bearer::SCHEME).then(|| token.trim().to_owned())
}

fn title(offer: &Offer, id: &'static str) -> impl IntoView + use<> {
    let name = offer.scheme.name();
    let (small, large) = match &offer.realm {
        None => ("You came with".to_owned(), name.to_owned()),
        Some(realm) if realm.is_empty() => ("The challenge asks for".to_owned(), name.to_owned()),
        Some(realm) => (format!("The challenge asks for {name}, in the realm"), visible::line(realm)),
    };
    view! { <h3 class="credentials-panel__title" id=id><small>{small}</small>" "{large}</h3> }
}

fn basic_panel(offer: &Offer, draft: &RequestDraft) -> impl IntoView + use<> {
    let accounts = ACCOUNTS.iter().map(|account| account_chip(account, draft)).collect_view();
    view! {
        <section class="credentials-panel" aria-labelledby="credentials-basic">
            {title(offer, "credentials-basic")}
            <ul class="credentials-panel__chips" role="list" aria-label="Send as one of the accounts">{accounts}</ul>
            <form class="stack" method="post" action="/play/send">
                {hidden(draft)}
                <div class="credentials-panel__fields">
                    <TextField id="credentials-user" name="user" label="User" hint="For example alice."/>
                    <TextField
                        id="credentials-password"
                        name="password"
                        label="Password"
                        hint="Hers is wonderland. Never type one of your own here."
                    />
                </div>
                <button class="button" type="submit">"Send with these credentials"</button>
            </form>
        </section>
    }
}

/// One press sends the request as this account.
fn account_chip(account: &'static Account, draft: &RequestDraft) -> impl IntoView + use<> {
    view! {
        <li>
            <form method="post" action="/play/send">
                {hidden(draft)}
                <input type="hidden" name="user" value=account.user/>
                <input type="hidden" name="password" value=account.password/>
                <button class="chip" type="submit">{format!("Send as {} ", account.user)}<small>{account.about}</small></button>
            </form>
        </li>
    }
}

fn bearer_panel(offer: &Offer, draft: &RequestDraft, sent: Option<String>) -> impl IntoView + use<> {
    let subjects = ACCOUNTS.iter().map(|account| (account.user, account.user.to_owned())).collect();
    let signers = vec![("", "This lab".to_owned()), ("other", "Somebody else".to_owned())];
    let logins = vec![("", "A password".to_owned()), (step_up::MFA, "A second factor".to_owned())];
    view! {
        <section class="credentials-panel" aria-labelledby="credentials-bearer">
            {title(offer, "credentials-bearer")}
            <form class="stack" method="post" action="/play/send">
                <input type="hidden" name="method" value="POST"/>
                <input type="hidden" name="path" value="token"/>
                <input type="hidden" name="then_method" value=draft.method.clone()/>
                <input type="hidden" name="then_path" value=draft.path.clone()/>
                <div class="credentials-panel__fields">
                    <SelectField id="token-sub" name="token_sub" label="Subject (sub)" options=subjects/>
                    <TextField
                        id="token-ttl"
                        name="token_ttl"
                        label="Lifetime in seconds"
                        value="300"
                        hint="At most 3600; below zero it has expired already."
                    />
                    <TextField id="token-scope" name="token_scope" label="Scopes" value=offer.scope.clone() hint="Separated by spaces."/>
                    <SelectField id="token-key" name="token_key" label="Signed by" options=signers/>
                    <SelectField id="token-acr" name="token_acr" label="Logged in with (acr)" options=logins/>
                </div>
                <button class="button" type="submit">"Issue a token"</button>
            </form>
            <form class="stack" method="post" action="/play/send">
                {hidden(draft)}
                <TextField id="credentials-token" name="token" label="A token you have" wire=true/>
                <button class="button" type="submit">"Send with this token"</button>
            </form>
            {sent.map(|token| view! { <JwtView token/> })}
        </section>
    }
}

/// The request that the credentials are added to.
fn hidden(draft: &RequestDraft) -> impl IntoView + use<> {
    let headers = draft.headers.join("\n");
    view! {
        <input type="hidden" name="method" value=draft.method.clone()/>
        <input type="hidden" name="path" value=draft.path.clone()/>
        <input type="hidden" name="headers" value=headers/>
        <input type="hidden" name="body" value=draft.body.clone()/>
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{message, wrong_password};
    use super::*;

    fn exchange(authorization: &str, challenges: &[&str]) -> Exchange {
        let challenges: Vec<_> = challenges.iter().map(|value| ("WWW-Authenticate", *value)).collect();
        Exchange {
            request: message("GET / HTTP/1.1", &[("Authorization", authorization)], ""),
            response: message("HTTP/1.1 401 Unauthorized", &challenges, ""),
            ..wrong_password()
        }
    }

    #[test]
    fn there_is_a_form_for_each_scheme_that_can_help() {
        let offer = |scheme, realm: Option<&str>, scope: &str| Offer {
            scheme,
            realm: realm.map(str::to_owned),
            scope: scope.to_owned(),
        };
        for (authorization, challenges, expected) in [
            ("Bearer x", &["Basic realm=\"a\""][..], vec![offer(Scheme::Basic, Some("a"), "")]),
            (
                "",
                &[
                    "bearer realm=\"r\", error=\"insufficient_scope\", scope=\"a b\"",
                    "Basic realm=\"a\"",
                    "Basic",
                ],
                vec![offer(Scheme::Bearer, Some("r"), "a b"), offer(Scheme::Basic, Some("a"), "")],
            ),
            ("basic YQ==", &[], vec![offer(Scheme::Basic, None, "")]),
            ("Basic YQ==", &["Digest realm=\"d\""], vec![offer(Scheme::Basic, None, "")]),
            ("", &[], vec![]),
            ("YWxpY2U=", &[], vec![]),
        ] {
            assert_eq!(
                offers(&exchange(authorization, challenges)),
                expected,
                "{authorization} {challenges:?}"
            );
        }
    }

    #[test]
    fn the_waiting_request_goes_along() {
        let draft = RequestDraft {
            method: "GET".into(),
            path: "bearer-scope/".into(),
            headers: vec!["Accept: a".into(), "X: \"b\"".into()],
            body: String::new(),
        };
        let exchange =
            exchange("Bearer e30.eyJzdWIiOiJqb2UifQ.YQ", &["Bearer realm=\"r\", scope=\"reports:read\""]);
        let html = view! { <CredentialsForm exchange draft/> }.to_html();
        for part in [
            "in the realm</small> <!>r</h3>",
            "name=\"then_path\" value=\"bearer-scope/\"",
            "name=\"headers\" value=\"Accept: a\nX: &quot;b&quot;\"",
            "value=\"reports:read\"",
            "credentials-panel__part--payload",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn a_basic_challenge_offers_the_accounts() {
        let html = view! {
            <CredentialsForm exchange=exchange("", &["Basic realm=\"a\""]) draft=RequestDraft::default()/>
        }
        .to_html();
        assert_eq!(html.matches("class=\"chip\"").count(), ACCOUNTS.len(), "{html}");
    }
}
