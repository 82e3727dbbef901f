//! HTTP/2 with prior knowledge: the same doors, and a record that says that its fields were decoded.

use knock::model::{Capture, Rung};

use crate::client::Connection;
use crate::support::{RUNTIME, Server, with_server};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const CONTINUATION: u8 = 9;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;
/// More does not fit into a frame (RFC 9113 4.2).
const FRAME_MAX: usize = 16_384;
/// `:status: 431`, the value in Huffman's code (RFC 7541 B).
const STATUS_431: &[u8] = b"\x48\x83\x69\x90\xff";

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short frame").to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// A field without compression (RFC 7541 6.2.2), its name given by the static table or spelled out.
fn literal(name: Result<u8, &str>, value: &str) -> Vec<u8> {
    let text = |text: &str| [&[u8::try_from(text.len()).expect("short")][..], text.as_bytes()].concat();
    let name = match name {
        Ok(index) => vec![index],
        Err(name) => [vec![0], text(name)].concat(),
    };
    [name, text(value)].concat()
}

/// GET over http, for this path.
fn request(path: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let (get, http) = (0x82, 0x86);
    [
        vec![get, http],
        literal(Ok(4), path),
        literal(Ok(1), "localhost:3000"),
        literal(Err("authorization"), "Basic YWxpY2U6d3Jvbmc="),
        literal(Err("x-twice"), "one"),
        literal(Err("x-twice"), "two"),
        more.iter().flat_map(|(name, value)| literal(Err(name), value)).collect(),
    ]
    .concat()
}

/// The frames of a request without content, as many as its header list takes.
fn headers(block: &[u8]) -> Vec<u8> {
    let pieces: Vec<&[u8]> = block.chunks(FRAME_MAX).collect();
    let nth_frame = |(nth, piece): (usize, &&[u8])| {
        let (kind, flags) = if nth == 0 { (HEADERS, END_STREAM) } else { (CONTINUATION, 0) };
        let end = if nth + 1 == pieces.len() { END_HEADERS } else { 0 };
        frame(kind, flags | end, 1, piece)
    };
    pieces.iter().enumerate().flat_map(nth_frame).collect()
}

/// A frame that came back.
struct Frame {
    kind: u8,
    flags: u8,
    stream: u8,
    payload: Vec<u8>,
}

/// The next frame; `None` when the connection ends first.
async fn next(connection: &mut Connection) -> Option<Frame> {
    let head = connection.exactly(9).await?;
    let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
    let payload = connection.exactly(usize::try_from(length).expect("a length")).await?;
    Some(Frame { kind: head[3], flags: head[4], stream: head[8], payload })
}

/// A connection of its own on which this was said.
async fn opened(server: &Server, request: &[u8]) -> Connection {
    let mut connection = Connection::open(server.address).await;
    // The server need not want all of it.
    connection.try_send([PREFACE, &frame(SETTINGS, 0, 0, &[]), request].concat()).await;
    connection
}

async fn send(server: &Server, path: &str) -> Vec<u8> {
    send_with(server, path, &[]).await
}

/// Sends one request on a connection of its own and returns the content of the answer.
async fn send_with(server: &Server, path: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut connection = opened(server, &headers(&request(path, more))).await;
    let mut body = Vec::new();
    loop {
        let frame = next(&mut connection).await.expect("a frame");
        if frame.stream == 1 && frame.kind == DATA {
            body.extend_from_slice(&frame.payload);
        }
        if frame.stream == 1 && frame.flags & END_STREAM != 0 {
            return body;
        }
    }
}

/// True when the first thing that is said about a request is that it is too large, or that nothing more is heard of it.
async fn is_refused(connection: &mut Connection) -> bool {
    while let Some(frame) = next(connection).await {
        match (frame.kind, frame.stream) {
            (HEADERS, 1) => return frame.payload.starts_with(STATUS_431),
            (RST_STREAM, 1) | (GOAWAY, _) => return true,
            _ => {}
        }
    }
    true
}

#[test]
fn an_exchange_over_http_2_is_on_record_as_decoded() {
    with_server(async |server| {
        let lab = server.lab().await;
        let path = format!("{}basic/?h=2", lab.base);
        let problem: serde_json::Value =
            serde_json::from_slice(&send(server, &path).await).expect("a problem");
        assert_eq!(problem["status"], 401);
        let kind = problem["type"].as_str().unwrap_or_default();
        assert!(kind.starts_with("http://localhost:3000/"), "the host is that of the target: {kind}");
        let log = lab.exchanges().await;
        let [record] = &log[..] else { panic!("one exchange: {log:?}") };
        assert_eq!((record.status, record.capture), (401, Capture::Decoded));
        assert_eq!((record.method.as_str(), record.path.as_str()), ("GET", "basic/?h=2"));
        assert_eq!(record.request.start_line, format!("GET {path} HTTP/2"));
        assert_eq!(record.request.field("authorization"), Some("Basic YWxpY2U6d3Jvbmc="));
        assert_eq!(record.request.fields("x-twice").collect::<Vec<_>>(), ["one", "two"]);
        assert_eq!(record.challenges().count(), 1);
        assert_eq!(record.stopped_at().map(|check| check.rung), Some(Rung::KnownIdentity));
    });
}

