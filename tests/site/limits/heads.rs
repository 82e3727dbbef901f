//! Heads that are too large: refused by the parser, before anything of ours sees them.

use crate::client::Connection;
use crate::support::{message, with_server};

#[test]
fn a_head_beyond_16_kib_is_a_431_or_cut() {
    with_server(async |server| {
        for huge in [
            message("GET", "/demo/basic/", &[&format!("X-Huge: {}", "x".repeat(17 * 1024))], ""),
            format!("GET /demo/basic/ HTTP/1.1\r\n{}", "X-Line: y\r\n".repeat(20_000)),
            format!("GET /demo/basic/ HTTP/1.1\r\nHost: localhost\r\nX-Endless: {}", "x".repeat(1024 * 1024)),
        ] {
            let mut connection = Connection::open(server.address).await;
            // The server may have closed before all of it left.
            connection.try_send(&huge).await;
            if let Some(answer) = connection.answer(false).await {
                assert_eq!(answer.status, 431, "{answer:?}");
            }
            assert!(connection.rest().await.is_empty());
        }
        let half = "x".repeat(7 * 1024);
        let large =
            message("GET", "/demo/basic/", &[&format!("X-Large: {half}"), &format!("X-Too: {half}")], "");
        assert_eq!(server.send(large).await.status, 401);
    });
}

#[test]
fn the_hundred_and_first_field_is_a_431() {
    with_server(async |server| {
        for (more, status) in [(99, 401), (100, 431)] {
            let lines: Vec<String> = (0..more).map(|number| format!("X-{number}: y")).collect();
            let fields: Vec<&str> = lines.iter().map(String::as_str).collect();
            assert_eq!(
                server.request("GET", "/demo/basic/", &fields).await.status,
                status,
                "Host and {more}"
            );
        }
    });
}
