//! Figures for a collector: on a listener of their own, and only when they are asked for.

use crate::client::Connection;
use crate::folder::Folder;
use crate::program::{Running, free_address};
use crate::support::{Answer, RUNTIME, message, with_server};

async fn get(address: std::net::SocketAddr, target: &str) -> Answer {
    let mut connection = Connection::open(address).await;
    connection.send(message("GET", target, &[], "")).await;
    connection.answer(false).await.expect("an answer")
}

/// The value of a figure, by its name and its labels.
fn figure(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name} in {text}")).parse().expect("a number")
}

#[test]
fn nobody_finds_figures_among_the_pages() {
    with_server(async |server| {
        assert_eq!(server.get("/metrics").await.status, 404);
    });
}

#[test]
fn a_collector_reads_what_happened_from_a_listener_of_its_own() {
    let folder = Folder::small();
    let metrics = free_address();
    let options =
        ["--content", folder.text(), "--metrics-listen", &metrics.to_string(), "--demo-rate", "1/min,2"];
    let running = Running::start(&options, |_| {});
    RUNTIME.block_on(async {
        let before = get(metrics, "/metrics").await;
        assert_eq!(
            (before.status, before.field("content-type")),
            (200, Some("text/plain; version=0.0.4; charset=utf-8"))
        );
        assert_eq!(figure(&before.text(), "knock_answers_total{status=\"4xx\"}"), 0.0);
        for (target, status) in
            [("/demo/", 200), ("/demo/basic/", 401), ("/demo/basic/", 429), ("/nowhere", 404)]
        {
            assert_eq!(get(running.address, target).await.status, status, "{target}");
        }
        let mut open = Connection::open(running.address).await;
        open.send(message("POST", "/api/labs", &[], "")).await;
        assert_eq!(open.answer(false).await.expect("an answer").status, 201);
        let after = get(metrics, "/metrics").await;
        let text = after.text();
        for (name, expected) in [
            ("knock_answers_total{status=\"2xx\"}", 2.0),
            ("knock_answers_total{status=\"4xx\"}", 3.0),
            ("knock_answers_total{status=\"5xx\"}", 0.0),
            ("knock_limited_total", 1.0),
            ("knock_answer_seconds_count", 5.0),
            ("knock_answer_seconds_bucket{le=\"+Inf\"}", 5.0),
            ("knock_streams", 0.0),
        ] {
            assert_eq!(figure(&text, name), expected, "{name}");
        }
        assert!(figure(&text, "knock_connections") >= 1.0);
        assert!(!text.contains("/demo") && !text.contains("127.0.0.1"), "figures tell nothing about anybody");
        assert_eq!(after.field("x-content-type-options"), Some("nosniff"));
        for other in ["/", "/demo/basic/", "/api/labs"] {
            assert_eq!(get(metrics, other).await.status, 404, "{other}: nothing else is there");
        }
        assert_eq!(get(running.address, "/metrics").await.status, 404);
        let mut rebound = Connection::open(metrics).await;
        rebound.send("GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n").await;
        assert_eq!(rebound.answer(false).await.expect("an answer").status, 421, "not under a name of theirs");
    });
    let (code, log) = running.stop();
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn a_port_in_use_for_figures_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let folder = Folder::small();
    let (listen, content) = (free_address().to_string(), folder.text());
    let error = Running::refused(&["--listen", &listen, "--content", content, "--metrics-listen", &address]);
    assert!(error.contains(&address) && error.contains("--metrics-listen"), "{error}");
}
