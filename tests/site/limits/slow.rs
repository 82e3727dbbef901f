//! Too slow: a body that does not arrive, an answer that does not begin, and a stream, which may take its time.

use crate::client::Connection;
use crate::support::{Answer, RUNTIME, Server, message};

/// Nine bytes are said to come, and four do.
async fn send_half(server: &Server, method: &str, target: &str, fields: &[&str]) -> Answer {
    let head = message(method, target, &[&["Content-Length: 9"], fields].concat(), "");
    let mut connection = Connection::open(server.address).await;
    connection.send(format!("{head}sub=")).await;
    connection.answer(false).await.expect("an answer")
}

#[test]
fn a_body_that_does_not_arrive_is_a_408() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--body-seconds", "0.1"]).await;
        let lab = server.lab().await;
        for (method, target) in [
            ("POST", "/demo/token".to_owned()),
            ("GET", "/demo/basic/".to_owned()),
            ("POST", format!("{}token", lab.base)),
            ("POST", "/httpbin/status/200".to_owned()),
            ("POST", "/play/send".to_owned()),
            ("POST", "/theme".to_owned()),
            ("POST", "/api/labs".to_owned()),
            ("PUT", format!("/api/labs/{}/clock", lab.name)),
        ] {
            let answer = send_half(&server, method, &target, &[&lab.cookie]).await;
            assert_eq!(
                (answer.status, answer.field("content-type")),
                (408, Some("application/problem+json")),
                "{method} {target}: {answer:?}"
            );
        }
        assert_eq!(lab.exchanges().await.last().expect("the door's").status, 408);
    });
}

#[test]
fn an_answer_that_does_not_begin_is_a_503_and_a_stream_lives_on() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--answer-seconds", "0.2", "--body-seconds", "3600"]).await;
        let lab = server.lab().await;
        let mut stream = Connection::open(server.address).await;
        stream.send(message("GET", &format!("/api/labs/{}/stream", lab.name), &[&lab.cookie], "")).await;
        assert_eq!(stream.head().await.expect("a head").status, 200);
        stream.chunk().await.expect("the first event");
        // Each of these takes as long as an answer may.
        for target in ["/demo/token".to_owned(), format!("{}token", lab.base), "/play/send".to_owned()] {
            super::assert_told_to_wait(&send_half(&server, "POST", &target, &[]).await, 503);
        }
        lab.knock("GET", "basic/?after", &[]).await;
        let event = stream.chunk().await.expect("the stream is still there");
        assert!(String::from_utf8_lossy(&event).contains("basic/?after"));
    });
}
