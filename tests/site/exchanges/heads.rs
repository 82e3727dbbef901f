//! Heads on record: forms that clients use, who set a field, and the raw text of both messages.

use knock::model::{Capture, SetBy};

use crate::client::Connection;
use crate::support::{message, with_server};

#[test]
fn unusual_heads_that_are_allowed_are_on_record_as_they_came() {
    with_server(async |server| {
        let lab = server.lab().await;
        let base = &lab.base;
        for head in [
            format!("GET {base}basic/ HTTP/1.0\r\nHost: localhost:3000\r\n\r\n"),
            format!("GET {base}basic/ HTTP/1.1\nHost: localhost:3000\nX-Line-Ends: bare\n\n"),
            format!("GET http://localhost:3000{base}basic/?a=b HTTP/1.1\r\nHost: localhost:3000\r\n\r\n"),
            format!(
                "GET {base}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nX-Empty:\r\nX-Empty: \r\nx-empty:\t\r\n\r\n"
            ),
            format!("GET {base}basic/?q=ë%22 HTTP/1.1\r\nHost: localhost:3000\r\n\r\n"),
        ] {
            let mut connection = Connection::open(server.address).await;
            connection.send(&head).await;
            let answer = connection.answer(false).await.expect("an answer");
            assert_eq!(answer.status, 401, "{head}");
            let record = lab.record_of(&answer).await;
            assert_eq!((record.request.head, record.response.head), (head, answer.head));
            assert_eq!(record.capture, Capture::Bytes);
        }
    });
}

#[test]
fn empty_lines_before_a_request_belong_to_no_request() {
    with_server(async |server| {
        let lab = server.lab().await;
        let request = message("GET", &format!("{}basic/", lab.base), &[], "");
        let mut connection = Connection::open(server.address).await;
        connection.send(format!("\r\n{request}\r\n\r\n{request}")).await;
        for _ in 0..2 {
            let answer = connection.answer(false).await.expect("an answer");
            assert_eq!(lab.record_of(&answer).await.request.head, request);
        }
    });
}

#[test]
fn a_raw_record_is_both_messages_byte_for_byte() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut request =
            format!("POST {}token HTTP/1.1\r\nhost: localhost:3000\r\nX-Odd: ", lab.base).into_bytes();
        request.extend_from_slice(b"\xff\x80\r\nContent-Length: 9\r\n\r\nsub=alice");
        let answer = server.send(&request).await;
        assert_eq!(answer.status, 200);
        let id = answer.field("knock-exchange").expect("an id");
        let raw = lab.api("GET", &format!("/exchanges/{id}.txt"), "").await;
        assert_eq!((raw.status, raw.field("content-type")), (200, Some("text/plain; charset=utf-8")));
        assert_eq!(raw.field("x-content-type-options"), Some("nosniff"), "nobody may take it for HTML");
        let expected = [request.as_slice(), b"\n", answer.head.as_bytes(), &answer.body].concat();
        assert_eq!(raw.body, expected, "{}", raw.text());
    });
}

#[test]
fn a_record_says_who_set_each_field() {
    with_server(async |server| {
        let lab = server.lab().await;
        let fields = [
            "User-Agent: curl/8",
            "accept: */*",
            "Via: 1.1 p",
            "X-Forwarded-For: 10.0.0.1",
            "Authorization: Basic YTpi",
            "X-Mine: 1",
        ];
        let answer = lab.knock("GET", "basic/", &fields).await;
        let record = lab.record_of(&answer).await;
        let set_by = |name: &str| {
            record.request.fields.iter().find(|field| field.name == name).map(|field| field.set_by)
        };
        for (name, expected) in [
            ("Host", SetBy::Client),
            ("User-Agent", SetBy::Client),
            ("accept", SetBy::Client),
            ("Via", SetBy::Proxy),
            ("X-Forwarded-For", SetBy::Proxy),
            ("Authorization", SetBy::You),
            ("X-Mine", SetBy::You),
        ] {
            assert_eq!(set_by(name), Some(expected), "{name}");
        }
        assert!(record.response.fields.iter().all(|field| field.set_by == SetBy::Server));
    });
}

#[test]
fn every_field_of_every_answer_is_explained() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (method, path, fields) in [
            ("GET", "basic/", &["Accept: */*", "User-Agent: x", "Authorization: Basic YTpi"][..]),
            ("GET", "bearer/", &["Accept-Language: en", "Referer: http://localhost/", "Cookie: a=b"]),
            ("OPTIONS", "basic/", &["Origin: http://x", "Access-Control-Request-Method: GET"]),
            ("GET", "basic", &["Sec-Fetch-Site: none", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"]),
            ("DELETE", "basic/", &["Pragma: no-cache", "Connection: keep-alive"]),
        ] {
            let record = lab.record_of(&lab.knock(method, path, fields).await).await;
            for field in record.request.fields.iter().chain(&record.response.fields) {
                let about = field.about.as_ref().unwrap_or_else(|| panic!("no word about {}", field.name));
                assert!(!about.hint.is_empty() && about.hint.chars().count() <= 140, "{}", field.name);
                if let Some(href) = &about.href {
                    assert_eq!(server.get(href).await.status, 200, "{href}");
                }
            }
        }
    });
}

#[test]
fn a_record_has_its_time_and_its_number() {
    with_server(async |server| {
        let lab = server.lab().await;
        for number in 1..=3 {
            let record = lab.record_of(&lab.knock("GET", "basic/?a=1", &[]).await).await;
            assert_eq!(record.seq, number);
            assert_eq!((record.method.as_str(), record.path.as_str()), ("GET", "basic/?a=1"));
            let received = record.timing.received;
            assert!(received.len() >= 20 && received.contains('T') && received.ends_with('Z'), "{received}");
        }
    });
}

#[test]
fn a_lab_named_with_percent_signs_is_the_same_lab_or_none() {
    with_server(async |server| {
        let lab = server.lab().await;
        let first = lab.name.as_bytes()[0];
        let spelled = format!("/lab/%{first:02X}{}/basic/", &lab.name[1..]);
        let answer = server.get(&spelled).await;
        // RFC 3986 6.2.2.2: the two spellings are the same address.
        let expected = if answer.field("knock-exchange").is_some() { 401 } else { 404 };
        assert_eq!(answer.status, expected, "{answer:?}");
        for record in lab.exchanges().await {
            assert_eq!(record.path, "basic/", "a mangled path is on record");
        }
    });
}
