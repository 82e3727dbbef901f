//! Is it alive, and does it take new work?

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use super::app::App;

pub(super) async fn live() -> &'static str {
    "alive\n"
}

/// Keys and content are there before the program listens, so only draining says no.
pub(super) async fn ready(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    if app.stop.is_cancelled() {
        (StatusCode::SERVICE_UNAVAILABLE, "draining\n")
    } else {
        (StatusCode::OK, "ready\n")
    }
}
