//! Reading a request's body within its limits; what arrived before a limit was met is kept for the record.

use axum::body::{Body, HttpBody};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;

use crate::limits::Requests;
use crate::model::Reason;

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
        Reason::BodyTooLarge => "The body is larger than this server reads.",
        Reason::BodyTooLate => "The body did not arrive in the time that a body may take.",
        Reason::UnsupportedContent => {
            "The body is compressed or in several parts, and this server unpacks neither."
        }
        _ => "The body breaks off, or its chunks are not well formed.",
    }
}

/// What would be read.
pub(crate) fn remedy(fault: Reason) -> &'static str {
    match fault {
        Reason::BodyTooLarge => "A smaller body.",
        Reason::BodyTooLate => "A body that is sent at once, as long as its Content-Length says.",
        Reason::UnsupportedContent => "The body as it is, without Content-Encoding and in one part.",
        _ => "A body of the length that its framing says.",
    }
}

/// True for a body that would have to be unpacked before it could be read.
#[must_use]
pub(crate) fn is_packed(headers: &HeaderMap) -> bool {
    let codings = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    let is_encoded = codings
        .map(<[u8]>::trim_ascii)
        .any(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity"));
    let kind = headers.get(CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes().trim_ascii());
    is_encoded || kind.get(..MULTIPART.len()).is_some_and(|start| start.eq_ignore_ascii_case(MULTIPART))
}

const MULTIPART: &[u8] = b"multipart/";

/// Reads a body.
pub(crate) async fn read(parts: &Parts, mut body: Body, limits: &Requests) -> Received {
    if body.is_end_stream() {
        return Received::default();
    }
    let mut content = BytesMut::new();
    let whole = async {
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame.map_err(|_| Reason::MalformedBody)?.into_data() {
                content.extend_from_slice(&data);
            }
            if content.len() > limits.body_bytes {
                return Err(Reason::BodyTooLarge);
            }
        }
        Ok(())
    };
    let whole = tokio::time::timeout(limits.body_seconds.0, whole).await.unwrap_or(Err(Reason::BodyTooLate));
    let is_packed = !content.is_empty() && is_packed(&parts.headers);
    let fault = whole.err().or_else(|| is_packed.then_some(Reason::UnsupportedContent));
    let said = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let size_bytes = said.unwrap_or(content.len() as u64);
    Received { content: content.freeze(), size_bytes, fault }
}
