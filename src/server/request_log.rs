//! One log line a request: id, method, path without its query, status, time. And the time that an answer may take.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::Method;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use memchr::memmem;
use tracing::Level;

use super::app::App;
use super::fault::Fault;
use super::{floor, gate};
use crate::doors::Doors;

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Lets doors and routes answer, behind the gate and with the floor under what they say; logs the request, and gives up on an answer
/// that does not begin.
pub(super) async fn answer(app: &App, routes: Router, request: Request) -> Response {
    let id = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let started = Instant::now();
    let until = started + app.config.limits.requests.answer_seconds.0;
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = match tokio::time::timeout_at(until.into(), gate::pass(app, request, routes)).await {
        Ok(response) => response,
        Err(_) => gate::refused(Fault::Timeout, uri.path()),
    };
    if method == Method::HEAD {
        drop_content(&mut response);
    }
    // What every answer of the doors has is more than the floor.
    if Doors::has(uri.path()) {
        floor::add_tls(app, response.headers_mut());
    } else {
        floor::add(app, response.headers_mut());
    }
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

/// An answer to HEAD has the length of its content, and no content (RFC 9110 9.3.2). Doors and routes see to that themselves; what
/// is refused before them comes with its content.
fn drop_content(response: &mut Response) {
    if let Some(length @ 1..) = response.body().size_hint().exact() {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        *response.body_mut() = Body::empty();
    }
}

/// A path without the passwords that addresses of httpbin hold, where they are and where somebody takes them to be.
fn loggable(path: &str) -> Cow<'_, str> {
    let mark = if path.starts_with("/httpbin") { &b"auth"[..] } else { b"-auth/" };
    let end = memmem::find(path.as_bytes(), mark).and_then(|at| Some(at + path[at..].find('/')?));
    end.map_or(path.into(), |end| [&path[..end], "/*"].concat().into())
}
