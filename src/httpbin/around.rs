//! The fields that every answer has, whichever address gives it.

use std::sync::LazyLock;

use axum::http::header::{ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response};

use crate::demo::OPEN;
use crate::wire::CommonFields;

/// A cookie is nothing for another site's script.
const WITHOUT_CORS: &str = "/httpbin/cookies";

static WITHOUT: LazyLock<CommonFields> = LazyLock::new(|| {
    let fields = OPEN.fields().filter(|(name, _)| !name.as_str().starts_with("access-control-"));
    CommonFields::new(fields.map(|(name, value)| (name.clone(), value.clone())))
});

/// Adds them.
pub(super) fn add<B>(request: &Parts, response: &mut Response<B>) {
    if request.uri.path().starts_with(WITHOUT_CORS) {
        return WITHOUT.give(response);
    }
    if request.method == Method::OPTIONS
        && let Some(allow) = response.headers().get(ALLOW).cloned()
    {
        let fields = response.headers_mut();
        fields.insert(ACCESS_CONTROL_ALLOW_METHODS, allow);
        fields.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    OPEN.give(response);
}
