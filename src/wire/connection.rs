//! Serving HTTP on one connection, whatever carries it: a socket, or memory.

use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use axum::http::{HeaderMap, Method, Request, Response, Version};
use bytes::Bytes;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;
use tower::Service;

use super::common_fields::CommonFields;
use super::framing::Framing;
use super::phrase;
use super::stall::Patient;
use super::tap::Tap;
use super::tapped::Tapped;
use crate::limits::Connections;

/// Who is at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    Address(IpAddr),
    /// This program itself, on behalf of a page or a form.
    Memory,
}

impl Peer {
    /// The address; absent for what this program sends to itself.
    #[must_use]
    pub fn address(self) -> Option<IpAddr> {
        match self {
            Self::Address(address) => Some(address),
            Self::Memory => None,
        }
    }
}

/// So many fields hyper takes unless told otherwise.
const HYPERS_FIELDS: u16 = 100;

/// How many times the largest head is read, so that whoever judges can say what was too large. What is larger still, hyper refuses
/// without a word.
const HEADS_READ: usize = 5;

/// Only exchanges below this path are kept.
const RECORDED_PATHS: &str = "/lab/";

/// The bytes of the exchange under way, in the extensions of a request that is to be recorded.
#[derive(Clone)]
pub struct Recording {
    pub tap: Arc<Tap>,
    /// The request's head as it was read; `None` where there is none, as in HTTP/2.
    pub head: Option<Bytes>,
}

fn framing(headers: &HeaderMap) -> Framing {
    if headers.contains_key(TRANSFER_ENCODING) {
        return Framing::Chunked;
    }
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    Framing::Length(length.unwrap_or(0))
}

/// What answers the requests of a connection: a router, or what stands before one. It is always ready.
pub trait Answering:
    Service<Request<Body>, Response = Response<Body>, Error = Infallible, Future: Send> + Clone + Send + 'static
{
}

impl<T> Answering for T where
    T: Service<Request<Body>, Response = Response<Body>, Error = Infallible, Future: Send>
        + Clone
        + Send
        + 'static
{
}

/// Serves one connection until it ends; after `stop`, the response under way is still sent.
pub async fn serve<S>(
    stream: S,
    peer: Peer,
    answering: impl Answering,
    limits: &Connections,
    stop: CancellationToken,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let tap = Arc::new(Tap::default());
    let stream = Tapped::new(Patient::new(stream, limits.write_seconds.0), Arc::clone(&tap));
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        let (mut answering, tap) = (answering.clone(), Arc::clone(&tap));
        async move {
            let record = request.uri().path().starts_with(RECORDED_PATHS);
            let to_head = request.method() == Method::HEAD;
            let has_lines = request.version() < Version::HTTP_2;
            let head = tap.begin(framing(request.headers()), to_head, record).await;
            if record {
                request.extensions_mut().insert(Recording { tap: Arc::clone(&tap), head });
            }
            let mut response = answering.call(request.map(Body::new)).await;
            if let Ok(response) = &mut response {
                phrase::apply(response);
                let common = CommonFields::of(response);
                if has_lines {
                    tap.answered(common);
                } else if let Some(common) = common {
                    common.add(response.headers_mut());
                }
            }
            response
        }
    });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_seconds.0)
        .max_buf_size(usize::try_from(limits.head_bytes).unwrap_or(usize::MAX).saturating_mul(HEADS_READ));
    // With a number of its own, hyper clears a table of that size for each request.
    if limits.fields != HYPERS_FIELDS {
        builder.http1().max_headers(usize::from(limits.fields));
    }
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.http2_streams)
        .max_header_list_size(limits.head_bytes)
        .keep_alive_interval(limits.http2_ping_seconds.0)
        .keep_alive_timeout(limits.http2_pong_seconds.0);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        // In this order it costs no random number each time.
        biased;
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // Clients hang up and send nonsense all day.
        tracing::debug!(%error, "connection ended early");
    }
}
