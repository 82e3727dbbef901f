//! Where one exchange ends and the next begins: connections kept open, requests sent ahead, chunks, interim answers.

use crate::client::Connection;
use crate::support::{Answer, Lab, message, with_server};

async fn assert_recorded(lab: &Lab<'_>, answer: &Answer, sent_head: &str, sent_body: &str) {
    let record = lab.record_of(answer).await;
    assert_eq!(record.request.head, sent_head);
    assert_eq!(
        (record.request.body.text.as_str(), record.request.body.truncated),
        (sent_body, false),
        "{sent_head}"
    );
    assert_eq!(record.request.body.size_bytes, sent_body.len() as u64, "{sent_head}");
    assert_eq!(record.response.head, answer.head, "{sent_head}");
    assert_eq!(record.response.body.text.as_bytes(), answer.body, "{sent_head}");
    assert_eq!(record.response.body.size_bytes, answer.body.len() as u64, "{sent_head}");
}

#[test]
fn a_connection_serves_many_exchanges_each_on_record_by_itself() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut connection = Connection::open(server.address).await;
        for (method, door, body) in [
            ("GET", "basic/", ""),
            ("POST", "token", "sub=alice"),
            ("HEAD", "basic/", ""),
            ("OPTIONS", "bearer/", ""),
            ("GET", "basic", ""),
            ("POST", "basic/", "a body that the door does not look at"),
            ("DELETE", "basic/", "a body that no door takes"),
            ("GET", "basic/", "a body with a GET"),
            ("GET", "", ""),
        ] {
            let request = message(method, &format!("{}{door}", lab.base), &[], body);
            let head = request.strip_suffix(body).expect("its body").to_owned();
            connection.send(&request).await;
            let answer = connection.answer(method == "HEAD").await.expect("an answer");
            assert_recorded(&lab, &answer, &head, body).await;
        }
    });
}

#[test]
fn requests_sent_ahead_are_answered_in_order_and_recorded_apart() {
    with_server(async |server| {
        let lab = server.lab().await;
        let requests = [
            ("GET", format!("{}basic/?1", lab.base), ""),
            ("POST", format!("{}token", lab.base), "sub=bob"),
            ("GET", "/livez".to_owned(), ""),
            ("HEAD", format!("{}basic/?2", lab.base), ""),
            ("OPTIONS", format!("{}basic/?3", lab.base), ""),
            ("GET", "/codes".to_owned(), ""),
            ("POST", format!("{}token/revoke", lab.base), "hint=GET / HTTP/1.1\r\n\r\n"),
            ("GET", format!("{}bearer/", lab.base), ""),
        ];
        let sent: Vec<String> =
            requests.iter().map(|(method, target, body)| message(method, target, &[], body)).collect();
        let mut connection = Connection::open(server.address).await;
        connection.send(sent.concat()).await;
        let mut recorded = 0;
        for ((method, target, body), sent) in requests.iter().zip(&sent) {
            let answer = connection.answer(*method == "HEAD").await.expect("an answer");
            if target.starts_with("/lab/") {
                let head = sent.strip_suffix(body).expect("its body");
                assert_recorded(&lab, &answer, head, body).await;
                recorded += 1;
            } else {
                assert_eq!((answer.status, answer.field("knock-exchange")), (200, None), "{target}");
            }
        }
        assert_eq!(lab.exchanges().await.len(), recorded);
    });
}

#[test]
fn a_chunked_body_is_on_record_as_its_content() {
    with_server(async |server| {
        let lab = server.lab().await;
        let head = format!(
            "POST {}token HTTP/1.1\r\nHost: localhost:3000\r\ntransfer-encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n",
            lab.base
        );
        for chunks in [
            "9\r\nsub=alice\r\n0\r\n\r\n",
            "4\r\nsub=\r\n5;ext=\"1\"\r\nalice\r\n0\r\nTrailer: x\r\n\r\n",
            "0009\r\nsub=alice\r\n000\r\n\r\n",
        ] {
            let mut connection = Connection::open(server.address).await;
            connection.send(format!("{head}{chunks}")).await;
            let answer = connection.answer(false).await.expect("an answer");
            assert_eq!(answer.status, 200, "{chunks}");
            assert_recorded(&lab, &answer, &head, "sub=alice").await;
            // The connection goes on exactly behind the last chunk.
            let next = message("GET", &format!("{}basic/", lab.base), &[], "");
            connection.send(&next).await;
            let answer = connection.answer(false).await.expect("an answer");
            assert_recorded(&lab, &answer, &next, "").await;
        }
    });
}

