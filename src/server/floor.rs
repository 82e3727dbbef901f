//! The fields that no response goes without, whoever made it.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::app::App;

/// Browsers come back over TLS for a year (RFC 6797 6.1.1).
const TLS_ALWAYS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds what is missing; whoever said more keeps it.
pub(super) fn add(app: &App, fields: &mut HeaderMap) {
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
}