#[test]
fn the_content_of_an_answer_over_http_2_is_on_record_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        let body = send(server, &format!("{}basic/", lab.base)).await;
        let log = lab.exchanges().await;
        let [record] = &log[..] else { panic!("one exchange: {log:?}") };
        assert_eq!(record.response.body.size_bytes, body.len() as u64);
        assert_eq!(record.response.body.text.as_bytes(), body);
    });
}

#[test]
fn secrets_are_masked_over_http_2_too() {
    with_server(async |server| {
        let (lab, victim) = (server.lab().await, server.lab().await);
        let pair = victim.cookie.strip_prefix("Cookie: ").expect("a pair");
        let value = pair.split_once('=').expect("a pair").1;
        const CANARY: &str = "canary-0f3b7a9d41c6e852";
        let token = format!("Bearer {CANARY}");
        let fields = [("cookie", pair), ("authorization", &token), ("x-api-key", CANARY)];
        send_with(server, &format!("{}basic/?access_token={CANARY}", lab.base), &fields).await;
        let log = lab.exchanges().await;
        assert_eq!(log.len(), 1);
        let whole = serde_json::to_string(&log[0]).expect("JSON");
        assert!(whole.contains("authorization") && whole.contains("access_token"), "{whole}");
        assert!(!whole.contains(CANARY), "{whole}");
        assert!(log[0].request.head.contains("cookie: knock_lab=***"), "{}", log[0].request.head);
        assert!(!log[0].request.head.contains(value), "{}", log[0].request.head);
    });
}

#[test]
fn a_header_list_of_more_than_16_kib_is_refused_and_the_next_connection_is_served() {
    with_server(async |server| {
        // Each field counts 32 bytes more than it has (RFC 9113 6.5.2), so 135 here.
        let filler = "a".repeat(100);
        let fields = |count: usize| vec![("x-a", &*filler); count];
        let status = async |count: usize| {
            let body = send_with(server, "/demo/basic/", &fields(count)).await;
            let problem: serde_json::Value = serde_json::from_slice(&body).expect("a problem");
            problem["status"].as_u64()
        };
        assert_eq!(status(90).await, Some(401), "12 KiB are not too much");
        // 17 KiB in one frame, and 92 KiB in five.
        for count in [130, 700] {
            let mut connection = opened(server, &headers(&request("/demo/basic/", &fields(count)))).await;
            assert!(is_refused(&mut connection).await, "{count} fields were answered");
            assert_eq!(status(0).await, Some(401), "after {count} fields");
        }
    });
}

#[test]
fn the_server_says_first_how_many_streams_and_how_long_a_header_list_it_takes() {
    with_server(async |server| {
        let mut connection = opened(server, &[]).await;
        let first = next(&mut connection).await.expect("a frame");
        assert_eq!((first.kind, first.flags, first.stream), (SETTINGS, 0, 0));
        let told: Vec<&[u8]> = first.payload.chunks(6).collect();
        for (name, setting) in [
            ("SETTINGS_MAX_CONCURRENT_STREAMS is 64", [0, 3, 0, 0, 0, 64]),
            ("SETTINGS_MAX_HEADER_LIST_SIZE is 16384", [0, 6, 0, 0, 0x40, 0]),
        ] {
            assert!(told.contains(&&setting[..]), "{name}: {told:?}");
        }
    });
}

#[test]
fn an_answer_to_head_has_no_content_whoever_gives_it() {
    with_server(async |server| {
        // A door, a page, and the gate, which takes no foreign host.
        for (path, host) in [
            ("/demo/basic/", "localhost:3000"),
            ("/codes/401", "localhost:3000"),
            ("/demo/basic/", "elsewhere.example"),
        ] {
            let http = 0x86;
            let head = literal(Ok(2), "HEAD");
            let block = [head, vec![http], literal(Ok(4), path), literal(Ok(1), host)].concat();
            let mut connection = opened(server, &headers(&block)).await;
            let first = loop {
                let frame = next(&mut connection).await.expect("a frame");
                if frame.stream == 1 {
                    break frame;
                }
            };
            assert_eq!((first.kind, first.flags & END_STREAM), (HEADERS, END_STREAM), "{path} at {host}");
        }
    });
}

#[test]
fn a_client_that_answers_no_ping_is_cut_and_one_that_does_is_kept() {
    RUNTIME.block_on(async {
        let options = ["--http2-ping-seconds", "0.1", "--http2-pong-seconds", "0.2"];
        let server = Server::start_limited(&options).await;
        let mut silent = opened(&server, &frame(SETTINGS, ACK, 0, &[])).await;
        let mut kinds = Vec::new();
        while let Some(frame) = next(&mut silent).await {
            kinds.push(frame.kind);
        }
        assert!(kinds.contains(&PING), "it was asked first: {kinds:?}");
        let mut alive = opened(&server, &frame(SETTINGS, ACK, 0, &[])).await;
        // Longer than a silent one lives.
        let mut answered = 0;
        while answered < 5 {
            let asked = next(&mut alive).await.expect("it is kept");
            if asked.kind == PING && asked.flags & ACK == 0 {
                alive.send(frame(PING, ACK, 0, &asked.payload)).await;
                answered += 1;
            }
        }
    });
}
