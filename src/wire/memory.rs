//! A request to this very server without a socket: the same parser, doors and log, and no way out of the process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONNECTION;
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;
use tower::Layer;

use super::connection::{Answering, Peer, serve};
use super::framing::{BodyReader, Framing, head_length};
use crate::limits::Connections;

/// The bytes of a response, cut in two.
#[derive(Clone, Debug)]
pub struct RawResponse {
    /// The status line and the fields, with the empty line at the end.
    pub head: Vec<u8>,
    pub body: Vec<u8>,
}

/// Why there is no response.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    #[error("the server did not answer in time")]
    Timeout,
    #[error("the server ended the connection without a whole response")]
    Cut,
}

const PIPE_BYTES: usize = 64 * 1024;
const RESPONSE_MAX_BYTES: usize = 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(15);

/// Sends the bytes of one request and returns the bytes of its final response.
///
/// # Errors
/// When no whole response came within 15 s.
pub async fn send(
    answering: impl Answering + Sync,
    limits: &Connections,
    request: &[u8],
) -> Result<RawResponse, MemoryError> {
    let (mut client, server) = tokio::io::duplex(PIPE_BYTES);
    let stop = CancellationToken::new();
    let ended = stop.clone();
    let limits = limits.clone();
    let answering = once(answering);
    tokio::spawn(async move { serve(server, Peer::Memory, answering, &limits, stop).await });
    let exchange = async {
        client.write_all(request).await.map_err(|_| MemoryError::Cut)?;
        read(&mut client, request.starts_with(b"HEAD ")).await
    };
    let response = tokio::time::timeout(TIMEOUT, exchange).await;
    ended.cancel();
    response.map_err(|_| MemoryError::Timeout)?
}

/// For one request: what a request's bytes hold beyond its end is another request, which reaches no endpoint.
fn once(answering: impl Answering + Sync) -> impl Answering {
    let taken = Arc::new(AtomicBool::new(false));
    let once = from_fn(move |request: Request, next: Next| {
        let is_first = !taken.swap(true, Ordering::Relaxed);
        async move {
            if is_first {
                return next.run(request).await;
            }
            (StatusCode::BAD_REQUEST, [(CONNECTION, "close")]).into_response()
        }
    });
    once.layer(answering)
}

async fn read(client: &mut tokio::io::DuplexStream, to_head: bool) -> Result<RawResponse, MemoryError> {
    let mut bytes = Vec::new();
    loop {
        if let Some(response) = whole(&mut bytes, to_head) {
            return Ok(response);
        }
        let read = client.read_buf(&mut bytes).await.unwrap_or(0);
        if read == 0 || bytes.len() > RESPONSE_MAX_BYTES {
            return Err(MemoryError::Cut);
        }
    }
}

/// The response, once all of it is there; interim responses are dropped (RFC 9110 15.2).
fn whole(bytes: &mut Vec<u8>, to_head: bool) -> Option<RawResponse> {
    let mut length = head_length(bytes)?;
    while bytes.get(9) == Some(&b'1') {
        bytes.drain(..length);
        length = head_length(bytes)?;
    }
    let (head, body) = bytes.split_at(length);
    let head_text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let field = |name: &str| {
        head_text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    };
    let bodiless = to_head || matches!(head_text.get(9..12), Some("204" | "304"));
    let framing = match (bodiless, field("transfer-encoding")) {
        (true, _) => Framing::Length(0),
        (false, Some(_)) => Framing::Chunked,
        (false, None) => Framing::Length(field("content-length").and_then(|n| n.parse().ok()).unwrap_or(0)),
    };
    let mut reader = BodyReader::new(framing);
    let taken = reader.consume(body);
    reader.is_done().then(|| RawResponse { head: head.to_vec(), body: body[..taken].to_vec() })
}

#[cfg(test)]
mod tests {
    use axum::Router;

    use super::*;

    #[tokio::test]
    async fn bytes_beyond_the_first_request_reach_no_endpoint() {
        let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let router = Router::new().fallback(move |request: Request| {
            log.lock().expect("no panic elsewhere").push(request.uri().path().to_owned());
            async { "answer" }
        });
        let bytes =
            b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n";
        let response = send(router, &Connections::default(), bytes).await.expect("an answer");
        assert_eq!(response.body, b"answer");
        tokio::time::timeout(Duration::from_secs(5), async {
            // The connection ends by itself, and with it the last hold on the log.
            while Arc::strong_count(&seen) > 1 {
                tokio::task::yield_now().await;
            }
        })
        .await
        .expect("the connection ends");
        assert_eq!(*seen.lock().expect("no panic elsewhere"), ["/a"]);
    }
}
