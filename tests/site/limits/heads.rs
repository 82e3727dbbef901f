//! Heads that are too large: refused with a reason, and beyond five times the limit by the parser, without one.

use crate::client::Connection;
use crate::support::{message, with_server};

#[test]
fn a_head_without_end_is_a_431_or_cut() {
    with_server(async |server| {
        for huge in [
            message("GET", "/demo/basic/", &[&format!("X-Huge: {}", "x".repeat(81 * 1024))], ""),
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
    });
}

#[test]
fn a_head_beyond_16_kib_is_a_431_that_says_so() {
    with_server(async |server| {
        let head = |values: &[usize]| {
            let lines: Vec<String> =
                values.iter().map(|size| format!("X-Large: {}", "x".repeat(*size))).collect();
            message("GET", "/demo/basic/", &lines.iter().map(String::as_str).collect::<Vec<_>>(), "")
        };
        assert_eq!(server.send(head(&[8000, 8000])).await.status, 401);
        for (values, why) in [
            (&[8000, 8000, 400][..], "together"),
            (&[8000; 9], "together"),
            (&[9000], "the value of a header field"),
            (&[17 * 1024], "the value of a header field"),
            (&[79 * 1024], "the value of a header field"),
        ] {
            let answer = server.send(head(values)).await;
            assert_eq!(answer.status, 431, "{values:?}: {answer:?}");
            assert!(answer.text().to_lowercase().contains(why), "{values:?}: {answer:?}");
        }
    });
}

#[test]
fn a_target_of_any_length_that_is_read_is_a_414() {
    with_server(async |server| {
        for size in [4097, 15_000, 17_000, 40_000, 65_000, 66_000, 79_000] {
            let answer =
                server.send(message("GET", &format!("/demo/basic/?{}", "x".repeat(size)), &[], "")).await;
            assert_eq!(answer.status, 414, "RFC 9112 3, {size}: {answer:?}");
        }
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
