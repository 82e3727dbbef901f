//! The token endpoint: issues, renews and revokes. It asks for no login, because everybody here plays every part.

use axum::http::HeaderValue;
use axum::http::header::PRAGMA;
use serde_json::{Value, json};

use super::form::Form;
use super::{Knock, Reply};
use crate::auth::Account;
use crate::auth::bearer::{Claims, ISSUER};
use crate::labs::families::Redeemed;
use crate::labs::id::random_text;
use crate::labs::keys::Purpose;
use crate::labs::tokens::Signer;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

const TEXT_MAX_CHARACTERS: usize = 200;
/// The name of the parameter, and of the grant.
const REFRESH: &str = "refresh_token";

pub(super) fn issue(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let form = Form::read(knock, ladder)?;
    // Where OAuth clients send it (RFC 6749 6).
    if form.get("grant_type") == Some(REFRESH) {
        return renew(&form, knock, ladder);
    }
    let order = Order::read(&form, knock, ladder)?;
    unprotected(ladder);
    ladder.pass(Rung::Handler, Finding::new("A token is issued.", "RFC 6749 5.1").at(Evidence::Body));
    let family = random_text(12);
    knock.lab.memory().families.begin(&family, knock.now + knock.lab.bounds.lifetimes.refresh_seconds);
    issued(knock, &order, &family, 0, ladder)
}

pub(super) fn refresh(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let form = Form::read(knock, ladder)?;
    if !matches!(form.get("grant_type"), None | Some("" | REFRESH)) {
        return Err(ladder.stop(
            Rung::Door,
            Reason::UnsupportedGrantType,
            Finding::new("Only a refresh token is taken here.", "RFC 6749 5.2")
                .remedy("grant_type=refresh_token.")
                .at(Evidence::Body),
        ));
    }
    renew(&form, knock, ladder)
}

fn renew(form: &Form, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let token = form.require(REFRESH, "RFC 6749 6", ladder)?;
    unprotected(ladder);
    let refused = |detail: &'static str, ladder: &mut Ladder| {
        ladder.stop(
            Rung::NotRevoked,
            Reason::InvalidGrant,
            Finding::new(detail, "RFC 6749 5.2").remedy("The newest refresh token, once.").at(Evidence::Body),
        )
    };
    let Some(parts) = RefreshParts::open(knock, token) else {
        return Err(refused("This is not a refresh token of this lab.", ladder));
    };
    let redeemed = knock.lab.memory().families.redeem(
        &parts.family,
        parts.number,
        knock.now,
        knock.now + knock.lab.bounds.lifetimes.refresh_seconds,
    );
    let number = match redeemed {
        Redeemed::Next(number) => number,
        Redeemed::Reused => {
            knock.lab.end_family(&parts.family, knock.now);
            return Err(refused("The refresh token was used before, so the whole family ends here.", ladder));
        }
        Redeemed::Refused => {
            return Err(refused(
                "The refresh token has expired, was revoked, or has been renewed too often.",
                ladder,
            ));
        }
    };
    ladder.pass(
        Rung::NotRevoked,
        Finding::new("The refresh token is good, and used up now.", "RFC 9700 4.14.2"),
    );
    ladder.pass(Rung::Handler, Finding::new("A new token is issued.", "RFC 6749 6"));
    let mut order = Order::of(parts.sub, parts.scope, knock);
    // A renewed token is not a new login (RFC 9068 2.2.1).
    order.claims.acr = parts.acr;
    order.claims.auth_time = parts.auth_time;
    issued(knock, &order, &parts.family, number, ladder)
}

pub(super) fn revoke(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let form = Form::read(knock, ladder)?;
    let token = form.require("token", "RFC 7009 2.1", ladder)?;
    unprotected(ladder);
    if let Ok(claims) = knock.lab.tokens.open(token) {
        knock.lab.memory().revoked.insert(&claims.jti, claims.iat, claims.exp, knock.now);
    } else if let Some(parts) = RefreshParts::open(knock, token) {
        knock.lab.end_family(&parts.family, knock.now);
    }
    // RFC 7009 2.2: an invalid token is no error, because it is not valid afterwards either.
    ladder.pass(Rung::Handler, Finding::new("Whatever it was, it is not valid any more.", "RFC 7009 2.2"));
    Ok(Reply::json(&json!({})))
}

fn unprotected(ladder: &mut Ladder) {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is not: this endpoint plays the part of a login.", "RFC 6749 3.2"),
    );
}

/// What a token is to say.
struct Order {
    claims: Claims,
    signer: Signer,
}

impl Order {
    fn of(sub: String, scope: String, knock: &Knock<'_>) -> Self {
        let now = knock.now;
        let claims = Claims {
            iss: ISSUER.to_owned(),
            sub,
            aud: String::new(),
            exp: now + knock.lab.bounds.lifetimes.token_seconds,
            nbf: now,
            iat: now,
            jti: String::new(),
            scope,
            acr: String::new(),
            auth_time: now,
        };
        Self { claims, signer: Signer::Lab }
    }

