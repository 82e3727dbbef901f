//! The length of what an answer holds, said on every way and in every version of HTTP alike.

use axum::body::{Body, HttpBody};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{Method, Response, StatusCode};

/// Says the length where the library behind leaves it out, and drops what an answer to HEAD must not hold (RFC 9110 8.6, 9.3.2).
pub fn say(response: &mut Response<Body>, method: &Method) {
    let length = response.body().size_hint().exact();
    let may_have_content = !matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let to_head = method == Method::HEAD;
    if let Some(length) = length
        && may_have_content
        && (to_head || length == 0)
    {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
    }
    if to_head {
        *response.body_mut() = Body::empty();
    }
}
