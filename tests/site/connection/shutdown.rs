//! The end: streams end, what is under way is answered, and nothing is left running.

use knock::labs::Bounds;

use crate::client::{Connection, patiently};
use crate::folder::Folder;
use crate::support::{RUNTIME, Server, message};

/// Draining may take so long that only a clean end can explain that it is over.
const OPTIONS: [&str; 3] = ["--drain-seconds", "3600", "--content"];

#[test]
fn when_it_is_asked_to_stop_streams_end_and_so_does_the_server() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        let server = Server::start(&[&OPTIONS[..], &[folder.text()]].concat(), Bounds::default()).await;
        let lab = server.lab().await;
        let mut streams = Vec::new();
        for _ in 0..3 {
            let mut stream = Connection::open(server.address).await;
            stream.send(message("GET", &format!("/api/labs/{}/stream", lab.name), &[&lab.cookie], "")).await;
            assert_eq!(stream.head().await.expect("a head").status, 200);
            stream.chunk().await.expect("the first event");
            streams.push(stream);
        }
        let mut idle = Connection::open(server.address).await;
        idle.send(message("GET", "/livez", &[], "")).await;
        assert_eq!(idle.answer(false).await.expect("an answer").status, 200);
        let mut under_way = Connection::open(server.address).await;
        under_way.send("POST /demo/token HTTP/1.1\r\nHost: localhost:3000\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n").await;
        assert_eq!(under_way.head().await.expect("an interim answer").status, 100, "the door waits for the body");

        server.app.stop.cancel();
        for mut stream in streams {
            assert_eq!(stream.chunk().await, None, "the stream ends as a stream ends");
        }
        assert!(idle.rest().await.is_empty());
        under_way.send("sub=alice").await;
        assert_eq!(under_way.answer(false).await.expect("the answer under way").status, 200);
        assert!(under_way.rest().await.is_empty());
        let Server { address, serving, .. } = server;
        patiently("the end of the server", serving).await.expect("no panic");
        assert!(tokio::net::TcpStream::connect(address).await.is_err(), "nobody listens any more");
    });
}

#[test]
fn what_never_ends_is_cut_when_the_time_to_drain_is_over() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        let options = ["--drain-seconds", "0", "--content", folder.text()];
        let server = Server::start(&options, Bounds::default()).await;
        let mut stuck = Connection::open(server.address).await;
        stuck.send("POST /demo/token HTTP/1.1\r\nHost: localhost:3000\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n").await;
        assert_eq!(stuck.head().await.expect("an interim answer").status, 100);
        server.app.stop.cancel();
        patiently("the end of the server", server.serving).await.expect("no panic");
    });
}

#[test]
fn while_it_drains_it_says_that_it_is_not_ready() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        let server = Server::start(&["--content", folder.text()], Bounds::default()).await;
        assert_eq!((server.get("/livez").await.status, server.get("/readyz").await.status), (200, 200));
        server.app.stop.cancel();
        // No new connection is accepted any more, so the question takes the way of our own forms.
        let ask = async |path: &str| {
            let request = message("GET", path, &[], "");
            let routes = knock::server::router(std::sync::Arc::clone(&server.app));
            let answer =
                knock::wire::memory::send(routes, &server.app.config.limits.connections, request.as_bytes())
                    .await;
            String::from_utf8(answer.expect("an answer").head).expect("UTF-8")
        };
        assert!(ask("/readyz").await.starts_with("HTTP/1.1 503 "));
        assert!(ask("/livez").await.starts_with("HTTP/1.1 200 "));
        patiently("the end of the server", server.serving).await.expect("no panic");
    });
}