    fn read(form: &Form, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Self, Refusal> {
        let wrong = |name: &str, takes: &str, ladder: &mut Ladder| {
            ladder.stop(
                Rung::Door,
                Reason::InvalidParameter,
                Finding::new(format!("The parameter {name} takes {takes}."), "RFC 6749 5.2")
                    .remedy(format!("{name} with {takes}."))
                    .at(Evidence::Body),
            )
        };
        let (now, lifetimes) = (knock.now, knock.lab.bounds.lifetimes);
        // Tokens may be issued so long ago, or for so long, at most.
        let max = lifetimes.token_max_seconds;
        let sub = form.get("sub").unwrap_or_default();
        let Some(account) = Account::named(sub) else {
            return Err(wrong("sub", "the name of an account: alice, bob, carol or zoë", ladder));
        };
        let mut seconds = |name: &str, otherwise: i64| match form.get(name).filter(|text| !text.is_empty()) {
            None => Ok(otherwise),
            Some(text) => text
                .parse::<i64>()
                .ok()
                .filter(|seconds| (-max..=max).contains(seconds))
                .ok_or_else(|| wrong(name, &format!("seconds from -{max} to {max}"), ladder)),
        };
        let (ttl, not_before) = (seconds("ttl", lifetimes.token_seconds)?, seconds("not_before", 0)?);
        let auth_age = seconds("auth_age", 0)?;
        for name in ["scope", "aud", "iss", "acr"] {
            if !form
                .get(name)
                .unwrap_or_default()
                .chars()
                .all(|c| matches!(c, ' '..='~') && !matches!(c, '"' | '\\'))
                || form.get(name).unwrap_or_default().len() > TEXT_MAX_CHARACTERS
            {
                return Err(wrong(name, "at most 200 printable ASCII characters without quotes", ladder));
            }
        }
        let signer = match form.get("key") {
            None | Some("" | "this") => Signer::Lab,
            Some("other") => Signer::Other,
            Some(_) => return Err(wrong("key", "this or other", ladder)),
        };
        let mut order =
            Self::of(account.user.to_owned(), form.get("scope").unwrap_or_default().to_owned(), knock);
        let text = |name: &str| form.get(name).filter(|text| !text.is_empty()).map(str::to_owned);
        order.claims.exp = now + ttl;
        // A token that is already expired was valid once.
        order.claims.nbf = if not_before == 0 { now.min(now + ttl) } else { now + not_before };
        order.claims.iat = now.min(order.claims.exp);
        order.claims.auth_time = now - auth_age;
        order.claims.acr = text("acr").unwrap_or_default();
        order.claims.aud = text("aud").unwrap_or_default();
        order.claims.iss = text("iss").unwrap_or_else(|| ISSUER.to_owned());
        order.signer = signer;
        Ok(order)
    }
}

fn issued(
    knock: &Knock<'_>,
    order: &Order,
    family: &str,
    number: u32,
    ladder: &mut Ladder,
) -> Result<Reply, Refusal> {
    let mut claims = Claims { jti: knock.lab.token_id(family), ..order.claims.clone() };
    if claims.aud.is_empty() {
        claims.aud = knock.lab.id.as_str().to_owned();
    }
    let Ok(token) = knock.lab.tokens.issue(&claims, order.signer) else {
        return Err(ladder.stop(
            Rung::Handler,
            Reason::Internal,
            Finding::new("The token could not be signed.", "RFC 9110 15.6.1"),
        ));
    };
    let parts = RefreshParts {
        family: family.to_owned(),
        number,
        sub: claims.sub,
        scope: claims.scope,
        acr: claims.acr,
        auth_time: claims.auth_time,
    };
    let mut answer: Value = json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": (claims.exp - knock.now).max(0),
        "refresh_token": parts.seal(knock),
    });
    // A scope has at least one word (RFC 6749 3.3).
    if !parts.scope.is_empty() {
        answer["scope"] = parts.scope.into();
    }
    // Beside no-store, which every door says (RFC 6749 5.1).
    Ok(Reply::json(&answer).with(PRAGMA, HeaderValue::from_static("no-cache")))
}

/// What a refresh token holds, sealed, so that only its use has to be remembered.
struct RefreshParts {
    family: String,
    number: u32,
    sub: String,
    scope: String,
    acr: String,
    auth_time: i64,
}

impl RefreshParts {
    fn seal(&self, knock: &Knock<'_>) -> String {
        let (number, auth_time) = (self.number.to_string(), self.auth_time.to_string());
        let lines =
            [knock.lab.id.as_str(), &self.family, &number, &self.sub, &self.scope, &self.acr, &auth_time];
        knock.keys.seal_lines(Purpose::RefreshToken, &lines)
    }

    fn open(knock: &Knock<'_>, token: &str) -> Option<Self> {
        let text = knock.keys.unseal_lines(Purpose::RefreshToken, token)?;
        let mut lines = text.split('\n').map(str::to_owned);
        let lab = lines.next()?;
        let parts = Self {
            family: lines.next()?,
            number: lines.next()?.parse().ok()?,
            sub: lines.next()?,
            scope: lines.next()?,
            acr: lines.next()?,
            auth_time: lines.next()?.parse().ok()?,
        };
        (lab == knock.lab.id.as_str()).then_some(parts)
    }
}
