//! An exchange as an HTTP archive: what HAR 1.2 requires is there, and it says what was on the wire.

use serde_json::{Value, json};

use crate::html::tags;
use crate::support::{Answer, Lab, message, with_server};

async fn archive(lab: &Lab<'_>, answer: &Answer) -> Value {
    let id = answer.field("knock-exchange").expect("an id");
    let archive = lab.api("GET", &format!("/exchanges/{id}.har"), "").await;
    assert_eq!((archive.status, archive.field("content-type")), (200, Some("application/json")));
    assert_eq!(archive.fields("cache-control"), ["no-store"]);
    let archive = archive.json();
    assert_required(&archive);
    archive
}

/// What the format does not let anybody leave out, with its types.
const REQUIRED: &[(&str, &str)] = &[
    ("/log/version", "string"),
    ("/log/creator/name", "string"),
    ("/log/creator/version", "string"),
    ("/log/entries/0/startedDateTime", "string"),
    ("/log/entries/0/time", "number"),
    ("/log/entries/0/request/method", "string"),
    ("/log/entries/0/request/url", "string"),
    ("/log/entries/0/request/httpVersion", "string"),
    ("/log/entries/0/request/cookies", "array"),
    ("/log/entries/0/request/headers", "array"),
    ("/log/entries/0/request/queryString", "array"),
    ("/log/entries/0/request/headersSize", "number"),
    ("/log/entries/0/request/bodySize", "number"),
    ("/log/entries/0/response/status", "number"),
    ("/log/entries/0/response/statusText", "string"),
    ("/log/entries/0/response/httpVersion", "string"),
    ("/log/entries/0/response/cookies", "array"),
    ("/log/entries/0/response/headers", "array"),
    ("/log/entries/0/response/content/size", "number"),
    ("/log/entries/0/response/content/mimeType", "string"),
    ("/log/entries/0/response/redirectURL", "string"),
    ("/log/entries/0/response/headersSize", "number"),
    ("/log/entries/0/response/bodySize", "number"),
    ("/log/entries/0/cache", "object"),
    ("/log/entries/0/timings/send", "number"),
    ("/log/entries/0/timings/wait", "number"),
    ("/log/entries/0/timings/receive", "number"),
];

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn assert_required(archive: &Value) {
    for (place, expected) in REQUIRED {
        let found = archive.pointer(place).unwrap_or_else(|| panic!("no {place} in {archive:#}"));
        assert_eq!(kind(found), *expected, "{place}");
    }
    assert_eq!(archive["log"]["version"], "1.2");
    let entry = &archive["log"]["entries"][0];
    let timings = &entry["timings"];
    let sum: f64 = ["send", "wait", "receive"].iter().filter_map(|part| timings[part].as_f64()).sum();
    assert_eq!(entry["time"].as_f64(), Some(sum), "the time is the sum of its parts");
    let started = entry["startedDateTime"].as_str().expect("a time");
    assert!(started.contains('T') && started.ends_with('Z'), "{started}");
    for list in [
        "/request/cookies",
        "/request/headers",
        "/request/queryString",
        "/response/cookies",
        "/response/headers",
    ] {
        for pair in entry.pointer(list).and_then(Value::as_array).expect("a list") {
            assert_eq!((kind(&pair["name"]), kind(&pair["value"])), ("string", "string"), "{list}: {pair}");
        }
    }
    if let Some(posted) = entry["request"].get("postData") {
        assert_eq!(
            (kind(&posted["mimeType"]), kind(&posted["text"]), kind(&posted["params"])),
            ("string", "string", "array")
        );
    }
}