#[test]
fn a_client_that_waits_for_100_continue_gets_it_and_the_record_shows_the_final_answer() {
    with_server(async |server| {
        let lab = server.lab().await;
        let head = format!(
            "POST {}token HTTP/1.1\r\nHost: localhost:3000\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
            lab.base
        );
        let mut connection = Connection::open(server.address).await;
        connection.send(&head).await;
        let interim = connection.head().await.expect("an interim answer");
        assert_eq!((interim.status, interim.lines().len()), (100, 0), "{interim:?}");
        connection.send("sub=alice").await;
        let answer = connection.answer(false).await.expect("the final answer");
        assert_eq!(answer.status, 200);
        let record = lab.record_of(&answer).await;
        assert_eq!(record.request.head, head);
        assert_eq!(record.request.body.text, "sub=alice");
        assert_eq!(record.response.start_line, "HTTP/1.1 200 OK");
        assert_eq!(record.response.field("content-type"), Some("application/json"));
        assert!(
            record.response.fields.iter().all(|field| !field.name.starts_with("HTTP/")),
            "{:?}",
            record.response.fields
        );
        assert!(record.response.head.ends_with(&answer.head), "{}", record.response.head);
        assert_eq!(record.response.body.text.as_bytes(), answer.body);
    });
}

#[test]
fn a_client_that_sends_its_body_without_waiting_is_served_the_same() {
    with_server(async |server| {
        let lab = server.lab().await;
        let request = message("POST", &format!("{}token", lab.base), &["Expect: 100-continue"], "sub=alice");
        let answer = server.send(&request).await;
        assert_eq!(answer.status, 200);
        assert_eq!(lab.record_of(&answer).await.response.start_line, "HTTP/1.1 200 OK");
    });
}

#[test]
fn head_and_options_are_on_record_without_content() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (method, status) in [("HEAD", 401), ("OPTIONS", 204)] {
            let answer = lab.knock(method, "basic/", &[]).await;
            let record = lab.record_of(&answer).await;
            assert_eq!((record.status, record.response.head.as_str()), (status, answer.head.as_str()));
            assert_eq!((record.response.body.text.as_str(), record.response.body.size_bytes), ("", 0));
            assert!(!record.response.body.truncated, "{method}");
        }
    });
}

#[test]
fn a_connection_is_closed_when_the_client_asks_for_it() {
    with_server(async |server| {
        let lab = server.lab().await;
        let target = format!("{}basic/", lab.base);
        for request in [
            message("GET", &target, &["Connection: close"], ""),
            format!("GET {target} HTTP/1.0\r\nHost: localhost:3000\r\n\r\n"),
        ] {
            let mut connection = Connection::open(server.address).await;
            connection.send(&request).await;
            let answer = connection.answer(false).await.expect("an answer");
            assert_eq!(answer.status, 401);
            assert!(connection.rest().await.is_empty(), "{request}");
            assert_eq!(lab.record_of(&answer).await.response.head, answer.head);
        }
    });
}

#[test]
fn the_next_exchange_is_its_own_whatever_stood_in_the_line_of_a_chunk() {
    with_server(async |server| {
        let lab = server.lab().await;
        let long = format!("9;{}", "x".repeat(1000));
        for size in [&*long, "00000000000000000000000009", "9;a=\"b\""] {
            let mut connection = Connection::open(server.address).await;
            let target = format!("{}token", lab.base);
            let fields = ["Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked"];
            let chunks = format!("{size}\r\nsub=alice\r\n0\r\n\r\n");
            connection.send(message("POST", &target, &fields, "") + &chunks).await;
            assert_eq!(connection.answer(false).await.expect("a token").status, 200, "{size}");
            let after = message("GET", &format!("{}basic/", lab.base), &["X-Mine: the next"], "");
            connection.send(&after).await;
            let answer = connection.answer(false).await.expect("an answer");
            let record = lab.record_of(&answer).await;
            assert_eq!(record.request.head, after, "{size}");
        }
    });
}
