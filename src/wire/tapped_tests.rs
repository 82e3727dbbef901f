//! Responses on their way through streams that take much or little at a time.

use std::convert::Infallible;
use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, ETAG, REFERRER_POLICY};
use axum::http::{HeaderValue, Response};
use futures::stream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

use crate::limits::Connections;
use crate::wire::{CommonFields, Peer, serve};

/// Content that looks like a response itself.
const LIKE_A_HEAD: &str = "HTTP/1.1 200 OK\r\nx-lower: y\r\n\r\n";

static COMMON: LazyLock<CommonFields> = LazyLock::new(|| {
    let value = HeaderValue::from_static;
    CommonFields::new([(CACHE_CONTROL, value("no-store")), (REFERRER_POLICY, value("no-referrer"))])
});

async fn answer(request: Request) -> Result<Response<Body>, Infallible> {
    let body = match request.uri().path() {
        "/large" => Body::from(LIKE_A_HEAD.repeat(3000)),
        "/pieces" => Body::from_stream(stream::iter([LIKE_A_HEAD; 40].map(Ok::<_, Infallible>))),
        "/empty" => Body::empty(),
        _ => Body::from(LIKE_A_HEAD),
    };
    let mut response = Response::new(body);
    if request.uri().path() == "/own" {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private"));
    }
    response.headers_mut().insert(ETAG, HeaderValue::from_static("\"a-b\""));
    COMMON.give(&mut response);
    Ok(response)
}

/// What comes back for these paths, asked for all at once, over a pipe that holds so many bytes; without the dates.
async fn answers(pipe_bytes: usize, paths: &[&str]) -> String {
    let (mut client, server) = tokio::io::duplex(pipe_bytes);
    let limits = Connections::default();
    let serving = tokio::spawn(async move {
        let answering = tower::service_fn(answer);
        serve(server, Peer::Memory, answering, &limits, CancellationToken::new()).await;
    });
    let (mut reader, mut writer) = tokio::io::split(&mut client);
    let requests: String =
        paths.iter().map(|path| format!("GET {path} HTTP/1.1\r\nHost: h\r\n\r\n")).collect();
    let end = "GET /end HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    let mut received = Vec::new();
    let talk = async {
        let (written, read) = tokio::join!(
            async { writer.write_all((requests + end).as_bytes()).await },
            reader.read_to_end(&mut received)
        );
        written.and(read)
    };
    tokio::time::timeout(Duration::from_secs(30), talk).await.expect("an end").expect("a whole conversation");
    serving.await.expect("no panic");
    let text = String::from_utf8(received).expect("UTF-8");
    text.split_inclusive("\r\n").filter(|line| !line.starts_with("Date: ")).collect()
}

fn head(fields: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{fields}\r\n")
}

#[tokio::test]
async fn a_response_arrives_to_the_byte_however_little_the_stream_takes_at_a_time() {
    const LAST: &str = "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n";
    let length = |length: usize| head(&format!("ETag: \"a-b\"\r\nContent-Length: {length}\r\n{LAST}"));
    let large = LIKE_A_HEAD.repeat(3000);
    let piece = format!("{:X}\r\n{LIKE_A_HEAD}\r\n", LIKE_A_HEAD.len());
    let expected = [
        length(LIKE_A_HEAD.len()) + LIKE_A_HEAD,
        length(large.len()) + &large,
        head(&format!("ETag: \"a-b\"\r\nTransfer-Encoding: chunked\r\n{LAST}"))
            + &piece.repeat(40)
            + "0\r\n\r\n",
        length(0),
        // Each name once, and what the answer says itself stays.
        head(&format!(
            "Cache-Control: private\r\nETag: \"a-b\"\r\nReferrer-Policy: no-referrer\r\nContent-Length: {}\r\n",
            LIKE_A_HEAD.len()
        )) + LIKE_A_HEAD,
        head(&format!(
            "ETag: \"a-b\"\r\nConnection: close\r\nContent-Length: {}\r\n{LAST}",
            LIKE_A_HEAD.len()
        )) + LIKE_A_HEAD,
    ];
    for pipe_bytes in [1, 7, 100, 5000, 1 << 20] {
        let received = answers(pipe_bytes, &["/small", "/large", "/pieces", "/empty", "/own"]).await;
        let mut rest = &*received;
        for response in &expected {
            assert!(rest.starts_with(response.as_str()), "{pipe_bytes}: {response:.300} is not {rest:.300}");
            rest = &rest[response.len()..];
        }
        assert_eq!(rest, "", "{pipe_bytes}");
    }
}