#[test]
fn an_archive_says_what_was_on_the_wire() {
    with_server(async |server| {
        let lab = server.lab().await;
        let fields = [
            "x-CASE: 1",
            "X-Twice: a",
            "x-twice: b",
            "Content-Type: application/x-www-form-urlencoded",
            "Cookie: a=b; c=d",
        ];
        let request =
            message("POST", &format!("{}token?q=a+b&q=%22", lab.base), &fields, "sub=alice&scope=x+y");
        let answer = server.send(&request).await;
        let archive = archive(&lab, &answer).await;
        let (asked, answered) =
            (&archive["log"]["entries"][0]["request"], &archive["log"]["entries"][0]["response"]);
        assert_eq!(asked["url"], format!("http://localhost:3000{}token?q=a+b&q=%22", lab.base));
        assert_eq!((&asked["method"], &asked["httpVersion"]), (&json!("POST"), &json!("HTTP/1.1")));
        assert_eq!(
            asked["queryString"],
            json!([{"name": "q", "value": "a b"}, {"name": "q", "value": "\""}])
        );
        let names: Vec<&str> = asked["headers"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(
            names,
            ["Host", "x-CASE", "X-Twice", "x-twice", "Content-Type", "Cookie", "Content-Length"]
        );
        assert_eq!(
            asked["cookies"],
            json!([{"name": "a", "value": "*"}, {"name": "c", "value": "*"}]),
            "masked, as in the log"
        );
        assert_eq!(
            asked["postData"]["params"],
            json!([{"name": "sub", "value": "alice"}, {"name": "scope", "value": "x y"}])
        );
        assert_eq!(asked["postData"]["text"], "sub=alice&scope=x+y");
        assert_eq!(
            (asked["headersSize"].as_u64(), asked["bodySize"].as_u64()),
            (Some(request.len() as u64 - 19), Some(19))
        );
        assert_eq!((answered["status"].as_u64(), &answered["statusText"]), (Some(200), &json!("OK")));
        assert_eq!(answered["content"]["text"].as_str(), Some(answer.text().as_str()));
        assert_eq!(answered["content"]["mimeType"].as_str(), answer.field("content-type"));
        assert_eq!(answered["content"]["size"].as_u64(), Some(answer.body.len() as u64));
        assert_eq!(answered["headersSize"].as_u64(), Some(answer.head.len() as u64));
        assert_eq!(answered["headers"].as_array().map(Vec::len), Some(answer.lines().len()));
    });
}

#[test]
fn every_kind_of_exchange_makes_a_complete_archive() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (method, path, fields) in [
            ("GET", "basic/", &[][..]),
            ("GET", "basic/", &["Accept: text/html", "Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="]),
            ("HEAD", "basic/", &[]),
            ("OPTIONS", "basic/", &[]),
            ("GET", "basic?a=b", &[]),
            ("GET", "nowhere/?%zz&=&a", &["Cookie: nameless"]),
            ("BREW", "basic/", &[]),
        ] {
            let answer = lab.knock(method, path, fields).await;
            let archive = archive(&lab, &answer).await;
            let response = &archive["log"]["entries"][0]["response"];
            assert_eq!(response["status"].as_u64(), Some(answer.status.into()), "{method} {path}");
            assert_eq!(response["redirectURL"].as_str(), Some(answer.field("location").unwrap_or_default()));
        }
    });
}

#[test]
fn a_body_that_is_no_text_and_one_that_is_long_are_told_honestly() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut request = format!(
            "POST {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 20000\r\n\r\n",
            lab.base
        )
        .into_bytes();
        request.extend(std::iter::repeat_n(0xff, 20_000));
        let answer = server.send(&request).await;
        let archive = archive(&lab, &answer).await;
        let asked = &archive["log"]["entries"][0]["request"];
        assert_eq!(asked["bodySize"].as_u64(), Some(20_000));
        assert_eq!(asked["postData"]["comment"], "Only the beginning was kept.");
        assert!(asked["postData"]["text"].as_str().is_some_and(|text| text.starts_with("\\xFF\\xFF")));
    });
}

#[test]
fn nobody_else_gets_an_archive() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let answer = lab.knock("GET", "basic/", &[]).await;
        let id = answer.field("knock-exchange").expect("an id");
        for ending in [".har", ".txt", ""] {
            let target = format!("/api/labs/{}/exchanges/{id}{ending}", lab.name);
            for fields in [&[][..], &[other.cookie.as_str()]] {
                assert_eq!(server.request("GET", &target, fields).await.status, 404, "{target}");
            }
            let elsewhere = other.api("GET", &format!("/exchanges/{id}{ending}"), "").await;
            assert_eq!(elsewhere.status, 404, "{ending}");
        }
    });
}

#[test]
fn the_page_of_an_exchange_links_to_its_other_forms() {
    with_server(async |server| {
        let lab = server.lab().await;
        let answer = lab.knock("GET", "basic/", &[]).await;
        let id = answer.field("knock-exchange").expect("an id");
        let page = server.request("GET", &format!("/x/{id}"), &[&lab.cookie]).await.text();
        let start = format!("/api/labs/{}/exchanges/{id}", lab.name);
        let links: Vec<String> = tags(&page)
            .iter()
            .filter_map(|tag| {
                tag.attribute("href").filter(|href| href.starts_with(&start)).map(str::to_owned)
            })
            .collect();
        assert_eq!(links, [format!("{start}.txt"), format!("{start}.har"), start]);
        for link in links {
            assert_eq!(server.request("GET", &link, &[&lab.cookie]).await.status, 200, "{link}");
        }
    });
}
