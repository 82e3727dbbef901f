//! The program's own addresses: labs and their logs, the registry of codes, and the linter.

pub mod codes;
mod har;
mod labs;
mod lint;
mod read;
mod stream;
mod typed;

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{delete, get, post, put};

use super::app::App;
use super::bodies::{self, BodyLimits};
use super::cookies::owned_lab;
use super::fault::Fault;
use crate::labs::{Access, Lab};
use crate::limits::Requests;

/// The routes of the API.
pub fn router(limits: &Requests) -> Router<Arc<App>> {
    Router::new()
        .route("/api/labs", post(labs::create))
        .route("/api/labs/{lab}", delete(labs::remove))
        .route("/api/labs/{lab}/reset", post(labs::reset))
        .route("/api/labs/{lab}/clock", put(labs::set_clock))
        .route("/api/labs/{lab}/exchanges", get(read::list))
        .route("/api/labs/{lab}/exchanges/{exchange}", get(read::one).patch(typed::tell))
        .route("/api/labs/{lab}/stream", get(stream::follow))
        .route("/api/lint", post(lint::lint))
        .merge(codes::router())
        .method_not_allowed_fallback(async || Fault::OtherMethod)
        .layer(from_fn_with_state(
            BodyLimits { bytes: limits.api_body_bytes, seconds: limits.body_seconds },
            bodies::whole,
        ))
        .layer(map_response(add_fields))
}

/// The lab in the address, if its owner asks. To everybody else it does not exist.
fn owned(app: &App, headers: &HeaderMap, lab: &str) -> Result<Arc<Lab>, Fault> {
    match owned_lab(&app.labs, headers, app.is_secure()) {
        Access::Open(owned) if owned.id.as_str() == lab => Ok(owned),
        Access::Expired(id) if id.as_str() == lab => Err(Fault::LabExpired),
        Access::Open(_) | Access::Expired(_) | Access::Unknown => Err(Fault::NotFound),
    }
}

async fn add_fields(mut response: Response) -> Response {
    let fields = response.headers_mut();
    fields.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in common("same-origin") {
        fields.entry(name).or_insert(value);
    }
    response
}

/// The fields of every answer of the API; `readers` is whose pages may load it.
pub(super) fn common(readers: &'static str) -> [(HeaderName, HeaderValue); 4] {
    [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'"),
        (HeaderName::from_static("cross-origin-resource-policy"), readers),
    ]
    .map(|(name, value)| (name, HeaderValue::from_static(value)))
}
