//! The fields that every answer has, whichever address gives it.

use axum::http::header::{ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};

use crate::demo;

/// A cookie is nothing for another site's script.
const WITHOUT_CORS: &str = "/httpbin/cookies";

/// Adds them.
pub(super) fn add(request: &Parts, fields: &mut HeaderMap) {
    let with_cors = !request.uri.path().starts_with(WITHOUT_CORS);
    fields.reserve(demo::COMMON.len() + 1);
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in &demo::COMMON {
        if with_cors || !name.as_str().starts_with("access-control-") {
            fields.insert(name, value.clone());
        }
    }
    if request.method == Method::OPTIONS
        && with_cors
        && let Some(allow) = fields.get(ALLOW).cloned()
    {
        fields.insert(ACCESS_CONTROL_ALLOW_METHODS, allow);
        fields.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
}
