//! The demo server as a library: what somebody's own tests rely on.

use std::process::Command;

use knock::demo::{self, Method, endpoints, spawn};

use crate::client::Connection;
use crate::support::{Answer, RUNTIME, Server, message, with_server};

#[path = "../../examples/client_under_test.rs"]
mod client_under_test;

async fn ask(server: &demo::Server, request: &str) -> Answer {
    let mut connection = Connection::open(server.address()).await;
    connection.send(request).await;
    connection.answer(false).await.expect("an answer")
}

#[test]
fn a_client_can_be_tested_against_it() {
    client_under_test::main().expect("the example runs");
}

#[test]
fn it_has_the_doors_of_the_site() {
    RUNTIME.block_on(async {
        // A server of its own: knocks at the shared doors count, whoever they come from.
        let site = Server::start_limited(&["--no-rate-limits"]).await;
        let spawned = spawn().await.expect("a server");
        for endpoint in endpoints() {
            let target = format!("/demo/{}", endpoint.path.replace(['{', '}'], ""));
            for method in [Method::Get, Method::Post] {
                let request = message(method.name(), &target, &["Connection: close"], "");
                let (ours, theirs) = (ask(&spawned, &request).await, site.send(&request).await);
                assert_eq!(ours.status, theirs.status, "{request}");
                assert_eq!(ours.challenges().len(), theirs.challenges().len(), "{request}");
            }
            let url = spawned.url(endpoint.path);
            assert_eq!(url, format!("http://{}/demo/{}", spawned.address(), endpoint.path));
        }
    });
}

#[test]
fn head_has_no_content_in_any_version() {
    with_server(async |_| {
        let server = spawn().await.expect("a server");
        for version in ["--http1.1", "--http2-prior-knowledge"] {
            for (door, status, length) in [("basic/", "401", None), ("basic", "308", Some("0"))] {
                let url = server.url(door);
                let output = Command::new("curl").args(["-sSI", version, &url]).output().expect("curl runs");
                let said = String::from_utf8_lossy(&output.stdout).to_ascii_lowercase();
                assert!(output.status.success(), "{version} {door}: {output:?}");
                assert_eq!(said.split(' ').nth(1), Some(status), "{version} {door}: {said}");
                let lengths: Vec<&str> =
                    said.lines().filter_map(|line| line.strip_prefix("content-length: ")).collect();
                assert_eq!(lengths.len(), 1, "{version} {door}: {said}");
                assert!(length.is_none_or(|length| lengths == [length]), "{version} {door}: {said}");
            }
        }
    });
}

#[test]
fn it_limits_nobody_and_shares_nothing() {
    with_server(async |_| {
        let (one, other) = (spawn().await.expect("a server"), spawn().await.expect("another"));
        assert_ne!(one.address(), other.address());
        let request = message("GET", "/demo/basic/", &[], "");
        let mut connection = Connection::open(one.address()).await;
        for number in 0..1000 {
            connection.send(&request).await;
            let answer = connection.answer(false).await.expect("an answer");
            assert_eq!(answer.status, 401, "request {number}");
        }
    });
}

#[test]
fn dropped_it_is_gone_with_its_connections() {
    with_server(async |_| {
        let server = spawn().await.expect("a server");
        let address = server.address();
        let mut silent = Connection::open(address).await;
        let mut used = Connection::open(address).await;
        used.send(message("GET", "/demo/", &[], "")).await;
        assert_eq!(used.answer(false).await.expect("an answer").status, 200);
        drop(server);
        assert!(silent.rest().await.is_empty() && used.rest().await.is_empty());
    });
}
