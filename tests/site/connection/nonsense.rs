//! Bytes that are not a request: refused or cut, and nobody else notices.

use crate::client::Connection;
use crate::support::with_server;

#[test]
fn bytes_that_are_not_http_are_refused_and_the_connection_ends() {
    with_server(async |server| {
        let nonsense: &[&[u8]] = &[
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
            b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
            b"\0\0\0\0\r\n\r\n",
            b"hello\r\n\r\n",
            b"GET\r\n\r\n",
            b"GET /\r\n\r\n",
            b"GET / HTTP/1.1 extra\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / http/1.1\r\nHost: localhost\r\n\r\n",
            b"GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b" GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"G\xc3\x8bT / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET /<script> HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET noslash HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
            b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n folded\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\n: empty\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\0c\r\n\r\n",
            b"POST /demo/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
            b"POST /demo/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            b"POST /demo/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            b"POST /demo/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
        ];
        for bytes in nonsense {
            let mut connection = Connection::open(server.address).await;
            connection.send(bytes).await;
            if let Some(answer) = connection.answer(false).await {
                assert!((400..500).contains(&answer.status), "{}: {answer:?}", bytes.escape_ascii());
                assert!(answer.challenges().is_empty(), "{}", bytes.escape_ascii());
            }
            let rest = connection.rest().await;
            assert!(rest.is_empty(), "{}: {}", bytes.escape_ascii(), rest.escape_ascii());
            assert_eq!(server.get("/livez").await.status, 200, "after {}", bytes.escape_ascii());
        }
    });
}

#[test]
fn both_framings_at_once_smuggle_nothing() {
    with_server(async |server| {
        let lab = server.lab().await;
        let hidden = format!("GET {}basic/?hidden HTTP/1.1\r\nHost: localhost:3000\r\n\r\n", lab.base);
        let request = format!(
            "POST {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}",
            lab.base
        );
        let mut connection = Connection::open(server.address).await;
        connection.send(&request).await;
        let first = connection.answer(false).await;
        // RFC 9112 6.1: refused, or answered by Transfer-Encoding and then closed.
        if let Some(first) = first {
            assert!(matches!(first.status, 400 | 401), "{first:?}");
        }
        connection.rest().await;
        let paths: Vec<String> = lab.exchanges().await.iter().map(|exchange| exchange.path.clone()).collect();
        assert!(!paths.contains(&"basic/?hidden".to_owned()), "{paths:?}");
    });
}

#[test]
fn targets_in_rare_forms_are_answered_and_are_no_fault_of_ours() {
    with_server(async |server| {
        for (request, status) in [
            ("OPTIONS * HTTP/1.1", None),
            ("CONNECT localhost:3000 HTTP/1.1", None),
            ("GET http://localhost:3000/livez HTTP/1.1", Some(200)),
            ("GET http://localhost:3000 HTTP/1.1", Some(200)),
            ("GET //demo/basic/ HTTP/1.1", Some(404)),
            ("GET /demo/../codes HTTP/1.1", Some(404)),
            ("GET /codes/ HTTP/1.1", None),
            ("GET /%00 HTTP/1.1", Some(404)),
            ("GET /? HTTP/1.1", Some(200)),
            ("GET /x/%FF HTTP/1.1", None),
            ("GET /lab/%FF/basic/ HTTP/1.1", None),
        ] {
            let answer = server.send(format!("{request}\r\nHost: localhost:3000\r\n\r\n")).await;
            assert!(answer.status < 500, "{request}: {answer:?}");
            assert!(status.is_none_or(|status| status == answer.status), "{request}: {answer:?}");
        }
    });
}
