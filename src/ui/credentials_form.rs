//! The credentials' forms without JavaScript, built from the challenges that came back.

use leptos::prelude::*;

use super::field::{SelectField, TextField};
use super::jwt_view::JwtView;
use super::visible;
use crate::auth::accounts::{ACCOUNTS, Account};
use crate::auth::{Challenge, basic, bearer, digest, step_up};
use crate::model::{Exchange, RequestDraft};

/// A form for every scheme that the answer asks for; without a challenge, for the scheme that was sent.
/// The draft is the request that gets the credentials. For pages alone, not for islands.
#[component]
pub fn CredentialsForm(exchange: Exchange, draft: RequestDraft) -> impl IntoView {
    let sent = sent_token(&exchange);
    offers(&exchange)
        .into_iter()
        .map(|offer| match offer.scheme {
            Scheme::Digest => password_panel(&offer, &draft).into_any(),
            Scheme::Basic => password_panel(&offer, &draft).into_any(),
            Scheme::Bearer => bearer_panel(&offer, &draft, sent.clone()).into_any(),
        })
        .collect_view()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Digest,
    Basic,
    Bearer,
}

impl Scheme {
    fn named(name: &str) -> Option<Self> {
        [Self::Digest, Self::Basic, Self::Bearer]
            .into_iter()
            .find(|scheme| scheme.name().eq_ignore_ascii_case(name))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Digest => digest::SCHEME,
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
    /// The Digest challenge to answer: the first that can be.
    challenge: Option<String>,
}

fn offers(exchange: &Exchange) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for challenge in exchange.challenges().flat_map(Challenge::parse_list) {
        let Some(scheme) = Scheme::named(&challenge.scheme) else { continue };
        let answerable = digest::Offer::read(&challenge).map(|offer| offer.to_string());
        let is_known = scheme != Scheme::Digest || answerable.is_some();
        if is_known && offers.iter().all(|offer| offer.scheme != scheme) {
            let param = |name| challenge.param(name).unwrap_or_default().to_owned();
            let (realm, scope) = (Some(param("realm")), param("scope"));
            offers.push(Offer { scheme, realm, scope, challenge: answerable });
        }
    }
    if offers.is_empty() {
        // A 403 need not carry a challenge, and still other credentials may open the door (RFC 9110 15.5.4).
        let sent = exchange.request.field("authorization").and_then(|value| value.split(' ').next());
        // Without a challenge there is nothing that Digest could answer.
        let scheme = sent.and_then(Scheme::named).filter(|scheme| *scheme != Scheme::Digest);
        offers.extend(scheme.map(|scheme| Offer {
            scheme,
            realm: None,
            scope: String::new(),
            challenge: None,
        }));
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

/// For Basic and for Digest, which differ in what the server makes of the password.
fn password_panel(offer: &Offer, draft: &RequestDraft) -> impl IntoView + use<> {
    let accounts = ACCOUNTS.iter().map(|account| account_chip(account, offer, draft)).collect_view();
    let [title_id, user_id, password_id] = match offer.scheme {
        Scheme::Digest => ["credentials-digest", "digest-user", "digest-password"],
        _ => ["credentials-basic", "credentials-user", "credentials-password"],
    };
    let hint = offer.challenge.as_ref().map(|_| {
        view! { <p class="field__hint">"The proof is computed for you, for this request and the nonce of this challenge."</p> }
    });
    view! {
        <section class="credentials-panel" aria-labelledby=title_id>
            {title(offer, title_id)}
            {hint}
            <ul class="credentials-panel__chips" role="list" aria-label="Send as one of the accounts">{accounts}</ul>
            <form class="stack" method="post" action="/play/send">
                {hidden(draft)}
                {challenge_field(offer)}
                <div class="credentials-panel__fields">
                    <TextField id=user_id name="user" label="User" hint="For example alice."/>
                    <TextField
                        id=password_id
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
fn account_chip(account: &'static Account, offer: &Offer, draft: &RequestDraft) -> impl IntoView + use<> {
    view! {
        <li>
            <form method="post" action="/play/send">
                {hidden(draft)}
                {challenge_field(offer)}
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
                        hint="Below zero it has expired already."
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

/// The challenge that the user and the password are to answer.
fn challenge_field(offer: &Offer) -> impl IntoView + use<> {
    offer.challenge.clone().map(|challenge| view! { <input type="hidden" name="challenge" value=challenge/> })
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
            challenge: None,
        };
        let challenge = "Digest realm=\"d\", qop=\"auth\", algorithm=MD5, nonce=\"n\"";
        let digest =
            || Offer { challenge: Some(challenge.to_owned()), ..offer(Scheme::Digest, Some("d"), "") };
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
            ("", &[challenge, "Digest realm=\"d\", qop=\"auth\", nonce=\"m\""], vec![digest()]),
            ("", &["Digest realm=\"d\", algorithm=X", challenge], vec![digest()]),
            ("Digest username=\"a\"", &[], vec![]),
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
