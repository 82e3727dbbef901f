//! The linter for programs: two texts in, notes out.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use crate::notes::{self, Report};
use crate::server::fault::Fault;

/// What is to be looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    /// A response, or all that `curl -i` or `curl -v` printed.
    response: String,
    /// The request that it answers.
    #[serde(default)]
    request: Option<String>,
}

pub(super) async fn lint(texts: Result<Json<Texts>, JsonRejection>) -> Result<Json<Value>, Fault> {
    let Json(texts) = texts.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::BodyTooLarge,
        _ => Fault::BadTexts,
    })?;
    // Long texts take a while, and nobody else shall wait for them.
    let looked = tokio::task::spawn_blocking(move || {
        let exchanges = match texts.request {
            Some(request) => notes::read_apart(&request, &texts.response),
            None => notes::read(&texts.response),
        };
        Ok(Json(Report::on(&exchanges.map_err(Fault::Unreadable)?).json()))
    });
    looked.await.unwrap_or(Err(Fault::Internal))
}
