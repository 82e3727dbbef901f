//! `headers` and `get`: the request, told back in httpbin's shape.

use serde_json::json;

use super::ask;
use crate::support::with_server;

#[test]
fn the_header_fields_come_back_with_their_words_capitalised() {
    with_server(async |server| {
        let fields = [
            "user-agent: tests",
            "ACCEPT: */*",
            "x-api-key: live",
            "X-Twice: one",
            "x-twice: two",
            "X-Empty:",
            "X-Utf8: zoë",
            "X-Html: <script>\"\\",
        ];
        for path in ["headers", "get"] {
            let answer = ask(server, path, &fields).await;
            assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/json")));
            let expected = json!({
                "Host": "localhost:3000",
                "User-Agent": "tests",
                "Accept": "*/*",
                "X-Api-Key": "live",
                "X-Twice": "one,two",
                "X-Empty": "",
                "X-Utf8": "zoë",
                "X-Html": "<script>\"\\",
            });
            assert_eq!(answer.json()["headers"], expected, "{path}");
            assert!(answer.body.ends_with(b"}\n"));
        }
        let only = ask(server, "headers", &[]).await.json();
        assert_eq!(only, json!({ "headers": { "Host": "localhost:3000" } }));
        let latin =
            [b"GET /httpbin/headers HTTP/1.1\r\nHost: localhost\r\nX-Latin: zo\xEB\r\n\r\n".as_slice()];
        let answer = server.send(latin.concat()).await;
        assert_eq!(answer.json()["headers"]["X-Latin"], "zo\u{FFFD}");
    });
}

#[test]
fn a_get_tells_query_address_and_sender_too() {
    with_server(async |server| {
        let cases = [
            ("get", json!({})),
            ("get?", json!({})),
            ("get?a=1&b=2", json!({ "a": "1", "b": "2" })),
            ("get?a=1&b=2&a=3&a=", json!({ "a": ["1", "3", ""], "b": "2" })),
            ("get?flag", json!({ "flag": "" })),
            ("get?q=a+b%20c%C3%AB&%26=%3D", json!({ "q": "a b cë", "&": "=" })),
        ];
        for (path, args) in cases {
            let told = ask(server, path, &["X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"]).await;
            let told = told.json();
            let mut names: Vec<_> = told.as_object().expect("an object").keys().collect();
            names.sort();
            assert_eq!(names, ["args", "headers", "origin", "url"]);
            assert_eq!(told["args"], args, "{path}");
            assert_eq!(told["origin"], "127.0.0.1", "{path}: a proxy that nobody configured is not believed");
            assert_eq!(told["url"], format!("http://localhost:3000/httpbin/{path}"), "{path}");
        }
    });
}

#[test]
fn what_proxies_write_is_told_to_who_asks_for_it() {
    with_server(async |server| {
        let fields = ["X-Forwarded-For: 203.0.113.7", "Via: 1.1 proxy", "X-Request-Id: 7", "X-Own: 1"];
        for path in ["headers", "get"] {
            let hidden = ask(server, path, &fields).await.json();
            assert_eq!(hidden["headers"], json!({ "Host": "localhost:3000", "X-Own": "1" }), "{path}");
            for query in ["?show_env=1", "?show_env"] {
                let shown = ask(server, &format!("{path}{query}"), &fields).await.json();
                let mut names: Vec<_> = shown["headers"].as_object().expect("an object").keys().collect();
                names.sort();
                assert_eq!(
                    names,
                    ["Host", "Via", "X-Forwarded-For", "X-Own", "X-Request-Id"],
                    "{path}{query}"
                );
            }
        }
    });
}

#[test]
fn the_cookie_that_opens_a_lab_is_not_told_to_scripts() {
    with_server(async |server| {
        let lab = server.lab().await;
        let secret = lab.cookie.split_once('=').expect("a pair").1;
        for (line, seen) in [
            (lab.cookie.clone(), None),
            (format!("{}; flavour=oat", lab.cookie), Some("flavour=oat")),
            (
                format!("Cookie: a=1;{}; b=2; __Host-knock_lab=x", &lab.cookie["Cookie:".len()..]),
                Some("a=1; b=2"),
            ),
        ] {
            for path in ["headers", "get", "cookies"] {
                let answer = ask(server, path, &[&line, "Cookie: knock_theme=dark"]).await;
                assert!(!answer.text().contains(secret), "{path}: {}", answer.text());
                assert!(!answer.text().contains("knock_"), "{path}: {}", answer.text());
                if path != "cookies" {
                    assert_eq!(answer.json()["headers"]["Cookie"].as_str(), seen, "{path}");
                }
            }
        }
    });
}
