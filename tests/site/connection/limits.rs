//! Too much of something: each limit is hit, and one below it nothing happens.

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
        let large = message("GET", "/demo/basic/", &[&format!("X-Large: {}", "x".repeat(12 * 1024))], "");
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

#[test]
fn a_target_over_4_kib_is_a_414() {
    with_server(async |server| {
        let lab = server.lab().await;
        for base in ["/demo/basic/", "/codes", "/nowhere", &format!("{}basic/", lab.base)] {
            let fits = format!("{base}?{}", "x".repeat(4096 - base.len() - 1));
            let answer = server.get(&fits).await;
            assert!(matches!(answer.status, 200 | 401 | 404), "{base}: {answer:?}");
            for long in [format!("{fits}x"), format!("{base}{}", "y".repeat(8000))] {
                let answer = server.get(&long).await;
                assert_eq!(answer.status, 414, "{base}: {}", answer.head);
                assert_eq!(answer.field("content-type"), Some("application/problem+json"));
                assert!(!answer.text().contains("yyyy"), "nothing comes back");
            }
        }
    });
}

#[test]
fn a_form_larger_than_the_program_takes_is_refused_unread() {
    with_server(async |server| {
        let body = format!("method=GET&path=basic/&body={}", "x".repeat(3 * 1024 * 1024));
        let head = format!(
            "POST /play/send HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut connection = Connection::open(server.address).await;
        connection.send(head).await;
        connection.try_send(body).await;
        if let Some(answer) = connection.answer(false).await {
            assert!(matches!(answer.status, 413 | 422), "{answer:?}");
        }
        assert_eq!(server.get("/livez").await.status, 200);
    });
}
