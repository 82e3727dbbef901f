//! `digest-auth/…`: Digest with the user, the password, the quality of protection and the algorithm of the address. As with
//! httpbin what is not known counts as MD5 and as both qualities; unlike there, user names, nonces and counts are checked.

use std::borrow::Cow;
use std::sync::PoisonError;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::json;

use super::login::In;
use super::refusal::Refusal;
use super::router::Asked;
use super::{answer, cookies};
use crate::auth::authorization;
use crate::auth::digest::{self, Algorithm, Policy, Qop, Spent};
use crate::demo;
use crate::labs::Keys;
use crate::labs::clock::real_now;
use crate::labs::counts::fresh_nonce;
use crate::labs::keys::Purpose;
use crate::model::{Ladder, Reason};

const REALM: &str = "httpbin/digest-auth";
/// What comes with every answer.
const COOKIE: (&str, &str) = ("fake", "fake_value");
const INFO: HeaderName = HeaderName::from_static("authentication-info");
const OPAQUE_BYTES: usize = 12;

/// What the address says.
struct Terms<'a> {
    qop: Vec<Qop>,
    user: Cow<'a, str>,
    password: Cow<'a, str>,
    algorithm: Algorithm,
    /// A nonce is good for so many requests; without a number for as many as come in a minute.
    stale_after: Option<u32>,
}

impl<'a> Terms<'a> {
    fn of(asked: &'a Asked<'_>) -> Result<Self, Refusal> {
        let qop = Qop::named(&asked.value("qop")?);
        Ok(Self {
            qop: qop.map_or_else(|| vec![Qop::Auth, Qop::AuthInt], |qop| vec![qop]),
            user: asked.value("user")?,
            password: asked.value("password")?,
            algorithm: Algorithm::named(&asked.value("algorithm")?).unwrap_or(Algorithm::Md5),
            stale_after: asked.value("stale_after")?.parse().ok(),
        })
    }
}

fn sign(keys: &Keys, data: &str) -> [u8; 32] {
    keys.sign(Purpose::Nonce, &["httpbin\n", data].concat())
}

/// The same for everybody, until the program ends.
pub(super) fn opaque(keys: &Keys) -> String {
    Base64UrlUnpadded::encode_string(&sign(keys, "opaque")[..OPAQUE_BYTES])
}

pub(super) fn answer(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let (name, value) = COOKIE;
    let cookie = asked.httpbin.cookie(name, value, "")?;
    let mut response = asked.digest(&Terms::of(asked)?);
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

impl Asked<'_> {
    fn digest(&self, terms: &Terms<'_>) -> Response {
        let Self { httpbin, parts, body, .. } = self;
        let now = real_now();
        let sign = |data: &str| sign(&httpbin.keys, data);
        let policy = Policy {
            realm: REALM,
            algorithms: &[terms.algorithm],
            qop: &terms.qop,
            opaque: &httpbin.opaque,
            users: &[(&terms.user, &terms.password)],
            method: parts.method.as_str(),
            is_target: &|text| demo::is_target(&parts.uri, text),
            body,
            now,
            nonce_seconds: httpbin.lifetimes.nonce_seconds,
            sign: &sign,
            spend: &|nonce, count| {
                if terms.stale_after.is_some_and(|last| count > last) {
                    return Spent::Forgotten;
                }
                httpbin.counts.lock().unwrap_or_else(PoisonError::into_inner).spend(nonce, count, now)
            },
        };
        let mut values: Vec<&[u8]> =
            parts.headers.get_all(AUTHORIZATION).iter().map(HeaderValue::as_bytes).collect();
        let is_answer = values.iter().any(|value| authorization::names(value, digest::SCHEME));
        if is_answer && wants_cookie(parts.uri.query().unwrap_or_default()) {
            match cookies::theirs(&parts.headers) {
                None => values.clear(),
                Some(cookies) if cookies.split("; ").any(|cookie| cookie.split_once('=') == Some(COOKIE)) => {
                }
                Some(_) => return no_cookie(),
            }
        }
        match policy.verify(&values, &mut Ladder::default()) {
            Ok(verified) => {
                let content = answer::content(&In { authenticated: true, user: &terms.user });
                let info =
                    HeaderValue::try_from(verified.info(&content)).expect("an answer's cnonce is ASCII");
                let mut response = answer::json_content(Body::from(content));
                response.headers_mut().insert(INFO, info);
                response
            }
            Err(refusal) => {
                let mut response = Refusal::new(refusal.reason, detail(refusal.reason)).into_response();
                for offer in policy.offers(refusal.reason == Reason::StaleNonce, || fresh_nonce(0)) {
                    let challenge = HeaderValue::try_from(offer.to_string()).expect("all of it is ours");
                    response.headers_mut().append(WWW_AUTHENTICATE, challenge);
                }
                response
            }
        }
    }
}

/// True when the answer to a challenge has to bring the cookie that came with it.
fn wants_cookie(query: &str) -> bool {
    let is_yes = |value: &str| ["1", "t", "true"].contains(&value.to_ascii_lowercase().as_str());
    demo::form_fields(query.as_bytes()).any(|(name, value)| name == "require-cookie" && is_yes(&value))
}

/// As httpbin says it.
fn no_cookie() -> Response {
    let mut response = answer::json(&json!({ "errors": ["missing cookie set on challenge"] }));
    *response.status_mut() = StatusCode::FORBIDDEN;
    response
}

fn detail(reason: Reason) -> &'static str {
    match reason {
        Reason::NoCredentials | Reason::OtherScheme => "This address wants an answer by the Digest scheme.",
        Reason::StaleNonce => {
            "The response is right, and its nonce has served long enough: the same with the new one."
        }
        Reason::UsedCount => "The response is right, but its count was used before, or is too far behind.",
        Reason::ForeignChallenge | Reason::OtherAlgorithm => "This answers no challenge of this address.",
        Reason::OtherTarget => "The answer was made for another address.",
        Reason::WrongResponse => "These are not the credentials that the address names.",
        _ => "The answer is not complete and well formed.",
    }
}
