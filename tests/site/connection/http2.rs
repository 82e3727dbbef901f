//! HTTP/2 with prior knowledge: the same doors, and a record that says that its fields were decoded.

use knock::model::{Capture, Rung};

use crate::client::Connection;
use crate::support::{Server, with_server};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const DATA: u8 = 0;
const SETTINGS: u8 = 4;
const HEADERS: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

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

async fn send(server: &Server, path: &str) -> Vec<u8> {
    send_with(server, path, &[]).await
}

/// Sends one request on a connection of its own and returns the content of the answer.
async fn send_with(server: &Server, path: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut connection = Connection::open(server.address).await;
    let opening = [PREFACE, &frame(SETTINGS, 0, 0, &[])].concat();
    connection
        .send([opening, frame(HEADERS, END_STREAM | END_HEADERS, 1, &request(path, more))].concat())
        .await;
    let mut body = Vec::new();
    loop {
        let head = connection.exactly(9).await.expect("a frame");
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let payload =
            connection.exactly(usize::try_from(length).expect("a length")).await.expect("a payload");
        let (kind, flags, stream) = (head[3], head[4], head[8]);
        if stream == 1 && kind == DATA {
            body.extend_from_slice(&payload);
        }
        if stream == 1 && flags & END_STREAM != 0 {
            return body;
        }
    }
}

#[test]
fn an_exchange_over_http_2_is_on_record_as_decoded() {
    with_server(async |server| {
        let lab = server.lab().await;
        let path = format!("{}basic/?h=2", lab.base);
        let problem: serde_json::Value =
            serde_json::from_slice(&send(server, &path).await).expect("a problem");
        assert_eq!(problem["status"], 401);
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
fn our_cookie_is_masked_over_http_2_too() {
    with_server(async |server| {
        let (lab, victim) = (server.lab().await, server.lab().await);
        let pair = victim.cookie.strip_prefix("Cookie: ").expect("a pair");
        let value = pair.split_once('=').expect("a pair").1;
        send_with(server, &format!("{}basic/", lab.base), &[("cookie", pair)]).await;
        let log = lab.exchanges().await;
        assert_eq!(log.len(), 1);
        assert!(log[0].request.head.contains("cookie: knock_lab=***"), "{}", log[0].request.head);
        assert!(!log[0].request.head.contains(value), "{}", log[0].request.head);
    });
}
