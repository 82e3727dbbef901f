//! `basic-auth/…`, `hidden-basic-auth/…` and `bearer`: who may pass is said by the address, or it is anybody with a token.

use std::borrow::Cow;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use serde::Serialize;
use serde_json::json;
use subtle::ConstantTimeEq;

use super::answer;
use super::refusal::{NO_ADDRESS, Refusal};
use super::router::Asked;
use crate::auth::grammar::is_token68;
use crate::auth::{authorization, basic as scheme, bearer as tokens};
use crate::model::Reason;

const BASIC: &str = "Basic realm=\"httpbin/basic-auth\", charset=\"UTF-8\"";
const NO_BASIC: Refusal =
    Refusal::new(Reason::NoCredentials, "This address wants Basic credentials.").challenged(BASIC);
const WRONG: Refusal =
    Refusal::new(Reason::WrongCredentials, "These are not the credentials that the address names.")
        .challenged(BASIC);
/// Without an error code, because nobody has tried yet (RFC 6750 3.1).
const NO_TOKEN: Refusal =
    Refusal::new(Reason::NoCredentials, "This address wants a token, by the Bearer scheme.")
        .challenged("Bearer realm=\"httpbin/bearer\"");
const NOT_A_TOKEN: Refusal =
    Refusal::new(Reason::NotAToken, "A token holds no spaces and no characters beyond those of Base64.")
        .challenged("Bearer realm=\"httpbin/bearer\", error=\"invalid_token\", error_description=\"A token holds no spaces and no characters beyond those of Base64.\"");

#[derive(Serialize)]
pub(super) struct In<'a> {
    pub authenticated: bool,
    pub user: &'a str,
}

pub(super) fn basic(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let (user, is_good) = judge(asked)?;
    if !asked.parts.headers.contains_key(AUTHORIZATION) {
        return Err(NO_BASIC);
    }
    if !is_good {
        return Err(WRONG);
    }
    Ok(answer::json(&In { authenticated: true, user: &user }))
}

pub(super) fn hidden(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let (user, is_good) = judge(asked)?;
    if !is_good {
        return Err(NO_ADDRESS);
    }
    Ok(answer::json(&In { authenticated: true, user: &user }))
}

/// Any token will do, as with httpbin.
pub(super) fn bearer(asked: &Asked<'_>) -> Result<Response, Refusal> {
    match credentials(&asked.parts.headers, tokens::SCHEME) {
        None | Some("") => Err(NO_TOKEN),
        Some(token) if is_token68(token) => {
            Ok(answer::json(&json!({ "authenticated": true, "token": token })))
        }
        Some(_) => Err(NOT_A_TOKEN),
    }
}

fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let values = headers.get_all(AUTHORIZATION);
    authorization::only(values.iter().map(axum::http::HeaderValue::as_bytes), scheme)
}

/// The user of the address, and whether the credentials are those that it names.
fn judge<'a>(asked: &'a Asked<'_>) -> Result<(Cow<'a, str>, bool), Refusal> {
    let (user, password) = (asked.value("user")?, asked.value("password")?);
    let pair =
        credentials(&asked.parts.headers, scheme::SCHEME).and_then(|encoded| scheme::decode(encoded).ok());
    let is_good = pair.is_some_and(|pair| {
        let both = pair.user().ct_eq(user.as_bytes()) & pair.password().ct_eq(password.as_bytes());
        bool::from(both)
    });
    Ok((user, is_good))
}
