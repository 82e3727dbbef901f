//! Making, resetting and removing a lab, and moving its clock.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::owned;
use crate::demo::is_same_origin;
use crate::labs::Access;
use crate::server::App;
use crate::server::cookies::{owned_lab, set_lab};
use crate::server::fault::Fault;
use crate::server::in_path::InPath;
use crate::wire::Peer;

#[derive(Serialize)]
struct Created<'a> {
    lab: &'a str,
    base: String,
    /// When it expires if nobody uses it: RFC 3339.
    expires: String,
}

/// How far a lab's clock is moved.
#[derive(Clone, Copy, Deserialize, Serialize)]
pub(super) struct ClockOffset {
    offset_seconds: i64,
}

pub(super) async fn create(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let (status, lab) = match owned_lab(&app.labs, &headers, app.is_secure()) {
        Access::Open(lab) => (StatusCode::OK, lab),
        Access::Expired(_) | Access::Unknown => (StatusCode::CREATED, app.new_lab(peer)?),
    };
    let idle = SignedDuration::try_from(app.labs.bounds.idle.0).unwrap_or_default();
    let expires = (Timestamp::now() + idle).to_string();
    let mut response =
        (status, Json(Created { lab: lab.id.as_str(), base: lab.base(), expires })).into_response();
    if status == StatusCode::CREATED {
        let location = HeaderValue::try_from(lab.base()).map_err(|_| Fault::Internal)?;
        response.headers_mut().insert(LOCATION, location);
        response.headers_mut().insert(SET_COOKIE, set_lab(&app.labs, &lab, app.is_secure()));
    }
    Ok(response)
}

pub(super) async fn reset(
    State(app): State<Arc<App>>,
    InPath(lab): InPath<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    owned(&app, &headers, &lab)?.reset();
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn remove(
    State(app): State<Arc<App>>,
    InPath(lab): InPath<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let lab = owned(&app, &headers, &lab)?;
    lab.reset();
    app.labs.remove(&lab);
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn set_clock(
    State(app): State<Arc<App>>,
    InPath(lab): InPath<String>,
    headers: HeaderMap,
    body: Result<Json<ClockOffset>, JsonRejection>,
) -> Result<Json<ClockOffset>, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let lab = owned(&app, &headers, &lab)?;
    let Json(offset) = body.map_err(|_| Fault::BadClock)?;
    if !lab.clock.set_offset(offset.offset_seconds) {
        return Err(Fault::BadClock);
    }
    Ok(Json(offset))
}
