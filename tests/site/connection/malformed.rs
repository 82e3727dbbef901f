//! Requests that are wrong in every way we know: each gets the answer that it deserves, never a 5xx, a panic or a hang.

use futures::{StreamExt, stream};

use super::malformed_rows::{
    Row, bad_chunks, body, chunks, connections, fields, hosts, lengths, request_lines, targets, with,
};
use crate::client::Connection;
use crate::support::{RUNTIME, Server};

/// Sends the bytes and returns the statuses of the answers: of so many, and of all when the server closes before.
async fn answers(server: &Server, bytes: &[u8], most: usize) -> Vec<u16> {
    let mut connection = Connection::open(server.address).await;
    connection.try_send(bytes).await;
    let mut statuses = Vec::new();
    while statuses.len() < most {
        let Some(head) = connection.head().await else { return statuses };
        connection.rest_of(&head).await;
        statuses.push(head.status);
    }
    connection.say_no_more().await;
    // What nobody expected.
    statuses.extend(connection.head().await.map(|head| head.status));
    statuses
}

/// A server with little patience, so that what is waited for ends soon.
async fn impatient() -> Server {
    let times = ["--first-bytes-seconds", "1", "--head-seconds", "1", "--body-seconds", "1"];
    Server::start_limited(&[&["--no-rate-limits"], &times[..]].concat()).await
}

/// So many at the same time, because many of them are waited for.
const AT_ONCE: usize = 64;

/// What the server answers to each of these requests.
async fn answers_to_all(server: &Server, requests: Vec<Vec<u8>>) -> Vec<(Vec<u8>, Vec<u16>)> {
    let asked = requests.into_iter().map(async |request| {
        let statuses = answers(server, &request, usize::MAX).await;
        (request, statuses)
    });
    stream::iter(asked).buffer_unordered(AT_ONCE).collect().await
}

#[test]
fn each_malformed_request_gets_the_answer_that_it_deserves() {
    let rows: Vec<Row> =
        [request_lines(), targets(), hosts(), fields(), lengths(), bad_chunks(), connections()].concat();
    assert!(rows.len() >= 140, "{}", rows.len());
    RUNTIME.block_on(async {
        let server = impatient().await;
        let mut other = Vec::new();
        for (what, bytes, expected) in &rows {
            let answered = answers(&server, bytes, expected.len()).await;
            // An answer may be lost with the connection when not all was read.
            let is_lost = answered.is_empty() && bytes.len() > 8192;
            if answered != *expected && !is_lost {
                other.push(format!("{what}: {answered:?} instead of {expected:?}"));
            }
        }
        assert!(other.is_empty(), "{other:#?}");
        assert_eq!(server.get("/livez").await.status, 200);
    });
}

#[test]
fn a_request_cut_at_any_byte_is_no_fault_of_ours() {
    RUNTIME.block_on(async {
        let server = impatient().await;
        for whole in [
            with(b"Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="),
            chunks(b"4\r\nsub=\r\n5;a=b\r\nalice\r\n0\r\nTrailer: x\r\n\r\n"),
            body(b"Content-Length: 9", b"sub=alice"),
        ] {
            assert_eq!(answers(&server, &whole, 1).await, [200]);
            let cut = (0..whole.len()).map(|end| whole[..end].to_vec()).collect();
            for (request, statuses) in answers_to_all(&server, cut).await {
                let is_fine = statuses.iter().all(|status| (400..500).contains(status));
                assert!(is_fine, "{statuses:?} after {}", request.escape_ascii());
            }
        }
    });
}

#[test]
fn a_request_with_any_byte_changed_is_no_fault_of_ours() {
    RUNTIME.block_on(async {
        let server = impatient().await;
        let lines = b"Connection: close\r\nAuthorization: Basic YTpi\r\nTransfer-Encoding: chunked";
        let whole = body(lines, b"9\r\nsub=alice\r\n0\r\n\r\n");
        let changed = (0..whole.len()).flat_map(|at| {
            [0, b'\r', b'\n', b' ', b':', b'%', b'9', 0xff].map(|byte| {
                let mut changed = whole.clone();
                changed[at] = byte;
                changed
            })
        });
        for (request, statuses) in answers_to_all(&server, changed.collect()).await {
            assert!(
                statuses.iter().all(|status| *status < 500),
                "{statuses:?} after {}",
                request.escape_ascii()
            );
        }
        assert_eq!(server.get("/livez").await.status, 200);
    });
}
