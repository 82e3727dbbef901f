//! Connections: so many for each address, and none for a client that does not read.

use knock::limits::Limits;

use crate::client::Connection;
use crate::support::{RUNTIME, Server, message};

async fn served(server: &Server) -> Option<Connection> {
    let mut connection = Connection::open(server.address).await;
    connection.try_send(message("GET", "/livez", &[], "")).await;
    let answer = connection.answer(false).await?;
    assert_eq!(answer.status, 200);
    Some(connection)
}

#[test]
fn an_address_has_so_many_connections_and_no_more() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--max-connections-per-address", "2"]).await;
        let mut open = vec![served(&server).await.expect("a place"), served(&server).await.expect("a place")];
        assert!(served(&server).await.is_none(), "the third is closed without an answer");
        open.pop();
        let mut polls = 0;
        while served(&server).await.is_none() {
            polls += 1;
            assert!(polls < 1000, "the place of a closed connection was never free again");
        }
    });
}

#[test]
fn a_proxy_of_ours_may_bring_more_connections() {
    RUNTIME.block_on(async {
        let options = ["--max-connections-per-address", "2", "--trusted-proxy", "127.0.0.0/8"];
        let server = Server::start_limited(&options).await;
        let mut open = Vec::new();
        for number in 0..6 {
            open.push(served(&server).await.unwrap_or_else(|| panic!("connection {number} was closed")));
        }
    });
}

#[test]
fn a_client_that_does_not_read_loses_its_place() {
    RUNTIME.block_on(async {
        // Nothing but its own standstill can end the only connection there is a place for.
        let server = Server::start_limited(&[
            "--no-rate-limits",
            "--max-connections",
            "1",
            "--write-seconds",
            "0.2",
            "--head-seconds",
            "3600",
            "--answer-seconds",
            "3600",
        ])
        .await;
        let mut greedy = Connection::open(server.address).await;
        let sending = tokio::spawn(async move {
            // Far more than the buffers of the system hold, and not a byte is read.
            let all_left = greedy.try_send(message("GET", "/codes", &[], "").repeat(20_000)).await;
            (greedy, all_left)
        });
        assert_eq!(server.get("/livez").await.status, 200, "the place is free again");
        let (mut greedy, _) = sending.await.expect("no panic");
        greedy.rest().await;
    });
}

#[test]
fn the_limits_of_connections_and_requests_are_those_of_the_handbook() {
    let Limits { connections, requests, .. } = Limits::default();
    let counts = (connections.max_connections, connections.max_connections_per_address);
    assert_eq!((counts, connections.http2_streams, connections.fields), ((4096, 512), 64, 100));
    let http2 = [connections.http2_ping_seconds, connections.http2_pong_seconds];
    assert_eq!(http2.map(|seconds| seconds.0.as_secs()), [20, 10]);
    let seconds = [
        connections.first_bytes_seconds,
        connections.head_seconds,
        connections.write_seconds,
        connections.drain_seconds,
        requests.body_seconds,
        requests.answer_seconds,
    ];
    assert_eq!(seconds.map(|limit| limit.0.as_secs()), [5, 10, 10, 10, 10, 15]);
    assert_eq!((connections.head_bytes, requests.field_bytes, requests.target_bytes), (16_384, 8192, 4096));
    assert_eq!((requests.body_bytes, requests.api_body_bytes), (65_536, 16_384));
}
