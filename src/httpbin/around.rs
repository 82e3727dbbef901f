//! What holds for every address alike: the limits of a body before, the common fields after.

use std::sync::Arc;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Httpbin;
use super::refusal::Refusal;
use crate::demo;
use crate::limits::Requests;

/// A cookie is nothing for another site's script.
const WITHOUT_CORS: &str = "/httpbin/cookies";

/// Reads the body, lets the address answer, and adds what every answer has.
pub(super) async fn add(State(httpbin): State<Arc<Httpbin>>, request: Request, next: Next) -> Response {
    let with_cors = !request.uri().path().starts_with(WITHOUT_CORS);
    let is_options = request.method() == Method::OPTIONS;
    let mut response = match with_whole_body(request, &httpbin.requests).await {
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    let fields = response.headers_mut();
    fields.reserve(demo::COMMON.len() + 1);
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in &demo::COMMON {
        if with_cors || !name.as_str().starts_with("access-control-") {
            fields.insert(name, value.clone());
        }
    }
    if is_options
        && with_cors
        && let Some(allow) = fields.get(ALLOW).cloned()
    {
        fields.insert(ACCESS_CONTROL_ALLOW_METHODS, allow);
        fields.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    httpbin.spelling.apply(&mut response);
    response
}

/// Most requests have no body, and nothing is done for them.
async fn with_whole_body(request: Request, limits: &Requests) -> Result<Request, Refusal> {
    if request.body().is_end_stream() {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let received = demo::read_body(&parts, body, limits).await;
    match received.fault {
        None => Ok(Request::from_parts(parts, Body::from(received.content))),
        Some(fault) => Err(Refusal::new(fault, demo::body_detail(fault))),
    }
}
