//! The fields that no response goes without, whoever made it.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::app::App;

/// Browsers come back over TLS for a year (RFC 6797 6.1.1).
const TLS_ALWAYS: HeaderValue = HeaderValue::from_static("max-age=31536000");

static FLOOR: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Adds what is missing; whoever said more keeps it.
pub(super) fn add(app: &App, fields: &mut HeaderMap) {
    for (name, value) in &FLOOR {
        // What is kept has them all, and to ask for a place would make the table grow.
        if !fields.contains_key(name) {
            fields.insert(name, value.clone());
        }
    }
    add_tls(app, fields);
}

/// For an answer that has the others already.
pub(super) fn add_tls(app: &App, fields: &mut HeaderMap) {
    if app.is_secure() {
        fields.insert(STRICT_TRANSPORT_SECURITY, TLS_ALWAYS);
    }
}
