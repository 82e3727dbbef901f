//! Choosing a theme: a form, a cookie, and back to where the visitor was.

use axum::Form;
use axum::http::header::{CACHE_CONTROL, HOST, LOCATION, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::cookies::set_theme;
use super::fault::Fault;
use crate::demo::is_same_origin;
use crate::pages::Theme;

#[derive(Deserialize)]
pub(super) struct Choice {
    theme: String,
    /// The path of the page that the form was on, for browsers that keep the referer to themselves.
    #[serde(default)]
    back: String,
}

pub(super) async fn choose(headers: HeaderMap, Form(choice): Form<Choice>) -> Result<Response, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let theme = Theme::parse(&choice.theme).unwrap_or_default();
    let mut response = StatusCode::SEE_OTHER.into_response();
    let fields = response.headers_mut();
    fields.insert(LOCATION, back(referer(&headers).unwrap_or(&choice.back)));
    fields.insert(SET_COOKIE, set_theme(theme));
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Path and query of the page that the form was on, if it was one of ours.
fn referer(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(HOST)?.to_str().ok()?;
    let (_, address) = headers.get(REFERER)?.to_str().ok()?.split_once("://")?;
    address.strip_prefix(host).filter(|path| path.starts_with('/'))
}

/// Only ever a path of this site: two slashes, or a backslash, would lead to another one.
fn back(path: &str) -> HeaderValue {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let target = if ours { path } else { "/" };
    HeaderValue::try_from(target).unwrap_or(HeaderValue::from_static("/"))
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn a_theme_never_leads_off_the_site() {
        for (path, expected) in [
            ("/codes/401", "/codes/401"),
            ("", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("/a\r\nb", "/"),
        ] {
            assert_eq!(back(path), expected, "{path:?}");
        }
    }
}
