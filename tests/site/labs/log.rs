//! A lab's log: its last fifty exchanges, in order, and nobody else's.

use std::collections::HashSet;

use knock::labs::Bounds;

use crate::client::Connection;
use crate::support::{Lab, message, shared, with_server};

#[test]
fn a_log_keeps_the_last_fifty() {
    assert_eq!(Bounds::default().exchanges_per_lab, 50);
    with_server(async |server| {
        let lab = server.lab().await;
        let mut ids = Vec::new();
        for number in 1..=53 {
            let answer = lab.knock("GET", &format!("basic/?n={number}"), &[]).await;
            ids.push(answer.field("knock-exchange").expect("an id").to_owned());
        }
        let log = lab.exchanges().await;
        let seqs: Vec<u64> = log.iter().map(|exchange| exchange.seq).collect();
        assert_eq!(seqs, (4..=53).collect::<Vec<u64>>());
        assert!(log.iter().zip(&ids[3..]).all(|(exchange, id)| exchange.id == *id));
        assert_eq!(log[0].path, "basic/?n=4");
        for (id, status) in [(&ids[2], 404), (&ids[3], 200), (&ids[52], 200)] {
            assert_eq!(lab.api("GET", &format!("/exchanges/{id}"), "").await.status, status);
            assert_eq!(lab.api("GET", &format!("/exchanges/{id}.txt"), "").await.status, status);
        }
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 53);
    });
}

#[test]
fn only_what_is_newer_than_a_number_can_be_asked_for() {
    with_server(async |server| {
        let lab = server.lab().await;
        for _ in 0..3 {
            lab.knock("GET", "basic/", &[]).await;
        }
        for (query, expected) in [
            ("", vec![1, 2, 3]),
            ("?after=0", vec![1, 2, 3]),
            ("?after=1", vec![2, 3]),
            ("?after=3", vec![]),
            ("?after=18446744073709551615", vec![]),
        ] {
            let answer = lab.api("GET", &format!("/exchanges{query}"), "").await;
            let seqs: Vec<u64> = answer
                .json()
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(|one| one["seq"].as_u64())
                .collect();
            assert_eq!(seqs, expected, "{query}");
        }
        for query in ["?after=", "?after=one", "?after=-1", "?after=1&after=2"] {
            let answer = lab.api("GET", &format!("/exchanges{query}"), "").await;
            assert_eq!(
                (answer.status, answer.field("content-type")),
                (400, Some("application/problem+json")),
                "{query}"
            );
        }
    });
}

#[test]
fn what_is_not_in_the_log_is_a_404() {
    with_server(async |server| {
        let lab = server.lab().await;
        lab.knock("GET", "basic/", &[]).await;
        for id in ["x", "000000000000", "1", ".txt", "x.txt", "%2e%2e", "x.har.txt"] {
            let answer = lab.api("GET", &format!("/exchanges/{id}"), "").await;
            assert_eq!(
                (answer.status, answer.field("content-type")),
                (404, Some("application/problem+json")),
                "{id}"
            );
        }
    });
}

/// Sends ten requests of this lab's own on one connection.
async fn knock_ten_times(lab: &Lab<'static>) {
    let mut connection = Connection::open(lab.server.address).await;
    for number in 0..10 {
        let target = format!("{}basic/?{}={number}", lab.base, lab.name);
        connection.send(message("GET", &target, &[&format!("X-Lab: {}", lab.name)], "")).await;
        assert_eq!(connection.answer(false).await.expect("an answer").status, 401);
    }
}

#[test]
fn many_labs_at_the_same_time_see_only_their_own_exchanges() {
    with_server(async |server| {
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                tokio::spawn(async move {
                    let lab = shared().lab().await;
                    knock_ten_times(&lab).await;
                    let log = lab.exchanges().await;
                    let paths: Vec<String> = log.iter().map(|exchange| exchange.path.clone()).collect();
                    let own: Vec<String> =
                        (0..10).map(|number| format!("basic/?{}={number}", lab.name)).collect();
                    assert_eq!(paths, own);
                    for exchange in &log {
                        assert_eq!(exchange.request.field("x-lab"), Some(lab.name.as_str()));
                        let realm = format!("Basic realm=\"{}/basic\", charset=\"UTF-8\"", lab.name);
                        assert_eq!(exchange.challenges().collect::<Vec<_>>(), [realm]);
                    }
                    lab.name
                })
            })
            .collect();
        let mut names = HashSet::new();
        for task in tasks {
            names.insert(task.await.expect("the task's own claims"));
        }
        assert_eq!(names.len(), 20);
        assert_eq!(server.get("/livez").await.status, 200);
    });
}

#[test]
fn anybody_may_send_and_the_owner_sees_it() {
    with_server(async |server| {
        let (lab, stranger) = (server.lab().await, server.lab().await);
        for fields in [
            vec![],
            vec![stranger.cookie.as_str()],
            vec!["Origin: http://elsewhere.example", "Sec-Fetch-Site: cross-site"],
            vec!["User-Agent: curl/8.0"],
        ] {
            assert_eq!(lab.knock("GET", "basic/", &fields).await.status, 401);
        }
        assert_eq!(lab.exchanges().await.len(), 4);
        assert!(stranger.exchanges().await.is_empty());
    });
}
