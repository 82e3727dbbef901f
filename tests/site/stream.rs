//! The live stream of a lab: every exchange once, in order, and nothing missed after a pause.

use knock::labs::Bounds;
use knock::model::Exchange;

use crate::client::Connection;
use crate::support::{Answer, Lab, message, with_server};

/// One event, as the stream's format cuts it.
#[derive(Debug, Default)]
struct Event {
    name: String,
    id: String,
    data: String,
    retry: String,
}

/// A stream that is being read.
struct Live {
    connection: Connection,
    head: Answer,
    /// What came in chunks and is not yet an event.
    text: String,
}

impl Live {
    async fn open(lab: &Lab<'_>, fields: &[&str]) -> Self {
        let mut connection = Connection::open(lab.server.address).await;
        let fields = [&[lab.cookie.as_str()], fields].concat();
        connection.send(message("GET", &format!("/api/labs/{}/stream", lab.name), &fields, "")).await;
        let head = connection.head().await.expect("an answer");
        Self { connection, head, text: String::new() }
    }

    /// The next event; `None` at the end of the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let mut event = Event::default();
                for line in block.lines().filter(|line| !line.starts_with(':')) {
                    let (name, value) =
                        line.split_once(": ").or_else(|| line.split_once(':')).unwrap_or((line, ""));
                    match name {
                        "event" => event.name = value.to_owned(),
                        "id" => event.id = value.to_owned(),
                        "data" => event.data.push_str(value),
                        "retry" => event.retry = value.to_owned(),
                        other => panic!("an unknown field {other}"),
                    }
                }
                return Some(event);
            }
            let chunk = self.connection.chunk().await?;
            self.text.push_str(str::from_utf8(&chunk).expect("UTF-8"));
        }
    }

    /// The exchange of the next event, its number checked.
    async fn exchange(&mut self) -> Exchange {
        let mut event = self.next().await.expect("an event");
        while event.data.is_empty() {
            event = self.next().await.expect("an event");
        }
        assert_eq!(event.name, "exchange");
        let exchange: Exchange = serde_json::from_str(&event.data).expect("an exchange");
        assert_eq!(event.id, exchange.seq.to_string());
        exchange
    }
}

async fn knock(lab: &Lab<'_>, times: usize) {
    for _ in 0..times {
        assert_eq!(lab.knock("GET", "basic/", &[]).await.status, 401);
    }
}

#[test]
fn a_stream_begins_with_how_long_to_wait_before_coming_back() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut live = Live::open(&lab, &["Accept-Encoding: br, gzip"]).await;
        assert_eq!((live.head.status, live.head.field("content-type")), (200, Some("text/event-stream")));
        assert_eq!(live.head.fields("cache-control"), ["no-store, no-transform"]);
        assert_eq!(live.head.field("x-accel-buffering"), Some("no"));
        assert_eq!(live.head.field("x-content-type-options"), Some("nosniff"));
        assert_eq!(live.head.field("content-encoding"), None);
        assert_eq!(live.next().await.expect("the first event").retry, "2000");
    });
}

#[test]
fn every_exchange_arrives_once_and_in_order() {
    with_server(async |server| {
        let lab = server.lab().await;
        knock(&lab, 2).await;
        let mut live = Live::open(&lab, &[]).await;
        assert_eq!([live.exchange().await.seq, live.exchange().await.seq], [1, 2], "what was there before");
        for seq in 3..=6 {
            let answer = lab.knock("GET", "basic/", &["X-Test: live"]).await;
            let exchange = live.exchange().await;
            assert_eq!(exchange.seq, seq);
            assert_eq!(exchange, lab.record_of(&answer).await, "the same as the API says");
        }
    });
}

#[test]
fn another_labs_exchanges_never_arrive() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let mut live = Live::open(&lab, &[]).await;
        knock(&other, 5).await;
        server.get("/demo/basic/").await;
        lab.knock("GET", "basic/?mine", &[]).await;
        let exchange = live.exchange().await;
        assert_eq!((exchange.seq, exchange.path.as_str()), (1, "basic/?mine"));
    });
}

