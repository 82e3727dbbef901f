//! What every answer of ours has, whoever made it and whatever its status.

use std::collections::BTreeSet;

use knock::demo::endpoints;
use knock::httpbin;

use crate::client::Connection;
use crate::support::{Answer, RUNTIME, Server, message, with_server};

/// What is missing from an answer, or there although it must not be.
fn faults(target: &str, answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |name: &str, fits: &dyn Fn(&str) -> bool| {
        let values = answer.fields(name);
        if !matches!(values[..], [value] if fits(value)) {
            faults.push(format!("{name}: {values:?}"));
        }
    };
    must("x-content-type-options", &|value| value == "nosniff");
    must("content-security-policy", &|value| value.contains("default-src 'none'"));
    must("content-security-policy", &|value| value.contains("frame-ancestors 'none'"));
    must("cross-origin-resource-policy", &|value| matches!(value, "same-origin" | "cross-origin"));
    must("referrer-policy", &|value| {
        matches!(value, "no-referrer" | "same-origin" | "strict-origin-when-cross-origin")
    });
    let is_demo = ["/demo/", "/lab/", "/httpbin/"].iter().any(|start| target.starts_with(start));
    if is_demo {
        // A form that people fill in needs a little more than nothing.
        let has_form = target.contains("/session/login") || target.contains("/soft-401/");
        must("content-security-policy", &|value| {
            value == "default-src 'none'; sandbox; frame-ancestors 'none'"
                || has_form && value.contains("sandbox")
        });
        must("referrer-policy", &|value| value == "no-referrer" || has_form && value == "same-origin");
        must("x-robots-tag", &|value| value == "noindex");
    }
    if !answer.body.is_empty() {
        must("content-type", &|value| {
            // JSON is always UTF-8 (RFC 8259 8.1), and so is a stream of events.
            !value.starts_with("text/") || value.ends_with("; charset=utf-8") || value == "text/event-stream"
        });
    }
    for name in ["server", "x-powered-by", "strict-transport-security"] {
        if answer.field(name).is_some() {
            faults.push(format!("it says {name}"));
        }
    }
    faults
}

/// Requests to every route, with what makes them answer in as many ways as they can.
async fn requests(server: &Server) -> Vec<(&'static str, String, Vec<String>, &'static str)> {
    let lab = server.lab().await;
    let knocked = lab.knock("GET", "basic/", &[]).await;
    let exchange = knocked.field("knock-exchange").expect("an id").to_owned();
    let mut targets: Vec<String> = Vec::new();
    for endpoint in endpoints() {
        let path = endpoint.path.replace("{run}", "1").replace("{id}", "1");
        targets.extend([format!("/demo/{path}"), format!("{}{path}", lab.base), format!("/lab/x/{path}")]);
    }
    for endpoint in httpbin::ENDPOINTS {
        let path = endpoint.path.replace("{codes}", "418").replace(['{', '}'], "");
        targets.push(format!("/httpbin/{path}"));
    }
    targets.extend(crate::pages::sitemap(server).await);
    let own = format!("/api/labs/{}", lab.name);
    for target in [
        "/401",
        "/no/such/page",
        "/assets/missing.css",
        "/favicon.svg",
        "/codes?class=4",
        "/codes/401.md",
        "/sitemap.xml",
        "/robots.txt",
        "/livez",
        "/readyz",
        "/metrics",
        "/play/send",
        "/theme",
        "/x/abc",
        "/httpbin",
        "/httpbin/nowhere",
        "/demo",
        "/demo/nowhere",
        "/.well-known/oauth-protected-resource/demo/bearer-discovery/",
        "/.well-known/nothing",
        "/api/labs",
        "/api/nowhere",
        "/api/codes",
        "/api/codes/401",
        "/api/codes/999",
        "/api/labs/x/exchanges",
        &format!("/x/{exchange}"),
        &format!("/x/{exchange}/nothing"),
        &format!("{own}/exchanges"),
        &format!("{own}/exchanges?after=x"),
        &format!("{own}/exchanges/{exchange}"),
        &format!("{own}/exchanges/{exchange}.har"),
        &format!("{own}/exchanges/{exchange}.txt"),
        &format!("{own}/clock"),
    ] {
        targets.push(target.to_owned());
    }
    let mut requests = Vec::new();
    for target in targets {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"] {
            let body = if matches!(method, "POST" | "PUT") { "{\"offset_seconds\": 0}" } else { "" };
            requests.push((method, target.clone(), vec![lab.cookie.clone()], body));
        }
        for fields in [
            vec!["Accept: text/html".to_owned()],
            vec![format!("X-Long: {}", "x".repeat(8193))],
            vec!["Origin: http://evil.example".to_owned(), lab.cookie.clone()],
            vec!["Content-Encoding: gzip".to_owned()],
        ] {
            requests.push(("POST", target.clone(), fields, "sub=alice"));
        }
        requests.push(("GET", format!("{target}?{}", "x".repeat(4096)), Vec::new(), ""));
    }
    requests
}

#[test]
fn every_answer_of_every_route_has_the_floor() {
    with_server(async |server| {
        let (mut bare, mut statuses) = (Vec::new(), BTreeSet::new());
        let mut connection = Connection::open(server.address).await;
        for (method, target, fields, body) in requests(server).await {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let request = message(method, &target, &fields, body);
            connection.try_send(&request).await;
            let answer = match connection.answer(method == "HEAD").await {
                Some(answer) => answer,
                // The answer before was the connection's last.
                None => {
                    connection = Connection::open(server.address).await;
                    connection.send(&request).await;
                    connection.answer(method == "HEAD").await.expect("an answer")
                }
            };
            if answer.field("connection") == Some("close") {
                connection = Connection::open(server.address).await;
            }
            statuses.insert(answer.status);
            let faults = faults(&target, &answer);
            if !faults.is_empty() {
                let target = &target[..target.len().min(60)];
                bare.push(format!("{method} {target} → {}: {}", answer.status, faults.join(", ")));
            }
        }
        assert!(bare.is_empty(), "{} answers: {:#?}", bare.len(), &bare[..bare.len().min(30)]);
        for status in [200, 204, 303, 308, 400, 401, 403, 404, 405, 414, 415, 418, 431] {
            assert!(statuses.contains(&status), "nothing answered {status}: {statuses:?}");
        }
    });
}

#[test]
fn what_is_refused_before_every_route_has_it_too() {
    with_server(async |server| {
        for (lines, status) in [("", 400), ("Host: evil.example\r\n", 421), ("Host: a\r\nHost: b\r\n", 400)] {
            for target in ["/?host=", "/demo/basic/?host=", "/api/labs?host=", "/httpbin/get?host="] {
                let answer = server.send(format!("GET {target} HTTP/1.1\r\n{lines}\r\n")).await;
                assert_eq!((answer.status, faults(target, &answer)), (status, vec![]), "{target} {lines}");
            }
        }
    });
}

#[test]
fn only_who_is_known_to_be_behind_tls_asks_for_it_for_ever() {
    RUNTIME.block_on(async {
        for (origin, expected) in
            [("https://knock.example", Some("max-age=31536000")), ("http://knock.example", None)]
        {
            let server = Server::start_limited(&["--origin", origin]).await;
            for target in ["/", "/demo/basic/", "/api/labs", "/httpbin/get", "/nowhere", "/livez"] {
                let answer = server.get(target).await;
                assert_eq!(answer.field("strict-transport-security"), expected, "{origin} {target}");
            }
        }
    });
}
