//! The forms of an answer.

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::refusal::Refusal;
use crate::model::Reason;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// 200 with a JSON body.
pub(super) fn json(value: &impl Serialize) -> Response {
    json_content(Body::from(content(value)))
}

/// The bytes of a JSON body.
pub(super) fn content(value: &impl Serialize) -> Vec<u8> {
    let mut body = serde_json::to_vec_pretty(value).expect("our own types serialise");
    body.push(b'\n');
    body
}

/// 200 with a body that is JSON already.
pub(super) fn json_content(body: Body) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

/// Leads to an address of ours, as httpbin does it.
pub(super) fn found(location: &'static str) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    response.headers_mut().insert(LOCATION, HeaderValue::from_static(location));
    response
}

/// What OPTIONS says, and every method that the address does not take.
pub(super) fn other_method(method: &Method, allow: &'static str) -> Response {
    let allow = [(ALLOW, HeaderValue::from_static(allow))];
    if method == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, allow).into_response();
    }
    let refusal =
        Refusal::new(Reason::MethodNotAllowed, "There is something here, but it does not take this method.");
    (allow, refusal).into_response()
}
