//! `cookies…`: sets, deletes and lists cookies, all of them kept to `/httpbin`, so that nothing that a link sets
//! reaches the site itself; and the site's own cookies are neither shown nor touched.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use serde_json::json;

use super::refusal::Refusal;
use super::router::Asked;
use super::{Httpbin, answer};
use crate::auth::grammar::is_token;
use crate::model::Reason;

const LIST: &str = "/httpbin/cookies";
const DELETED: &str = "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";

const BAD_NAME: Refusal = Refusal::new(
    Reason::InvalidParameter,
    "A cookie's name is a token: letters, digits and a few signs, no spaces.",
);
const OUR_NAME: Refusal = Refusal::new(
    Reason::InvalidParameter,
    "Cookies whose name begins with knock_ belong to the site itself.",
);
const BAD_VALUE: Refusal = Refusal::new(
    Reason::InvalidParameter,
    "A cookie's value holds no spaces, commas, semicolons or backslashes, and quotes only around all of it.",
);

pub(super) fn list(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let cookies = theirs(&asked.parts.headers).unwrap_or_default();
    let cookies: BTreeMap<&str, &str> =
        cookies.split("; ").filter_map(|cookie| cookie.split_once('=')).collect();
    Ok(answer::json(&json!({ "cookies": cookies })))
}

pub(super) fn set(asked: &Asked<'_>) -> Result<Response, Refusal> {
    changed(asked.query().map(|(name, value)| asked.httpbin.cookie(&name, &value, "")))
}

pub(super) fn set_one(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let (name, value) = (asked.value("name")?, asked.value("value")?);
    changed([asked.httpbin.cookie(&name, &value, "")].into_iter())
}

pub(super) fn delete(asked: &Asked<'_>) -> Result<Response, Refusal> {
    changed(asked.query().map(|(name, _)| asked.httpbin.cookie(&name, "", DELETED)))
}

fn changed(cookies: impl Iterator<Item = Result<HeaderValue, Refusal>>) -> Result<Response, Refusal> {
    let mut response = answer::found(LIST);
    for cookie in cookies {
        response.headers_mut().append(SET_COOKIE, cookie?);
    }
    Ok(response)
}

impl Httpbin {
    pub(super) fn cookie(&self, name: &str, value: &str, more: &str) -> Result<HeaderValue, Refusal> {
        if !is_token(name) {
            return Err(BAD_NAME);
        }
        if is_ours(name) {
            return Err(OUR_NAME);
        }
        if !is_cookie_value(value) {
            return Err(BAD_VALUE);
        }
        let secure = self.origin.as_ref().is_some_and(|origin| origin.starts_with("https://"));
        let secure = if secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/httpbin; HttpOnly; SameSite=Lax{secure}{more}");
        HeaderValue::try_from(cookie).map_err(|_| BAD_VALUE)
    }
}

/// RFC 6265 4.1.1.
fn is_cookie_value(value: &str) -> bool {
    let inside = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
    inside.bytes().all(|byte| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte))
}

/// A prefix such as `__Host-` is for browsers.
fn is_ours(name: &str) -> bool {
    name.strip_prefix("__Host-").unwrap_or(name).starts_with("knock_")
}

/// The cookies of a request without ours; `None` when none is left.
pub(super) fn theirs(headers: &HeaderMap) -> Option<Cow<'_, str>> {
    let mut kept = String::new();
    for line in headers.get_all(COOKIE) {
        for cookie in String::from_utf8_lossy(line.as_bytes()).split(';').map(str::trim) {
            if !cookie.is_empty() && !is_ours(cookie) {
                // RFC 9113 8.2.3: several lines are one list.
                kept.push_str(if kept.is_empty() { "" } else { "; " });
                kept.push_str(cookie);
            }
        }
    }
    (!kept.is_empty()).then_some(Cow::Owned(kept))
}
