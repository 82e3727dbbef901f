//! How field names are spelled on the wire.
//!
//! Names are compared without regard to case, but people read them: `WWW-Authenticate` is how RFC 9110 writes it.
//! hyper writes names in lower case, or each word capitalised, unless a response carries the spelling that it kept
//! of some earlier message. That spelling has a private type, so one is made by letting hyper read a request.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use axum::http::header::{ETAG, WWW_AUTHENTICATE};
use axum::http::{Extensions, HeaderName, Request, Response};
use http_body_util::Empty;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;

/// Names that capitalised words would spell wrong, as often as one message may hold them.
static NAMES: [(HeaderName, &str, usize); 5] = [
    (WWW_AUTHENTICATE, "WWW-Authenticate", 4),
    (ETAG, "ETag", 1),
    (HeaderName::from_static("x-ratelimit-limit"), "x-ratelimit-limit", 1),
    (HeaderName::from_static("x-ratelimit-remaining"), "x-ratelimit-remaining", 1),
    (HeaderName::from_static("x-ratelimit-reset"), "x-ratelimit-reset", 1),
];

/// Names of nearly every answer that has one of those: to find a name costs less than to capitalise it, letter by letter.
const COMPANIONS: [&str; 10] = [
    "Access-Control-Allow-Headers",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Cache-Control",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Resource-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Robots-Tag",
];

/// The spelling, to be added to the extensions of a response.
#[derive(Clone, Default)]
pub struct Spelling(Extensions);

impl Spelling {
    /// Learns the spelling; without any when hyper does not keep it, which a test would notice.
    pub async fn learn() -> Self {
        let mut request = "GET / HTTP/1.1\r\n".to_owned();
        let special = NAMES.iter().flat_map(|(_, spelled, times)| std::iter::repeat_n(*spelled, *times));
        for spelled in special.chain(COMPANIONS) {
            request.push_str(&format!("{spelled}: x\r\n"));
        }
        request.push_str("\r\n");

        let learned = Arc::new(Mutex::new(None));
        let keep = Arc::clone(&learned);
        let service = service_fn(move |request: Request<Incoming>| {
            if let Ok(mut slot) = keep.lock() {
                *slot = Some(request.into_parts().0.extensions);
            }
            async { Ok::<_, Infallible>(Response::new(Empty::<Bytes>::new())) }
        });
        let (mut client, server) = tokio::io::duplex(4096);
        let connection =
            http1::Builder::new().preserve_header_case(true).serve_connection(TokioIo::new(server), service);
        let write = async move {
            let _ = client.write_all(request.as_bytes()).await;
            let _ = client.shutdown().await;
        };
        let (_, _) = tokio::join!(connection, write);
        let extensions = learned.lock().ok().and_then(|mut slot| slot.take());
        Self(extensions.unwrap_or_default())
    }

    /// Makes hyper use the spelling for this response; for most it has nothing to say. It costs least before the fields are added
    /// that every answer has.
    pub fn apply<B>(&self, response: &mut Response<B>) {
        if response.headers().keys().any(|name| NAMES.iter().any(|(special, ..)| name == special)) {
            response.extensions_mut().extend(self.0.clone());
        }
    }
}
