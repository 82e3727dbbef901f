//! `cookies…`: set, deleted and listed, and never for the rest of the site.

use knock::labs::Bounds;
use serde_json::json;

use super::{ask, detail};
use crate::support::{RUNTIME, Server, with_server};

const KEPT: &str = "Path=/httpbin; HttpOnly; SameSite=Lax";

#[test]
fn the_cookies_of_the_request_are_listed() {
    with_server(async |server| {
        let cases: &[(&[&str], serde_json::Value)] = &[
            (&[], json!({})),
            (&["Cookie: a=1"], json!({ "a": "1" })),
            (&["Cookie: a=1; b=x=y; c="], json!({ "a": "1", "b": "x=y", "c": "" })),
            (&["Cookie: a=1", "Cookie: b=2"], json!({ "a": "1", "b": "2" })),
            (&["Cookie: a=\"quoted\""], json!({ "a": "\"quoted\"" })),
            (&["Cookie: nonsense"], json!({})),
            (&["Cookie: ;; ;a=1;"], json!({ "a": "1" })),
        ];
        for (fields, cookies) in cases {
            let answer = ask(server, "cookies", fields).await;
            assert_eq!((answer.status, answer.json()), (200, json!({ "cookies": cookies })), "{fields:?}");
        }
    });
}

#[test]
fn cookies_are_set_and_deleted_below_httpbin_only() {
    with_server(async |server| {
        let deleted = "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        let cases: &[(&str, &[&str])] = &[
            ("cookies/set", &[]),
            ("cookies/set?a=1", &["a=1"]),
            ("cookies/set?a=1&b=two&c=", &["a=1", "b=two", "c="]),
            ("cookies/set?a=%22bar:baz%22", &["a=\"bar:baz\""]),
            ("cookies/set?a=b%3Dc", &["a=b=c"]),
            ("cookies/set/flavour/oat", &["flavour=oat"]),
            ("cookies/delete", &[]),
            ("cookies/delete?a=1&b", &["a=", "b="]),
        ];
        for (path, pairs) in cases {
            let answer = ask(server, path, &[]).await;
            assert_eq!((answer.status, answer.fields("location")), (302, vec!["/httpbin/cookies"]), "{path}");
            let more = if path.contains("delete") { format!("{KEPT}; {deleted}") } else { KEPT.to_owned() };
            let expected: Vec<_> = pairs.iter().map(|pair| format!("{pair}; {more}")).collect();
            assert_eq!(answer.fields("set-cookie"), expected, "{path}");
        }
    });
}

#[test]
fn what_is_no_cookie_or_belongs_to_the_site_is_refused() {
    with_server(async |server| {
        let cases = [
            ("set?a%20b=1", "is a token"),
            ("set?=1", "is a token"),
            ("set?zo%C3%AB=1", "is a token"),
            ("set?a%3Bb=1", "is a token"),
            ("set?a=1&a%0D%0A=2", "is a token"),
            ("delete?a%3B%20Domain=x", "is a token"),
            ("set/a%20b/1", "is a token"),
            ("set?a=x%3B%20Domain%3Dexample.com", "value holds no"),
            ("set?a=x%0D%0ASet-Cookie:%20b=1", "value holds no"),
            ("set?a=one+two", "value holds no"),
            ("set?a=%22", "value holds no"),
            ("set?a=%22x", "value holds no"),
            ("set?a=x%22y", "value holds no"),
            ("set?a=1,2", "value holds no"),
            ("set?a=%5C", "value holds no"),
            ("set?a=%C3%AB", "value holds no"),
            ("set?a=%00", "value holds no"),
            ("set/a/b%3Bc", "value holds no"),
            ("set?knock_lab=x", "belong to the site"),
            ("set?good=1&knock_theme=dark", "belong to the site"),
            ("set?__Host-knock_lab=x", "belong to the site"),
            ("set/knock_lab/x", "belong to the site"),
            ("delete?knock_lab", "belong to the site"),
            ("set/%FF/x", "percent signs"),
        ];
        for (path, sentence) in cases {
            let answer = ask(server, &format!("cookies/{path}"), &[]).await;
            assert_eq!((answer.status, answer.field("set-cookie")), (400, None), "{path}: {answer:?}");
            assert!(detail(&answer).contains(sentence), "{path}: {}", detail(&answer));
        }
    });
}

#[test]
fn over_tls_a_cookie_is_secure() {
    RUNTIME.block_on(async {
        let server = Server::start(&["--origin", "https://knock.example"], Bounds::default()).await;
        let answer = ask(&server, "cookies/set?a=1", &[]).await;
        assert_eq!(answer.fields("set-cookie"), [format!("a=1; {KEPT}; Secure")]);
        let told = ask(&server, "get?x", &[]).await.json();
        assert_eq!(told["url"], "https://knock.example/httpbin/get?x");
    });
}
