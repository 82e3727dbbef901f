//! The fields that no response goes without, whoever made it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

use super::app::App;

/// Browsers come back over TLS for a year (RFC 6797 6.1.1).
const TLS_ALWAYS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds what is missing; whoever said more keeps it.
pub async fn add(State(app): State<Arc<App>>, mut response: Response) -> Response {
    let fields = response.headers_mut();
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        fields.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.is_secure() {
        fields.insert(STRICT_TRANSPORT_SECURITY, TLS_ALWAYS);
    }
    response
}
