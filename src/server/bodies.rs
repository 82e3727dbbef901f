//! Reading the body of a request that no door gets: whole, in time and not too large, before anybody looks at it.

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::BytesMut;
use http_body_util::BodyExt;

use super::fault::Fault;
use crate::demo::is_packed;
use crate::limits::Seconds;

/// How large a body may be, and how long it may take to arrive.
#[derive(Clone, Copy)]
pub(super) struct BodyLimits {
    pub bytes: usize,
    pub seconds: Seconds,
}

/// Hands on a request whose body is whole.
pub(super) async fn whole(State(limits): State<BodyLimits>, request: Request, next: Next) -> Response {
    // Most requests have none, and nothing is done for them.
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    if is_packed(request.headers()) {
        return Fault::PackedBody.into_response();
    }
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(limits.seconds.0, read(body, limits.bytes)).await;
    match read.unwrap_or(Err(Fault::BodyTooLate)) {
        Ok(body) => next.run(Request::from_parts(parts, body)).await,
        Err(fault) => fault.into_response(),
    }
}

async fn read(mut body: Body, max_bytes: usize) -> Result<Body, Fault> {
    let mut content = BytesMut::new();
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(|_| Fault::BrokenBody)?.into_data() {
            content.extend_from_slice(&data);
        }
        if content.len() > max_bytes {
            return Err(Fault::BodyTooLarge);
        }
    }
    Ok(Body::from(content.freeze()))
}
