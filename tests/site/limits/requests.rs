//! Targets, fields and bodies that are too large, and bodies that would have to be unpacked.

use crate::client::Connection;
use crate::support::{Answer, RUNTIME, Server, message, with_server};

fn assert_problem(answer: &Answer, status: u16, what: &str) {
    assert_eq!(
        (answer.status, answer.field("content-type")),
        (status, Some("application/problem+json")),
        "{what}: {answer:?}"
    );
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
                assert_problem(&answer, 414, base);
                assert!(!answer.text().contains("yyyy"), "nothing comes back");
            }
        }
    });
}

#[test]
fn a_value_over_8_kib_is_a_431() {
    with_server(async |server| {
        for target in ["/demo/basic/", "/codes", "/api/labs", "/httpbin/get"] {
            for (size, is_refused) in [(8192, false), (8193, true)] {
                let field = format!("X-Large: {}", "x".repeat(size));
                let answer = server.request("GET", target, &[&field]).await;
                assert_eq!(answer.status == 431, is_refused, "{target} {size}: {answer:?}");
                if is_refused {
                    assert_problem(&answer, 431, target);
                }
            }
        }
    });
}

#[test]
fn a_body_at_the_api_may_have_16_kib() {
    with_server(async |server| {
        let lab = server.lab().await;
        let body = |size: usize| format!("{:<size$}", "{\"offset_seconds\":60}");
        let target = format!("/api/labs/{}/clock", lab.name);
        let fields = [lab.cookie.as_str(), "Content-Type: application/json"];
        for (size, status) in [(16 * 1024, 200), (16 * 1024 + 1, 413), (60_000, 413)] {
            let answer = server.send(message("PUT", &target, &fields, &body(size))).await;
            assert_eq!(answer.status, status, "{size}");
        }
        let chunked = format!(
            "PUT {target} HTTP/1.1\r\nHost: localhost:3000\r\n{}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n",
            lab.cookie,
            16 * 1024 + 1,
            body(16 * 1024 + 1)
        );
        assert_problem(&server.send(chunked).await, 413, "what is sent in chunks counts the same");
    });
}

#[test]
fn a_form_larger_than_the_program_takes_is_a_413() {
    with_server(async |server| {
        let form = |size: usize| format!("method=GET&path=basic/&body={}", "x".repeat(size));
        let fields = ["Content-Type: application/x-www-form-urlencoded"];
        let fits = server.send(message("POST", "/play/send", &fields, &form(40_000))).await;
        assert_eq!(fits.status, 303, "{fits:?}");
        let large = server.send(message("POST", "/play/send", &fields, &form(192 * 1024))).await;
        assert_problem(&large, 413, "the form");
        // Of a flood not all is read: the answer may be lost with the connection.
        let mut connection = Connection::open(server.address).await;
        connection.try_send(message("POST", "/play/send", &fields, &form(3 * 1024 * 1024))).await;
        if let Some(answer) = connection.answer(false).await {
            assert_problem(&answer, 413, "the flood");
        }
    });
}

#[test]
fn a_body_that_would_have_to_be_unpacked_is_a_415() {
    with_server(async |server| {
        let lab = server.lab().await;
        let targets = [
            ("POST", "/demo/token".to_owned()),
            ("POST", "/demo/basic/".to_owned()),
            ("POST", format!("{}token", lab.base)),
            ("POST", "/play/send".to_owned()),
            ("POST", "/theme".to_owned()),
            ("PUT", format!("/api/labs/{}/clock", lab.name)),
            ("POST", "/httpbin/status/200".to_owned()),
        ];
        for (method, target) in &targets {
            for (field, is_coding) in [
                ("Content-Encoding: gzip", true),
                ("content-encoding: BR", true),
                ("Content-Encoding: gzip, identity", true),
                ("Content-Type: multipart/form-data; boundary=x", false),
                ("Content-Type: Multipart/mixed", false),
            ] {
                let answer = server.send(message(method, target, &[field, &lab.cookie], "sub=alice")).await;
                assert_problem(&answer, 415, &format!("{target} {field}"));
                let is_door = target.starts_with("/demo") || target.starts_with("/lab");
                if is_coding && is_door {
                    // RFC 9110 15.5.16
                    assert_eq!(answer.field("accept-encoding"), Some("identity"), "{target} {field}");
                }
            }
        }
        let plain = server.form("/demo/token", &["Content-Encoding: identity"], &[("sub", "alice")]).await;
        assert_eq!(plain.status, 200);
        let none = server.request("GET", "/demo/optional/", &["Content-Encoding: gzip"]).await;
        assert_eq!(none.status, 200, "where there is no body, there is nothing to unpack");
    });
}

#[test]
fn each_size_is_an_option() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&[
            "--target-bytes",
            "60",
            "--field-bytes",
            "100",
            "--fields",
            "4",
            "--body-bytes",
            "9",
            "--api-body-bytes",
            "22",
            "--form-bytes",
            "20",
        ])
        .await;
        let lab = server.lab().await;
        let clock = format!("/api/labs/{}/clock", lab.name);
        let x = |size: usize| format!("X: {}", "x".repeat(size));
        for (method, target, field, body, status) in [
            ("GET", format!("/demo/optional/?{}", "x".repeat(44)), x(1), "", 200),
            ("GET", format!("/demo/optional/?{}", "x".repeat(45)), x(1), "", 414),
            ("GET", "/demo/optional/".to_owned(), x(100), "", 200),
            ("GET", "/demo/optional/".to_owned(), x(101), "", 431),
            ("GET", "/demo/optional/".to_owned(), "A: 1\r\nB: 2\r\nC: 3".to_owned(), "", 200),
            ("GET", "/demo/optional/".to_owned(), "A: 1\r\nB: 2\r\nC: 3\r\nD: 4".to_owned(), "", 431),
            ("POST", "/demo/token".to_owned(), x(1), "sub=alice", 200),
            ("POST", "/demo/token".to_owned(), x(1), "sub=alice&", 413),
            ("POST", "/theme".to_owned(), x(1), "theme=dark&back=/lon", 415),
            ("POST", "/theme".to_owned(), x(1), "theme=dark&back=/long", 413),
        ] {
            let answer = server.send(message(method, &target, &[&field], body)).await;
            assert_eq!(answer.status, status, "{method} {target} {field} {body}");
        }
        let json = [lab.cookie.as_str(), "Content-Type: application/json"];
        for (body, status) in [("{\"offset_seconds\":600}", 200), ("{\"offset_seconds\":6000}", 413)] {
            assert_eq!(server.send(message("PUT", &clock, &json, body)).await.status, status, "{body}");
        }
    });
}
