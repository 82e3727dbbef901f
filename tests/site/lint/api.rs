//! `POST /api/lint`.

use serde_json::{Value, json};

use super::{BARE, GOOD};
use crate::support::{Answer, Server, message, with_server};

async fn post(server: &Server, body: &str) -> Answer {
    server.send(message("POST", "/api/lint", &["Content-Type: application/json"], body)).await
}

async fn lint(server: &Server, texts: Value) -> Value {
    let answer = post(server, &texts.to_string()).await;
    assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/json")), "{answer:?}");
    assert_eq!(answer.fields("cache-control"), ["no-store"]);
    answer.json()
}

#[test]
fn a_note_says_everything_that_is_known() {
    with_server(async |server| {
        let report = lint(server, json!({ "response": BARE })).await;
        assert_eq!(
            (report["violations"].as_u64(), report["warnings"].as_u64(), report["hints"].as_u64()),
            (Some(1), Some(0), Some(0)),
            "{report}"
        );
        let note = &report["notes"][0];
        let expected = [
            ("rule", "bearer-bare"),
            ("level", "violation"),
            ("side", "response"),
            ("section", "RFC 6750 3"),
        ];
        for (key, value) in expected {
            assert_eq!(note[key], value, "{note}");
        }
        assert!(note["text"].as_str().is_some_and(|text| text.ends_with('.')), "{note}");
        assert!(note["remedy"].as_str().is_some_and(|text| text.contains("realm")), "{note}");
        assert_eq!(note["line"], json!({ "text": "WWW-Authenticate: Bearer", "start": 18, "end": 24 }));
        assert_eq!(
            (&note["exchange"], &report["exchanges"][0]["response"]),
            (&json!(1), &json!("HTTP/1.1 401 Unauthorized"))
        );
    });
}

#[test]
fn a_good_response_has_no_notes() {
    with_server(async |server| {
        let report = lint(server, json!({ "response": GOOD })).await;
        assert_eq!((&report["notes"], &report["violations"]), (&json!([]), &json!(0)));
    });
}

#[test]
fn a_request_lets_more_be_said() {
    with_server(async |server| {
        let response =
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error=\"invalid_token\"\r\n\r\n";
        let request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        let alone = lint(server, json!({ "response": response })).await;
        assert_eq!(alone["notes"], json!([]));
        for texts in [
            json!({ "response": response, "request": request }),
            json!({ "response": format!("{request}{response}"), "request": null }),
        ] {
            let report = lint(server, texts).await;
            assert_eq!(report["notes"][0]["rule"], "bearer-error-without-credentials", "{report}");
            assert_eq!(report["exchanges"][0]["request"], "GET / HTTP/1.1");
        }
    });
}

#[test]
fn each_of_several_exchanges_is_looked_at() {
    with_server(async |server| {
        let text = format!("HTTP/1.1 302 Found\n\n{GOOD}\n\n{BARE}");
        let report = lint(server, json!({ "response": text })).await;
        let notes: Vec<_> = report["notes"]
            .as_array()
            .expect("notes")
            .iter()
            .map(|note| (&note["exchange"], &note["rule"]))
            .collect();
        assert_eq!(notes, [(&json!(1), &json!("location-missing")), (&json!(3), &json!("bearer-bare"))]);
        assert_eq!(report["exchanges"].as_array().map(Vec::len), Some(3));
    });
}

#[test]
fn what_cannot_be_looked_at_is_a_problem_that_says_what_to_do() {
    with_server(async |server| {
        let large = json!({ "response": format!("{GOOD}{}", "x".repeat(16 * 1024)) }).to_string();
        let cases = [
            ("", 400, "JSON"),
            ("{", 400, "JSON"),
            ("[]", 400, "JSON"),
            ("{}", 400, "response"),
            ("{\"request\":\"GET / HTTP/1.1\"}", 400, "response"),
            ("{\"response\":401}", 400, "response"),
            ("{\"response\":\"HTTP/1.1 401\",\"respnose\":\"\"}", 400, "request"),
            ("{\"response\":\"\"}", 422, "nothing to read"),
            ("{\"response\":\"WWW-Authenticate: Bearer\"}", 422, "status line"),
            ("{\"response\":\"GET / HTTP/1.1\"}", 422, "no response"),
            ("{\"response\":\"HTTP/1.1 401\",\"request\":\"\"}", 422, "request line"),
            (
                "{\"response\":\"HTTP/1.1 302\\n\\nHTTP/1.1 200\",\"request\":\"GET / HTTP/1.1\"}",
                422,
                "one response",
            ),
            (&large, 413, "larger"),
        ];
        for (body, status, says) in cases {
            let answer = post(server, body).await;
            let problem = answer.json();
            let what = &body[..body.len().min(60)];
            assert_eq!((answer.status, problem["status"].as_u64()), (status, Some(status.into())), "{what}");
            assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{what}");
            assert!(
                problem["detail"].as_str().is_some_and(|detail| detail.contains(says)),
                "{what}: {problem}"
            );
        }
        let form = server.form("/api/lint", &[], &[("response", GOOD)]).await;
        assert_eq!(form.status, 400, "a form is not JSON");
        for method in ["GET", "PUT", "DELETE"] {
            let answer = server.request(method, "/api/lint", &[]).await;
            assert_eq!((answer.status, answer.field("allow")), (405, Some("POST")), "{method}");
        }
    });
}

#[test]
fn a_text_made_to_be_slow_is_answered_like_any_other() {
    with_server(async |server| {
        let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
        for text in [
            format!("HTTP/1.1 401\nWWW-Authenticate: {}\n", many("a,", 14_000)),
            format!("HTTP/1.1 401\nWWW-Authenticate: Digest {}\n", many("a=b@,", 14_000)),
            format!("HTTP/1.1 401\n{}", many("WWW-Authenticate: Basic a=b\n", 5_000)),
            format!("HTTP/1.1 401\n{}\n", many("a: b\n", 12_000)),
            format!("HTTP/1.1 200\nContent-Length: 9\n\n{}", many("a\n", 9_000)),
        ] {
            let body = serde_json::json!({ "response": text }).to_string();
            let answer =
                server.send(message("POST", "/api/lint", &["Content-Type: application/json"], &body)).await;
            assert!(matches!(answer.status, 200 | 422), "{}: {answer:?}", &text[..40]);
        }
        // The form takes more, and a head that goes on for ever ends where fields end.
        let head = format!("HTTP/1.1 200\n{}", many("a\n", 80_000));
        let answer = server.form("/lint", &[], &[("text", &head)]).await;
        assert_eq!(answer.status, 422, "too many fields");
    });
}
