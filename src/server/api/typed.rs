//! The playground's script tells which fields of a request its visitor typed. A field of the request itself could not
//! say so without being one more field on the wire.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use serde::Deserialize;

use super::owned;
use crate::demo::is_same_origin;
use crate::model::Exchange;
use crate::server::App;
use crate::server::fault::Fault;
use crate::server::in_path::InPath;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// Names of fields, in any case.
    typed: Vec<String>,
}

/// Keeps what is told, and answers with the exchange as it is now.
pub(super) async fn tell(
    State(app): State<Arc<App>>,
    InPath((lab, id)): InPath<(String, String)>,
    headers: HeaderMap,
    body: Result<Json<Told>, JsonRejection>,
) -> Result<Json<Exchange>, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let lab = owned(&app, &headers, &lab)?;
    let Json(told) = body.map_err(|_| Fault::BadTyped)?;
    let recorded = lab.log.find(&id).ok_or(Fault::NotFound)?;
    let hints = &app.site().await.library().hints;
    recorded.typed.tell(&recorded.exchange(hints).request.fields, &told.typed);
    Ok(Json(recorded.exchange(hints)))
}
