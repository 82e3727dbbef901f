//! Choosing a theme: a form, a cookie, and back to where the visitor was.

use axum::Form;
use axum::http::header::{CACHE_CONTROL, LOCATION, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::cookies::set_theme;
use super::fault::Fault;
use super::same_origin::is_same_origin;
use crate::pages::Theme;

#[derive(Deserialize)]
pub(super) struct Choice {
    theme: String,
}

pub(super) async fn choose(headers: HeaderMap, Form(choice): Form<Choice>) -> Result<Response, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let theme = Theme::parse(&choice.theme).unwrap_or_default();
    let mut response = StatusCode::SEE_OTHER.into_response();
    let fields = response.headers_mut();
    fields.insert(LOCATION, back(&headers));
    fields.insert(SET_COOKIE, set_theme(theme));
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The path of the page that the form was on; only ever a path of this site.
fn back(headers: &HeaderMap) -> HeaderValue {
    headers
        .get(REFERER)
        .and_then(|referer| referer.to_str().ok()?.parse::<Uri>().ok())
        .and_then(|referer| referer.path_and_query().cloned())
        .filter(|target| !target.as_str().starts_with("//"))
        .and_then(|target| HeaderValue::try_from(target.as_str()).ok())
        .unwrap_or(HeaderValue::from_static("/"))
}
