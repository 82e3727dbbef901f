//! `/lint`: a form whose text is looked at and answered on the same page.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::app::App;
use super::fault::Fault;
use super::{cookies, visitor_pages};
use crate::demo::is_same_origin;
use crate::notes::{self, Report};
use crate::pages::{LintOutcome, LintView};

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LintForm {
    text: String,
}

pub(super) async fn look(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Result<Form<LintForm>, FormRejection>,
) -> Result<Response, Fault> {
    // Nothing is changed here, but no other site shall show its text on ours.
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let (status, view) = match form {
        // Long texts take a while, and nobody else shall wait for them.
        Ok(Form(LintForm { text })) => {
            tokio::task::spawn_blocking(move || report(text)).await.map_err(|_| Fault::Internal)?
        }
        Err(_) => {
            let sentence = "this is not what the form sends: a field called text, in UTF-8";
            (StatusCode::BAD_REQUEST, unreadable(String::new(), sentence))
        }
    };
    Ok(visitor_pages::lint(&app, cookies::theme(&headers), status, view).await)
}

fn report(text: String) -> (StatusCode, LintView) {
    match notes::read(&text) {
        Ok(exchanges) => {
            (StatusCode::OK, LintView { text, outcome: LintOutcome::Report(Report::on(&exchanges)) })
        }
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, unreadable(text, &error.to_string())),
    }
}

fn unreadable(text: String, sentence: &str) -> LintView {
    LintView { text, outcome: LintOutcome::Unreadable(sentence.to_owned()) }
}
