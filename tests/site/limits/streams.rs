//! Live streams: so many of one address, so many in all, and none for a reader that falls behind.

use std::time::Duration;

use clap::Parser;
use knock::server::Command;

use super::assert_told_to_wait;
use crate::client::Connection;
use crate::support::{Answer, Lab, RUNTIME, Server, message};

async fn follow(lab: &Lab<'_>, fields: &[&str]) -> (Connection, Answer) {
    let mut connection = Connection::open(lab.server.address).await;
    let fields = [&[lab.cookie.as_str()], fields].concat();
    connection.send(message("GET", &format!("/api/labs/{}/stream", lab.name), &fields, "")).await;
    let head = connection.head().await.expect("an answer");
    let is_open = head.status == 200;
    let head = if is_open { head } else { Answer { body: connection.rest_of(&head).await, ..head } };
    (connection, head)
}

#[test]
fn an_address_has_so_many_streams_whatever_the_labs() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--streams-per-address", "2"]).await;
        let labs = [server.lab().await, server.lab().await, server.lab().await];
        let mut open = Vec::new();
        for lab in &labs[..2] {
            let (connection, head) = follow(lab, &[]).await;
            assert_eq!(head.status, 200);
            open.push(connection);
        }
        for lab in &labs {
            assert_told_to_wait(&follow(lab, &[]).await.1, 429);
        }
        open.pop();
        let mut polls = 0;
        while follow(&labs[2], &[]).await.1.status != 200 {
            polls += 1;
            assert!(polls < 1000, "the place of a closed stream was never free again");
        }
    });
}

#[test]
fn a_stream_that_has_nothing_to_say_is_commented_on() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--stream-comment-seconds", "0.05"]).await;
        let (mut stream, head) = follow(&server.lab().await, &[]).await;
        assert_eq!(head.status, 200);
        let commented = async {
            let mut text = String::new();
            while text.matches(":\n\n").count() < 2 {
                text.push_str(&String::from_utf8_lossy(&stream.chunk().await.expect("the stream goes on")));
            }
            text
        };
        // Two of the usual ones would take 30 s.
        let text = tokio::time::timeout(Duration::from_secs(20), commented).await.expect("as often as asked");
        assert!(!text.contains("event:"), "{text}");
    });
    assert!(Command::try_parse_from(["knock", "serve", "--stream-comment-seconds", "0"]).is_err());
}

#[test]
fn all_streams_together_are_so_many() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--streams", "2", "--trusted-proxy", "127.0.0.1"]).await;
        let lab = server.lab().await;
        let (_one, first) = follow(&lab, &["X-Forwarded-For: 198.51.100.1"]).await;
        let (_two, second) = follow(&lab, &["X-Forwarded-For: 198.51.100.2"]).await;
        assert_eq!([first.status, second.status], [200, 200]);
        assert_told_to_wait(&follow(&lab, &["X-Forwarded-For: 198.51.100.3"]).await.1, 503);
        // What was refused holds no place of the lab's.
        drop(_one);
        let mut polls = 0;
        while follow(&lab, &["X-Forwarded-For: 198.51.100.3"]).await.1.status != 200 {
            polls += 1;
            assert!(polls < 1000, "the place of a closed stream was never free again");
        }
    });
}

/// The number of the last event in what was read of a stream.
fn last_id(text: &str) -> Option<u64> {
    text.rsplit("id: ").next()?.split('\n').next()?.parse().ok()
}

#[test]
fn a_reader_that_falls_behind_is_cut_and_resumes_by_id() {
    const KNOCKS: u64 = 1500;
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--no-rate-limits", "--stream-queue", "4"]).await;
        let lab = server.lab().await;
        let (mut slow, head) = follow(&lab, &[]).await;
        assert_eq!(head.status, 200);
        // More than the buffers of the system hold, so that the stream has to wait for its reader.
        let request = message("POST", &format!("{}basic/", lab.base), &[], &"x".repeat(16 * 1024));
        let mut connection = Connection::open(server.address).await;
        for _ in 0..KNOCKS {
            connection.send(&request).await;
            assert_eq!(connection.answer(false).await.expect("an answer").status, 401);
        }
        let mut seen = String::new();
        while let Some(chunk) = slow.chunk().await {
            seen.push_str(&String::from_utf8_lossy(&chunk));
        }
        let last = last_id(&seen).expect("some events");
        assert!(last < KNOCKS, "the reader was never behind");
        let (mut again, head) = follow(&lab, &[&format!("Last-Event-ID: {last}")]).await;
        assert_eq!(head.status, 200);
        let mut rest = String::new();
        while last_id(&rest) != Some(KNOCKS) || !rest.ends_with("\n\n") {
            rest.push_str(&String::from_utf8_lossy(&again.chunk().await.expect("an event")));
        }
        assert!(!rest.contains(&format!("id: {last}\n")), "nothing comes twice");
    });
}
