//! Reading `Cookie` (RFC 6265 4.2).

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// The first value of a cookie.
#[must_use]
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
