//! Clients that go away, and connections that are shared: what was there is on record, and nothing else.

use knock::model::{Exchange, Rung};

use crate::client::{Connection, patiently};
use crate::support::{Lab, message, with_server};

/// The log, once it holds so many exchanges: nobody is left who could be told that it does.
async fn log_of(lab: &Lab<'_>, count: usize) -> Vec<Exchange> {
    patiently("the record", async {
        loop {
            let log = lab.exchanges().await;
            if log.len() >= count {
                return log;
            }
            tokio::task::yield_now().await;
        }
    })
    .await
}

#[test]
fn a_client_that_leaves_in_the_middle_of_its_body_is_on_record_with_what_it_sent() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (number, (framing, sent, content)) in [
            ("Content-Length: 100", "only this", "only this"),
            ("Transfer-Encoding: chunked", "4\r\nonly\r\n60\r\n this", "only this"),
        ]
        .into_iter()
        .enumerate()
        {
            let head = format!(
                "POST {}basic/?{number} HTTP/1.1\r\nHost: localhost:3000\r\n{framing}\r\n\r\n",
                lab.base
            );
            let mut connection = Connection::open(server.address).await;
            connection.send(format!("{head}{sent}")).await;
            drop(connection);
            let log = log_of(&lab, number + 1).await;
            let record = log.last().expect("an exchange");
            assert_eq!(record.request.head, head);
            assert_eq!((record.status, record.request.body.text.as_str()), (400, content), "{framing}");
            assert!(record.response.head.starts_with("HTTP/1.1 400 "), "sent, whoever reads it");
        }
    });
}

#[test]
fn a_client_that_goes_away_while_the_door_waits_is_on_record_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        let head = format!(
            "POST {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
            lab.base
        );
        let mut connection = Connection::open(server.address).await;
        connection.send(&head).await;
        let interim = connection.head().await.expect("an interim answer");
        assert_eq!(interim.status, 100, "the door waits for the body");
        connection.reset();
        let log = log_of(&lab, 1).await;
        assert_eq!((log[0].request.head.as_str(), log[0].status), (&*head, 400));
        assert_eq!(log[0].stopped_at().map(|check| check.rung), Some(Rung::Door));
    });
}

#[test]
fn a_client_that_leaves_in_the_middle_of_its_head_is_not_on_record() {
    with_server(async |server| {
        let lab = server.lab().await;
        for part in [
            "GET",
            "GET {base}basic/ HTTP/1.1\r\nHost: localhost",
            "GET {base}basic/ HTTP/1.1\r\nHost: localhost\r\n",
        ] {
            let mut connection = Connection::open(server.address).await;
            connection.send(part.replace("{base}", &lab.base)).await;
            drop(connection);
        }
        // A whole request on another connection comes after them.
        lab.knock("GET", "basic/", &[]).await;
        assert_eq!(lab.exchanges().await.len(), 1);
    });
}

#[test]
fn a_connection_that_serves_two_labs_keeps_their_records_apart() {
    with_server(async |server| {
        let labs = [server.lab().await, server.lab().await];
        let mut connection = Connection::open(server.address).await;
        for number in 0..6 {
            let lab = &labs[number % 2];
            let request = message("GET", &format!("{}basic/?{number}", lab.base), &[], "");
            connection.send(&request).await;
            let answer = connection.answer(false).await.expect("an answer");
            assert_eq!(lab.record_of(&answer).await.request.head, request);
        }
        for (first, lab) in labs.iter().enumerate() {
            let paths: Vec<String> =
                lab.exchanges().await.into_iter().map(|exchange| exchange.path).collect();
            let expected: Vec<String> = (0..3).map(|nth| format!("basic/?{}", first + 2 * nth)).collect();
            assert_eq!(paths, expected);
        }
    });
}

#[test]
fn a_head_that_is_too_large_is_refused_and_not_on_record() {
    with_server(async |server| {
        let lab = server.lab().await;
        let fits = format!("X-Large: {}", "x".repeat(6 * 1024));
        let answer = lab.knock("GET", "basic/", &[&fits]).await;
        assert!(lab.record_of(&answer).await.request.head.contains(&fits), "whole");
        let huge = message(
            "GET",
            &format!("{}basic/", lab.base),
            &[&format!("X-Huge: {}", "x".repeat(40 * 1024))],
            "",
        );
        let mut connection = Connection::open(server.address).await;
        connection.try_send(&huge).await;
        if let Some(answer) = connection.answer(false).await {
            assert_eq!(answer.status, 431);
        }
        assert_eq!(lab.exchanges().await.len(), 1);
    });
}

#[test]
fn only_what_is_sent_to_a_lab_is_on_record() {
    with_server(async |server| {
        let lab = server.lab().await;
        for target in ["/demo/basic/", "/httpbin/status/401", "/", "/livez", "/lab", "/lab/", "/labs/basic/"]
        {
            let answer = server.request("GET", target, &[&lab.cookie]).await;
            assert_eq!(answer.field("knock-exchange"), None, "{target}");
        }
        assert!(lab.exchanges().await.is_empty());
    });
}
