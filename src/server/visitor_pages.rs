//! Pages that are made for one visitor: an exchange, a filtered list, and the pages for when something is not right.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, REFERRER_POLICY, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::app::App;
use super::cookies::{self, owned_lab};
use super::csp::page_fields;
use super::fault::Fault;
use super::in_path::InPath;
use crate::labs::Access;
use crate::pages::{
    self, CodeFilter, ExchangePart, ExchangeView, LintView, MessageView, PageError, Theme, Written,
};

/// The request that waits for a token.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Waiting {
    then_method: String,
    then_path: String,
}

pub(super) async fn exchange(
    State(app): State<Arc<App>>,
    id: Result<InPath<String>, Fault>,
    waiting: Result<Query<Waiting>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    // Whoever wrote an address that says nothing gets the page that says so.
    let id = id.map(|InPath(id)| id).unwrap_or_default();
    let waiting = waiting.map(|Query(waiting)| waiting).unwrap_or_default();
    let theme = cookies::theme(&headers);
    let found = match owned_lab(&app.labs, &headers, app.is_secure()) {
        Access::Open(lab) => lab.log.find(&id).map(|recorded| (lab, recorded)).ok_or(StatusCode::NOT_FOUND),
        Access::Expired(_) => Err(StatusCode::GONE),
        Access::Unknown => Err(StatusCode::NOT_FOUND),
    };
    let site = app.site().await;
    let (lab, recorded) = match found {
        Ok(found) => found,
        Err(status) => {
            let view = MessageView::unreadable_exchange(status.as_u16(), &id);
            return message(&app, theme, status, view).await;
        }
    };
    let hints = &site.library().hints;
    let view = ExchangeView {
        exchange: recorded.exchange(hints),
        log: lab.log.after(0).iter().map(|recorded| recorded.exchange(hints)).collect(),
        base: lab.base(),
        record: format!("/api/labs/{}/exchanges/{id}", lab.id),
        waiting: (!waiting.then_path.is_empty()).then_some((waiting.then_method, waiting.then_path)),
    };
    let context = app.page_context().await;
    html(StatusCode::OK, pages::exchange_page(&context, theme, view).await.map_err(PageError::from))
}

/// A part of the page of an exchange, for the playground.
pub(super) async fn part(
    State(app): State<Arc<App>>,
    InPath((id, name)): InPath<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let part = ExchangePart::parse(&name).ok_or(Fault::NotFound)?;
    let lab = match owned_lab(&app.labs, &headers, app.is_secure()) {
        Access::Open(lab) => lab,
        Access::Expired(_) => return Err(Fault::LabExpired),
        Access::Unknown => return Err(Fault::NotFound),
    };
    let recorded = lab.log.find(&id).ok_or(Fault::NotFound)?;
    let exchange = recorded.exchange(&app.site().await.library().hints);
    Ok(html(StatusCode::OK, pages::exchange_part(part, exchange).await.map_err(PageError::from)))
}

pub(super) async fn codes(app: &App, theme: Theme, query: &str) -> Response {
    let filter: CodeFilter = serde_urlencoded::from_str(query).unwrap_or_default();
    let context = app.page_context().await;
    html(StatusCode::OK, pages::codes_page(&context, theme, &filter).await.map_err(PageError::from))
}

pub(super) async fn not_found(app: &App, theme: Theme, method: &Method, path: &str) -> Response {
    let site = app.site().await;
    let view = MessageView::no_such_page(method.as_str(), path, site.paths());
    message(app, theme, StatusCode::NOT_FOUND, view).await
}

/// The page that gives back what was written, and says why it was not sent.
pub(super) async fn not_sent(
    app: &App,
    headers: &HeaderMap,
    written: Written,
    error: &impl std::error::Error,
) -> Response {
    let view = MessageView::not_sent(written, error.to_string());
    message(app, cookies::theme(headers), StatusCode::UNPROCESSABLE_ENTITY, view).await
}

/// The page that answers a text with what there is to say about it.
pub(super) async fn lint(app: &App, theme: Theme, status: StatusCode, view: LintView) -> Response {
    let context = app.page_context().await;
    html(status, pages::lint_page(&context, theme, view).await.map_err(PageError::from))
}

async fn message(app: &App, theme: Theme, status: StatusCode, view: MessageView) -> Response {
    let context = app.page_context().await;
    html(status, pages::message_page(&context, theme, view).await.map_err(PageError::from))
}

/// A page for one visitor: nobody keeps it.
fn html(status: StatusCode, rendered: Result<String, PageError>) -> Response {
    let html = match rendered {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            return Fault::Internal.into_response();
        }
    };
    let mut fields = page_fields(&html);
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        // Not no-referrer: with it a form would have the origin null, and be taken for a foreign one.
        (REFERRER_POLICY, "same-origin"),
        (VARY, "Cookie"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ] {
        fields.insert(name, HeaderValue::from_static(value));
    }
    (status, fields, html).into_response()
}
