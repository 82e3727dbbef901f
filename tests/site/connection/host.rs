//! The host gate: RFC 9112 3.2, and a copy run at home that another name must not reach.

use crate::support::with_server;

#[test]
fn a_request_without_exactly_one_valid_host_is_a_400() {
    with_server(async |server| {
        for (lines, why) in [
            ("", "none"),
            ("Host: localhost:3000\r\nHost: localhost:3000\r\n", "two"),
            ("Host: localhost:3000\r\nhost: evil.example\r\n", "two that differ"),
            ("Host: local host\r\n", "a space"),
            ("Host: localhost:port\r\n", "a port that is no number"),
            ("Host: user@localhost\r\n", "a user"),
            ("Host: localhost/path\r\n", "a path"),
            ("Host: http://localhost\r\n", "a whole address"),
            ("Host: \"localhost\"\r\n", "quotes"),
        ] {
            for target in ["/", "/demo/basic/", "/livez"] {
                let answer = server.send(format!("GET {target} HTTP/1.1\r\n{lines}\r\n")).await;
                assert_eq!(answer.status, 400, "{why} at {target}");
            }
        }
    });
}

#[test]
fn the_names_of_this_machine_are_let_in_and_others_are_misdirected() {
    with_server(async |server| {
        for (host, status) in [
            ("localhost", 200),
            ("LOCALHOST:3000", 200),
            ("127.0.0.1:3000", 200),
            ("192.168.0.7", 200),
            ("[::1]:3000", 200),
            ("evil.example", 421),
            ("localhost.evil.example", 421),
            ("127.0.0.1.evil.example", 421),
        ] {
            let answer = server.send(format!("GET /livez HTTP/1.1\r\nHost: {host}\r\n\r\n")).await;
            assert_eq!(answer.status, status, "{host}");
        }
    });
}

#[test]
fn a_host_in_the_target_goes_before_the_field() {
    with_server(async |server| {
        let request = "GET http://localhost:3000/demo/basic/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        let problem = server.send(request).await.json();
        assert_eq!(problem["type"], "http://localhost:3000/codes/401#why-call", "RFC 9112 3.2.2");
    });
}
