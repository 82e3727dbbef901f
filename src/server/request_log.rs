//! One log line a request: id, method, path without its query, status, time. And the time that an answer may take.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use tracing::Level;

use super::app::App;
use super::fault::Fault;
use super::{floor, gate};

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Lets the routes answer, behind the gate and with the floor under what they say; logs the request, and gives up on an answer
/// that does not begin.
pub(super) async fn answer(app: &App, routes: Router, request: Request) -> Response {
    let id = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let started = Instant::now();
    let patience = app.config.limits.requests.answer_seconds.0;
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = match tokio::time::timeout(patience, gate::pass(app, request, routes)).await {
        Ok(response) => response,
        Err(_) => gate::refused(Fault::Timeout, uri.path()),
    };
    if method == Method::HEAD {
        drop_content(&mut response);
    }
    floor::add(app, response.headers_mut());
    let took = started.elapsed();
    if let Some(metrics) = &app.metrics {
        metrics.answered(response.status(), took);
    }
    if tracing::enabled!(Level::INFO) {
        let (path, status) = (loggable(uri.path()), response.status().as_u16());
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(request = id, method = method.as_str(), path = &*path, status, took_us, "answered");
    }
    response
}

/// An answer to HEAD has the length of its content, and no content (RFC 9110 9.3.2); where no answer has content, it has no length
/// either (8.6).
fn drop_content(response: &mut Response) {
    if matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        return;
    }
    if let Some(length) = response.body().size_hint().exact() {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
        *response.body_mut() = Body::empty();
    }
}

/// A path without the passwords that httpbin's own addresses hold.
fn loggable(path: &str) -> Cow<'_, str> {
    match path.strip_prefix("/httpbin/").and_then(|rest| rest.split_once('/')) {
        Some((address, _)) if address.contains("auth") => format!("/httpbin/{address}/*").into(),
        _ => path.into(),
    }
}
