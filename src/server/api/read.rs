//! Reading a lab's log: all of it, or one exchange in three forms.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{har, owned};
use crate::demo::Origin;
use crate::labs::Recorded;
use crate::model::Exchange;
use crate::server::App;
use crate::server::fault::Fault;
use crate::server::in_path::InPath;

#[derive(Deserialize)]
pub(super) struct After {
    #[serde(default)]
    after: u64,
}

pub(super) async fn list(
    State(app): State<Arc<App>>,
    InPath(lab): InPath<String>,
    headers: HeaderMap,
    after: Result<Query<After>, QueryRejection>,
) -> Result<Json<Vec<Exchange>>, Fault> {
    let lab = owned(&app, &headers, &lab)?;
    let Query(after) = after.map_err(|_| Fault::BadNumber)?;
    let library = app.site().await.library();
    Ok(Json(lab.log.after(after.after).iter().map(|recorded| recorded.exchange(&library.hints)).collect()))
}

/// `{id}` is JSON, `{id}.txt` the raw text of both messages, `{id}.har` an archive for developer tools.
pub(super) async fn one(
    State(app): State<Arc<App>>,
    InPath((lab, name)): InPath<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let lab = owned(&app, &headers, &lab)?;
    if let Some(id) = name.strip_suffix(".txt") {
        let recorded = lab.log.find(id).ok_or(Fault::NotFound)?;
        let mut response = raw(&recorded).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        return Ok(response);
    }
    let hints = &app.site().await.library().hints;
    if let Some(id) = name.strip_suffix(".har") {
        let recorded = lab.log.find(id).ok_or(Fault::NotFound)?;
        let origin = Origin::of(app.config.origin.as_deref(), &headers);
        return Ok(
            Json(har::archive(&recorded, &recorded.exchange(hints), &origin.to_string())).into_response()
        );
    }
    let recorded = lab.log.find(&name).ok_or(Fault::NotFound)?;
    Ok(Json(recorded.exchange(hints)).into_response())
}

/// Both messages, byte for byte as far as they were kept.
fn raw(recorded: &Recorded) -> Vec<u8> {
    [
        recorded.request_head.as_ref(),
        recorded.request_body.bytes.as_ref(),
        b"\n",
        recorded.response_head.as_ref(),
        recorded.response_body.bytes.as_ref(),
    ]
    .concat()
}