#[test]
fn a_reader_that_comes_back_misses_nothing_and_gets_nothing_twice() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut live = Live::open(&lab, &[]).await;
        knock(&lab, 2).await;
        assert_eq!([live.exchange().await.seq, live.exchange().await.seq], [1, 2]);
        drop(live);
        knock(&lab, 3).await;
        let mut live = Live::open(&lab, &["Last-Event-ID: 2"]).await;
        knock(&lab, 2).await;
        for seq in 3..=7 {
            assert_eq!(live.exchange().await.seq, seq);
        }
    });
}

#[test]
fn a_last_event_id_that_means_nothing_starts_from_the_beginning() {
    with_server(async |server| {
        let lab = server.lab().await;
        knock(&lab, 2).await;
        for field in [
            "Last-Event-ID:",
            "Last-Event-ID: x",
            "Last-Event-ID: -1",
            "Last-Event-ID: 0",
            "last-event-id: 1.5",
        ] {
            let mut live = Live::open(&lab, &[field]).await;
            assert_eq!(live.exchange().await.seq, 1, "{field}");
        }
        let mut live = Live::open(&lab, &["Last-Event-ID: 18446744073709551615"]).await;
        assert_eq!(live.next().await.expect("the first event").retry, "2000");
    });
}

#[test]
fn a_stream_goes_on_over_a_reset() {
    with_server(async |server| {
        let lab = server.lab().await;
        knock(&lab, 3).await;
        let mut live = Live::open(&lab, &["Last-Event-ID: 3"]).await;
        assert_eq!(lab.api("POST", "/reset", "").await.status, 204);
        knock(&lab, 1).await;
        assert_eq!(live.exchange().await.seq, 4);
    });
}

#[test]
fn a_lab_has_four_streams_and_not_five() {
    assert_eq!(Bounds::default().streams_per_lab, 4);
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let mut open = Vec::new();
        for _ in 0..4 {
            open.push(Live::open(&lab, &[]).await);
        }
        assert!(open.iter().all(|live| live.head.status == 200));
        let fifth = Live::open(&lab, &[]).await;
        assert_eq!(fifth.head.status, 429);
        assert_eq!(fifth.head.field("content-type"), Some("application/problem+json"));
        let seconds = fifth.head.field("retry-after").and_then(|seconds| seconds.parse::<u32>().ok());
        assert!(seconds.is_some_and(|seconds| (1..=60).contains(&seconds)), "{:?}", fifth.head);
        assert_eq!(Live::open(&other, &[]).await.head.status, 200, "the bound is each lab's own");

        // The four still work, and a closed one makes room.
        knock(&lab, 1).await;
        for live in &mut open {
            assert_eq!(live.exchange().await.seq, 1);
        }
        open.pop();
        let mut polls = 0;
        while Live::open(&lab, &[]).await.head.status != 200 {
            polls += 1;
            assert!(polls < 1000, "the place of a closed stream was never free again");
        }
    });
}

#[test]
fn many_streams_opened_at_the_same_moment_keep_to_the_bound() {
    with_server(async |server| {
        let lab = server.lab().await;
        let attempts = (0..12).map(|_| Live::open(&lab, &[]));
        let open = futures::future::join_all(attempts).await;
        let statuses: Vec<u16> = open.iter().map(|live| live.head.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 4, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 8, "{statuses:?}");
    });
}

#[test]
fn head_does_not_say_how_long_an_endless_stream_is() {
    with_server(async |server| {
        let lab = server.lab().await;
        let target = format!("/api/labs/{}/stream", lab.name);
        let answer = server.request("HEAD", &target, &[&lab.cookie]).await;
        assert_eq!((answer.status, answer.field("content-length")), (200, None), "{answer:?}");
    });
}
