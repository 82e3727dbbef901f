//! One log line a request: id, method, path without its query, status, time. And the two limits that hold for all.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;

/// A request target may be so long (RFC 9110 15.5.15).
const TARGET_MAX_BYTES: usize = 4096;
/// An answer may take so long to begin; a stream begins at once.
const HANDLER_TIMEOUT: Duration = Duration::from_secs(15);

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Logs a request, and refuses what is too long or takes too long.
pub async fn log(request: Request, next: Next) -> Response {
    let id = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let enabled = tracing::enabled!(tracing::Level::INFO);
    let started = Instant::now();
    let seen = enabled.then(|| (request.method().clone(), request.uri().path().to_owned()));
    let response =
        if request.uri().path_and_query().is_some_and(|target| target.as_str().len() > TARGET_MAX_BYTES) {
            Fault::TargetTooLong.into_response()
        } else {
            match tokio::time::timeout(HANDLER_TIMEOUT, next.run(request)).await {
                Ok(response) => response,
                Err(_) => Fault::Timeout.into_response(),
            }
        };
    if let Some((method, path)) = seen {
        let status = response.status().as_u16();
        let took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        tracing::info!(request = id, %method, path, status, took_us, "answered");
    }
    response
}
