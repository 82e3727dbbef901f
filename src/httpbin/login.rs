//! `basic-auth/…`, `hidden-basic-auth/…` and `bearer`: who may pass is said by the address, or it is anybody with a token.

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use serde::Serialize;
use serde_json::json;
use subtle::ConstantTimeEq;

use super::answer;
use super::refusal::{NO_ADDRESS, Refusal};
use super::segments::Segments;
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

/// The user and the password of the address.
type Named = Segments<(String, String)>;

pub(super) async fn basic(Segments((user, password)): Named, request: Request) -> Result<Response, Refusal> {
    if !request.headers().contains_key(AUTHORIZATION) {
        return Err(NO_BASIC);
    }
    if !is_good(request.headers(), &user, &password) {
        return Err(WRONG);
    }
    Ok(answer::json(&In { authenticated: true, user: &user }))
}

pub(super) async fn hidden(Segments((user, password)): Named, request: Request) -> Result<Response, Refusal> {
    if !is_good(request.headers(), &user, &password) {
        return Err(NO_ADDRESS);
    }
    Ok(answer::json(&In { authenticated: true, user: &user }))
}

/// Any token will do, as with httpbin.
pub(super) async fn bearer(request: Request) -> Result<Response, Refusal> {
    match credentials(request.headers(), tokens::SCHEME) {
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

fn is_good(headers: &HeaderMap, user: &str, password: &str) -> bool {
    let pair = credentials(headers, scheme::SCHEME).and_then(|encoded| scheme::decode(encoded).ok());
    pair.is_some_and(|pair| {
        let both = pair.user().ct_eq(user.as_bytes()) & pair.password().ct_eq(password.as_bytes());
        bool::from(both)
    })
}
