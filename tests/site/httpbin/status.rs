//! `status/{codes}`: every status that can be an answer, with the fields without which it is not legal.

use std::collections::BTreeMap;

use super::{ask, detail};
use crate::support::with_server;

#[test]
fn every_final_status_can_be_had() {
    with_server(async |server| {
        for code in 200..600_u16 {
            let answer = ask(server, &format!("status/{code}"), &[]).await;
            assert_eq!(answer.status, code);
            let without_content = matches!(code, 204 | 304);
            assert_eq!(answer.field("content-length").is_none(), without_content, "{code}: {answer:?}");
            if code < 400 && code != 206 {
                assert!(answer.body.is_empty(), "{code}: httpbin sends nothing either");
            } else {
                assert_eq!(answer.field("content-type"), Some("text/plain; charset=utf-8"), "{code}");
            }
            if code >= 400 && code != 418 {
                assert!(answer.text().starts_with(&code.to_string()), "{code}: {}", answer.text());
            }
            let reason = answer.head.lines().next().expect("a status line").get(13..).unwrap_or_default();
            assert!(!reason.is_empty() && !reason.contains('<'), "{}", answer.head);
        }
    });
}

#[test]
fn a_status_comes_with_the_fields_that_make_it_legal() {
    with_server(async |server| {
        let challenge = "Basic realm=\"httpbin/status\", charset=\"UTF-8\"";
        let cases: &[(u16, &[&str])] = &[
            (200, &[]),
            (206, &["Content-Range: bytes 0-3/4"]),
            (300, &["Location: /httpbin/get"]),
            (301, &["Location: /httpbin/get"]),
            (302, &["Location: /httpbin/get"]),
            (303, &["Location: /httpbin/get"]),
            (304, &[]),
            (305, &["Location: /httpbin/get"]),
            (307, &["Location: /httpbin/get"]),
            (308, &["Location: /httpbin/get"]),
            (401, &[&format!("WWW-Authenticate: {challenge}")]),
            (403, &[]),
            (405, &["Allow: OPTIONS"]),
            (407, &[&format!("Proxy-Authenticate: {challenge}")]),
            (416, &["Content-Range: bytes */0"]),
            (418, &["X-More-Info: https://www.rfc-editor.org/rfc/rfc2324"]),
            (426, &["Upgrade: websocket", "Connection: upgrade"]),
            (503, &[]),
        ];
        let told =
            ["Content-Range", "Location", "WWW-", "Allow:", "Proxy-", "X-More", "Upgrade", "Connection"];
        for (code, expected) in cases {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"] {
                let answer = server.request(method, &format!("/httpbin/status/{code}"), &[]).await;
                let lines = answer.lines();
                let seen: Vec<_> =
                    lines.iter().filter(|line| told.iter().any(|name| line.starts_with(name))).collect();
                assert_eq!(seen, expected.iter().collect::<Vec<_>>(), "{method} {code}");
            }
        }
        assert!(ask(server, "status/418", &[]).await.text().contains("teapot"));
        // What 206 says about its content is true.
        assert_eq!(ask(server, "status/206", &[]).await.body.len(), 4);
    });
}

#[test]
fn what_is_no_status_is_refused_with_a_sentence() {
    with_server(async |server| {
        let cases = [
            ("100", "begins with 1"),
            ("101", "begins with 1"),
            ("199", "begins with 1"),
            ("200,102", "begins with 1"),
            ("099", "none above 599"),
            ("000", "none above 599"),
            ("600", "none above 599"),
            ("999", "none above 599"),
            ("200,600:2", "none above 599"),
            ("0200", "three digits"),
            ("20", "three digits"),
            ("+20", "three digits"),
            ("-200", "three digits"),
            ("2e2", "three digits"),
            ("4!9", "three digits"),
            ("OK", "three digits"),
            ("%32%30%30x", "three digits"),
            ("%D9%A2%D9%A0%D9%A0", "three digits"),
            ("200,", "three digits"),
            (",200", "three digits"),
            ("200,402,foo", "three digits"),
            ("200:", "three digits"),
            ("200:x", "three digits"),
            ("200:-1,500", "three digits"),
            ("200:inf", "three digits"),
            ("200:nan", "three digits"),
            ("200:1:2", "three digits"),
            ("200:0", "larger than zero"),
            ("200:0,500:0", "larger than zero"),
            ("%FF", "percent signs"),
        ];
        for (codes, sentence) in cases {
            let answer = ask(server, &format!("status/{codes}"), &[]).await;
            assert_eq!(answer.status, 400, "{codes}: {answer:?}");
            assert!(detail(&answer).contains(sentence), "{codes}: {}", detail(&answer));
        }
    });
}

#[test]
fn one_of_several_is_picked_by_weight() {
    with_server(async |server| {
        let mut seen = BTreeMap::new();
        for _ in 0..400 {
            let answer = ask(server, "status/200:6,404:0.5,500:3.5,503:0", &[]).await;
            *seen.entry(answer.status).or_insert(0) += 1;
        }
        // Each bound is more than seven standard deviations from what is expected: 240, 20, 140.
        assert!((165..=315).contains(seen.get(&200).unwrap_or(&0)), "{seen:?}");
        assert!((1..=55).contains(seen.get(&404).unwrap_or(&0)), "{seen:?}");
        assert!((70..=210).contains(seen.get(&500).unwrap_or(&0)), "{seen:?}");
        assert_eq!(seen.get(&503), None, "what weighs nothing never comes");
    });
}
