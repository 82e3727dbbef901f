//! Peers that say nothing, or stop in the middle: they lose their place, and the others are served.

use crate::client::Connection;
use crate::support::{RUNTIME, Server};

/// A server with few places and little patience for heads.
async fn small_server(places: &str) -> Server {
    Server::start_limited(&[
        "--no-rate-limits",
        "--max-connections",
        places,
        "--first-bytes-seconds",
        "0.2",
        "--head-seconds",
        "0.2",
        "--write-seconds",
        "0.2",
    ])
    .await
}

#[test]
fn silent_peers_do_not_keep_others_waiting() {
    RUNTIME.block_on(async {
        let server = small_server("16").await;
        let mut silent = Vec::new();
        for _ in 0..15 {
            silent.push(Connection::open(server.address).await);
        }
        for _ in 0..20 {
            assert_eq!(server.get("/demo/basic/").await.status, 401);
        }
    });
}

#[test]
fn silent_peers_lose_their_places() {
    RUNTIME.block_on(async {
        let server = small_server("4").await;
        let mut silent = Vec::new();
        for _ in 0..4 {
            silent.push(Connection::open(server.address).await);
        }
        // All places are taken: this one is served when the first of them is free again.
        assert_eq!(server.get("/demo/basic/").await.status, 401);
        for mut connection in silent {
            assert!(connection.rest().await.is_empty());
        }
    });
}

#[test]
fn a_peer_that_never_ends_its_head_is_cut() {
    RUNTIME.block_on(async {
        let server = small_server("4").await;
        let mut slow = Vec::new();
        for start in [
            "G",
            "GET /demo/basic/ HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
            "PRI * HTTP/2.0\r\n",
        ] {
            let mut connection = Connection::open(server.address).await;
            connection.send(start).await;
            slow.push((start, connection));
        }
        assert_eq!(server.get("/demo/basic/").await.status, 401);
        for (start, mut connection) in slow {
            let rest = connection.rest().await;
            let text = String::from_utf8_lossy(&rest);
            assert!(rest.is_empty() || text.starts_with("HTTP/1.1 408"), "{start:?}: {text}");
        }
    });
}

#[test]
fn a_peer_that_leaves_without_reading_harms_nobody() {
    RUNTIME.block_on(async {
        let server = small_server("4").await;
        for _ in 0..50 {
            let mut connection = Connection::open(server.address).await;
            connection.send("GET /codes HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20)).await;
            drop(connection);
        }
        assert_eq!(server.get("/codes").await.status, 200);
    });
}
