//! `forbidden/ip/`: the connection's address counts, no credentials change it, and only trust=1 believes what is written.

use std::net::IpAddr;

use knock::limits::Connections;
use knock::model::{Outcome, Rung};
use knock::wire::{Peer, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

use super::{Doors, basic_line};
use crate::support::{Answer, Server, message, with_server};

/// Sends a request as if the connection came from `peer`.
async fn from(server: &Server, peer: Peer, target: &str, fields: &[&str]) -> Answer {
    let (mut client, end) = tokio::io::duplex(64 * 1024);
    let doors = server.app.doors.clone();
    tokio::spawn(
        async move { serve(end, peer, doors, &Connections::default(), CancellationToken::new()).await },
    );
    let fields = [fields, &["Connection: close"]].concat();
    client.write_all(message("GET", target, &fields, "").as_bytes()).await.expect("sent");
    let mut bytes = Vec::new();
    client.read_to_end(&mut bytes).await.expect("a response");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let status = head[9..12].parse().expect("a status");
    Answer { status, head: head.to_owned(), body: body.into() }
}

#[test]
fn only_the_connections_address_opens_and_no_field_stands_in_for_it() {
    with_server(async |server| {
        let bob = basic_line("bob", "builder");
        for (address, status) in [
            ("192.0.2.0", 200),
            ("192.0.2.7", 200),
            ("192.0.2.255", 200),
            ("::ffff:192.0.2.7", 200),
            ("192.0.1.255", 403),
            ("192.0.3.0", 403),
            ("127.0.0.1", 403),
            ("10.192.0.2", 403),
            ("::1", 403),
            ("2001:db8::c000:207", 403),
        ] {
            let peer = Peer::Address(address.parse::<IpAddr>().expect("an address"));
            for query in ["", "?trust=0", "?trust=1"] {
                let target = format!("/demo/forbidden/ip/{query}");
                let answer = from(server, peer, &target, &[&bob]).await;
                assert_eq!(answer.status, status, "{address} {query}");
                assert!(answer.challenges().is_empty(), "{address} {query}");
            }
            for line in ["X-Forwarded-For: 192.0.2.7", "X-Real-IP: 192.0.2.7", "Forwarded: for=192.0.2.7"] {
                let answer = from(server, peer, "/demo/forbidden/ip/?trust=0", &[line]).await;
                assert_eq!(answer.status, status, "{address} {line}");
            }
        }
        let answer = from(server, Peer::Memory, "/demo/forbidden/ip/", &[]).await;
        assert_eq!(answer.status, 403);
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.contains("no address")));
    });
}

#[test]
fn trust_believes_what_anybody_can_write_and_says_that_it_is_a_mistake() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (fields, status) in [
                (&["X-Forwarded-For: 192.0.2.7"][..], 200),
                (&["x-forwarded-for:192.0.2.255 , 203.0.113.9"], 200),
                (&["X-Forwarded-For: ::ffff:192.0.2.1"], 200),
                (&["X-Forwarded-For: 192.0.2.7", "X-Forwarded-For: 203.0.113.9"], 200),
                (&["X-Forwarded-For: 203.0.113.9, 192.0.2.7"], 403),
                (&["X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 192.0.2.7"], 403),
                (&["X-Forwarded-For: 192.0.2.7:8080"], 403),
                (&["X-Forwarded-For: 192.0.2.256"], 403),
                (&["X-Forwarded-For: 192.0.3.1"], 403),
                (&["X-Forwarded-For:"], 403),
                (&["X-Forwarded-For: , 192.0.2.7"], 403),
                (&["X-Forwarded-For: localhost"], 403),
                (&["X-Forwarded-For: \u{e9}"], 403),
                (&["X-Real-IP: 192.0.2.7"], 403),
                (&["Forwarded: for=192.0.2.7"], 403),
                (&[], 403),
            ] {
                let answer = doors.knock("GET", "forbidden/ip/?trust=1", fields).await;
                assert_eq!(answer.status, status, "{fields:?}");
                assert!(answer.challenges().is_empty(), "{fields:?}");
                let believes = fields.iter().any(|field| field.to_lowercase().starts_with("x-forwarded-for"));
                let said = &answer.json()[if status == 200 { "warning" } else { "detail" }];
                let warns = said.as_str().is_some_and(|said| said.contains("mistake"));
                assert_eq!(warns, believes, "{fields:?}: {said}");
                assert!(!answer.text().contains("203.0.113"), "{fields:?}: nothing of it comes back");
            }
        }
    });
}

#[test]
fn the_rule_stands_before_every_question_about_who_you_are() {
    with_server(async |server| {
        let lab = server.lab().await;
        let bob = basic_line("bob", "builder");
        for (query, fields, outcome, bytes) in [
            ("", &[bob.as_str()][..], Outcome::Stopped, None),
            (
                "?trust=1",
                &[bob.as_str(), "X-Forwarded-For: 203.0.113.9"],
                Outcome::Stopped,
                Some("203.0.113.9"),
            ),
            ("?trust=1", &["X-Forwarded-For: 192.0.2.7"], Outcome::Passed, Some("192.0.2.7")),
        ] {
            let answer = lab.knock("GET", &format!("forbidden/ip/{query}"), fields).await;
            let record = lab.record_of(&answer).await;
            let check = record
                .checks
                .iter()
                .find(|check| check.rung == Rung::NetworkRule)
                .unwrap_or_else(|| panic!("{query}: {:?}", record.checks));
            assert_eq!(check.outcome, outcome, "{query}");
            assert_eq!(check.looked_at.and_then(|at| record.bytes_at(at)), bytes, "{query}");
            assert!(
                record
                    .checks
                    .iter()
                    .all(|check| check.rung <= Rung::NetworkRule || check.rung == Rung::Handler)
            );
        }
    });
}
