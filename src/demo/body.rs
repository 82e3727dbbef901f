//! Reading a request's body within its limits; what arrived before a limit was met is kept for the record.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;

use crate::model::Reason;

/// A body may be so large; a demo needs no more.
pub(super) const MAX_BYTES: usize = 64 * 1024;
/// A body may take so long to arrive.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);

/// What arrived.
#[derive(Default)]
pub(crate) struct Received {
    pub content: Bytes,
    /// How long the body says it is, or how much of it was seen.
    pub size_bytes: u64,
    /// Why it is not complete.
    pub fault: Option<Reason>,
}

/// What is said of a body that is not complete.
#[must_use]
pub(crate) fn detail(fault: Reason) -> &'static str {
    match fault {
        Reason::BodyTooLarge => "The body is larger than 64 KiB.",
        Reason::BodyTooLate => "The body did not arrive within 10 seconds.",
        _ => "The body breaks off, or its chunks are not well formed.",
    }
}

/// Reads a body.
pub(crate) async fn read(parts: &Parts, mut body: Body) -> Received {
    let mut content = BytesMut::new();
    let whole = async {
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame.map_err(|_| Reason::MalformedBody)?.into_data() {
                content.extend_from_slice(&data);
            }
            if content.len() > MAX_BYTES {
                return Err(Reason::BodyTooLarge);
            }
        }
        Ok(())
    };
    let fault = tokio::time::timeout(TIMEOUT, whole).await.unwrap_or(Err(Reason::BodyTooLate)).err();
    let said = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let size_bytes = said.unwrap_or(content.len() as u64);
    Received { content: content.freeze(), size_bytes, fault }
}
