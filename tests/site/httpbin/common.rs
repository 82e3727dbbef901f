//! What holds at every address at once.

use knock::httpbin::ENDPOINTS;

use super::{ask, detail};
use crate::client::Connection;
use crate::doors::cases::without_nonces;
use crate::support::{Answer, message, with_server};

/// An address of the family, one that answers 200 or 302 to everybody where there is one.
fn example(path: &str) -> String {
    path.replace("{codes}", "200")
        .replace("{qop}", "auth")
        .replace("{algorithm}", "SHA-256")
        .replace("{stale_after}", "never")
        .replace("{user}", "ann")
        .replace("{password}", "secret")
        .replace("{name}", "flavour")
        .replace("{value}", "oat")
}

fn assert_common_lines(answer: &Answer, path: &str) {
    for line in [
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "X-Robots-Tag: noindex",
        "Content-Security-Policy: default-src 'none'; sandbox; frame-ancestors 'none'",
        "Referrer-Policy: no-referrer",
        "Cross-Origin-Resource-Policy: cross-origin",
    ] {
        let name = line.split(':').next().expect("a name");
        assert!(answer.lines().contains(&line), "{path}: {line} in {answer:?}");
        assert_eq!(answer.fields(name).len(), 1, "{path}: {name} once in {answer:?}");
    }
    let cors = [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-headers", "Authorization, Content-Type, X-API-Key"),
        (
            "access-control-expose-headers",
            "WWW-Authenticate, Authentication-Info, Retry-After, Location, Link, Knock-Exchange",
        ),
    ];
    for (name, value) in cors {
        let expected = if path.starts_with("cookies") { vec![] } else { vec![value] };
        assert_eq!(answer.fields(name), expected, "{path}: {name}");
    }
    for absent in ["Server", "Knock-Exchange", "Link", "Access-Control-Allow-Credentials"] {
        assert_eq!(answer.field(absent), None, "{path}");
    }
    let html = answer.field("content-type").is_some_and(|kind| kind.contains("html"));
    assert!(!html, "{path}: nothing here is a page");
}

#[test]
fn every_answer_has_the_common_lines_each_once() {
    with_server(async |server| {
        let own = ENDPOINTS.iter().map(|endpoint| example(endpoint.path));
        let more = ["nowhere", "status/401", "status/999", "basic-auth/%FF/x", "bearer/", "cookies/x"];
        for path in own.chain(more.map(str::to_owned)) {
            for fields in [&[][..], &["Authorization: Basic YW5uOnNlY3JldA=="], &["Accept: text/html"]] {
                for method in ["GET", "OPTIONS", "BREW"] {
                    let answer = server.request(method, &format!("/httpbin/{path}"), fields).await;
                    assert_common_lines(&answer, &path);
                }
            }
        }
    });
}

#[test]
fn options_and_wrong_methods_name_the_right_ones() {
    with_server(async |server| {
        for endpoint in ENDPOINTS {
            let target = format!("/httpbin/{}", example(endpoint.path));
            let preflight = ["Origin: http://elsewhere", "Access-Control-Request-Method: GET"];
            for fields in [&[][..], &["Authorization: Basic wrong"], &preflight] {
                let answer = server.request("OPTIONS", &target, fields).await;
                assert_eq!(answer.status, 204, "{target}");
                assert_eq!(answer.fields("allow"), [endpoint.allow], "{target}");
                assert_eq!(answer.fields("content-length"), [""; 0], "{target}");
                let with_cors = !target.starts_with("/httpbin/cookies");
                let methods = if with_cors { vec![endpoint.allow] } else { vec![] };
                assert_eq!(answer.fields("access-control-allow-methods"), methods, "{target}");
                assert!(answer.challenges().is_empty(), "{target}");
            }
            for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "get"] {
                if endpoint.allow.split(", ").any(|known| known == method) {
                    continue;
                }
                let answer = server.request(method, &target, &[]).await;
                assert_eq!((answer.status, answer.fields("allow")), (405, vec![endpoint.allow]), "{target}");
                assert!(answer.challenges().is_empty(), "{target}");
                detail(&answer);
            }
        }
    });
}

#[test]
fn head_has_the_fields_of_get_and_no_content() {
    with_server(async |server| {
        let paths = ENDPOINTS.iter().map(|endpoint| example(endpoint.path));
        for path in paths.chain(["status/401".to_owned(), "status/418".to_owned(), "nowhere".to_owned()]) {
            let target = format!("/httpbin/{path}");
            let mut connection = Connection::open(server.address).await;
            connection.send(message("HEAD", &target, &[], "")).await;
            let head = connection.answer(true).await.expect("an answer to HEAD");
            // Content after the head would be taken for the beginning of this answer.
            connection.send(message("GET", &target, &[], "")).await;
            let get = connection.answer(false).await.expect("an answer to GET");
            let lasting = |answer: &Answer| {
                let lines = answer.lines().into_iter().filter(|line| !line.starts_with("Date: "));
                lines.map(without_nonces).collect::<Vec<_>>()
            };
            assert_eq!((head.status, lasting(&head)), (get.status, lasting(&get)), "{target}");
            assert_eq!(get.fields("content-length"), [get.body.len().to_string()], "{target}");
        }
    });
}

#[test]
fn where_there_is_nothing_there_is_a_404() {
    with_server(async |server| {
        for path in [
            "nowhere",
            "status",
            "status/",
            "status/200/",
            "basic-auth/ann",
            "basic-auth/ann/secret/more",
            "BEARER",
            "bearer/",
            "../get",
            "cookies/set/flavour",
        ] {
            for method in ["GET", "POST", "OPTIONS", "BREW"] {
                let answer = server.request(method, &format!("/httpbin/{path}"), &[]).await;
                assert_eq!(answer.status, 404, "{method} {path}: {answer:?}");
                assert!(answer.challenges().is_empty(), "{path}");
                detail(&answer);
            }
        }
    });
}

#[test]
fn the_list_names_every_address() {
    with_server(async |server| {
        let moved = server.get("/httpbin").await;
        assert_eq!((moved.status, moved.field("location")), (308, Some("/httpbin/")));
        let list = ask(server, "", &[]).await.json();
        let addresses = list["addresses"].as_array().expect("a list");
        assert_eq!(addresses.len(), ENDPOINTS.len());
        for (address, endpoint) in addresses.iter().zip(ENDPOINTS) {
            assert_eq!(address["path"], format!("http://localhost:3000/httpbin/{}", endpoint.path));
            assert_eq!(address["methods"][0], "GET");
        }
    });
}

#[test]
fn a_body_may_have_64_kib() {
    with_server(async |server| {
        for (size, status) in [(0, 200), (1, 200), (64 * 1024, 200), (64 * 1024 + 1, 413)] {
            let body = "x".repeat(size);
            let answer = server.send(message("POST", "/httpbin/status/200", &[], &body)).await;
            assert_eq!(answer.status, status, "{size} bytes");
        }
        let broken = "POST /httpbin/status/200 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n";
        assert_eq!(server.send(broken).await.status, 400);
    });
}
