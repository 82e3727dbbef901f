//! `forbidden/quota/`: three in thirty seconds of lab time, told in two ways.

use knock::model::{Outcome, Rung};

use super::{Doors, basic_line};
use crate::support::{Answer, Lab, with_server};

async fn knock(lab: &Lab<'_>, query: &str) -> Answer {
    lab.knock("GET", &format!("forbidden/quota/{query}"), &[]).await
}

/// The lines about the limit but for the time, spelled as on the wire.
fn limits(answer: &Answer) -> Vec<&str> {
    let about =
        |line: &&str| line.to_ascii_lowercase().starts_with("x-ratelimit-") && !line.contains("-reset:");
    answer.lines().into_iter().filter(about).collect()
}

fn seconds(answer: &Answer, name: &str) -> i64 {
    let [value] = answer.fields(name)[..] else { panic!("{name} once: {answer:?}") };
    value.parse().expect("seconds")
}

async fn set_clock(lab: &Lab<'_>, offset: i64) {
    let moved = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset}}}")).await;
    assert!(moved.status < 300, "{moved:?}");
}

#[test]
fn the_fourth_knock_is_refused_as_github_does_and_a_login_changes_nothing() {
    with_server(async |server| {
        let lab = server.lab().await;
        for remaining in [2, 1, 0] {
            let answer = knock(&lab, "?style=403").await;
            assert_eq!((answer.status, &answer.json()["remaining"]), (200, &remaining.into()));
            let line = format!("x-ratelimit-remaining: {remaining}");
            assert_eq!(limits(&answer), ["x-ratelimit-limit: 3", &line]);
            assert!(answer.fields("retry-after").is_empty());
        }
        let bob = basic_line("bob", "builder");
        for fields in [&[][..], &[bob.as_str()], &["Accept: text/html"]] {
            let answer = lab.knock("GET", "forbidden/quota/?style=403", fields).await;
            assert_eq!(answer.status, 403, "{fields:?}");
            assert_eq!(limits(&answer), ["x-ratelimit-limit: 3", "x-ratelimit-remaining: 0"]);
            assert!((25..=30).contains(&seconds(&answer, "retry-after")), "{answer:?}");
            assert!(answer.lines().iter().any(|line| line.starts_with("x-ratelimit-reset: ")), "{answer:?}");
            assert!(answer.lines().iter().any(|line| line.starts_with("Retry-After: ")), "{answer:?}");
            assert!(answer.challenges().is_empty());
        }
    });
}

#[test]
fn the_other_style_is_a_429_without_private_fields_and_counts_the_same_knocks() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (query, status, remaining) in [
            ("?style=429", 200, 2),
            ("", 200, 1),
            ("?style=429", 200, 0),
            ("?style=429", 429, 0),
            ("", 403, 0),
        ] {
            let answer = knock(&lab, query).await;
            assert_eq!(answer.status, status, "{query}");
            assert_eq!(limits(&answer).is_empty(), query == "?style=429", "{query}: {answer:?}");
            assert_eq!(answer.fields("retry-after").len(), usize::from(status != 200), "{query}");
            assert!(status != 200 || answer.json()["remaining"] == remaining, "{query}: {answer:?}");
            // RFC 6585 4: a 429 must not be stored.
            assert_eq!(answer.fields("cache-control"), ["no-store"], "{query}");
        }
        let fresh = server.lab().await;
        assert_eq!(knock(&fresh, "").await.status, 200, "each lab counts for itself");
    });
}

#[test]
fn the_window_ends_when_retry_after_says() {
    with_server(async |server| {
        let lab = server.lab().await;
        for _ in 0..3 {
            assert_eq!(knock(&lab, "").await.status, 200);
        }
        let refused = knock(&lab, "").await;
        assert_eq!(refused.status, 403);
        let wait = seconds(&refused, "retry-after");
        let reset = seconds(&refused, "x-ratelimit-reset");
        for (offset, status) in [(wait - 5, 403), (wait, 200)] {
            set_clock(&lab, offset).await;
            let answer = knock(&lab, "").await;
            assert_eq!(answer.status, status, "after {offset} of {wait} seconds");
            assert_eq!(seconds(&answer, "x-ratelimit-reset") == reset, status == 403, "a new window");
        }
        // The clock goes back: a window that ended in the future would shut the door for hours.
        set_clock(&lab, -80_000).await;
        assert_eq!(knock(&lab, "").await.status, 200);
    });
}

#[test]
fn a_reset_of_the_lab_forgets_the_count() {
    with_server(async |server| {
        let lab = server.lab().await;
        for status in [200, 200, 200, 403] {
            assert_eq!(knock(&lab, "").await.status, status);
        }
        assert_eq!(lab.api("POST", "/reset", "").await.status, 204);
        assert_eq!(knock(&lab, "").await.status, 200);
    });
}

#[test]
fn head_and_what_is_only_shown_cost_nothing() {
    with_server(async |server| {
        let lab = server.lab().await;
        for _ in 0..5 {
            let head = lab.knock("HEAD", "forbidden/quota/", &[]).await;
            assert_eq!((head.status, head.field("x-ratelimit-remaining")), (200, Some("2")));
            let shown = knock(&lab, "?spent=1").await;
            assert_eq!((shown.status, seconds(&shown, "retry-after")), (403, 30));
            assert_eq!(knock(&lab, "?style=429&spent=1").await.status, 429);
            assert_eq!(knock(&lab, "?style=404").await.status, 400);
            assert_eq!(lab.knock("OPTIONS", "forbidden/quota/", &[]).await.status, 204);
        }
        let first = knock(&lab, "").await;
        assert_eq!(first.field("x-ratelimit-remaining"), Some("2"));
    });
}

#[test]
fn the_record_says_that_it_was_the_limit() {
    with_server(async |server| {
        let lab = server.lab().await;
        for _ in 0..3 {
            knock(&lab, "").await;
        }
        for (query, status) in [("", 403), ("?style=429", 429), ("?spent=1", 403)] {
            let answer = knock(&lab, query).await;
            let record = lab.record_of(&answer).await;
            let last = record.checks.last().expect("a check");
            assert_eq!(
                (record.status, last.rung, last.outcome),
                (status, Rung::NetworkRule, Outcome::Stopped)
            );
            assert!(last.detail.contains("used up") && last.would_pass.contains("seconds later"), "{last:?}");
            assert_eq!(answer.json()["detail"], last.detail.as_str());
        }
    });
}

#[test]
fn the_shared_demo_tells_its_limit_in_the_same_words() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let answer = doors.knock("GET", "forbidden/quota/?style=403&spent=1", &[]).await;
        assert_eq!(answer.status, 403);
        assert!(answer.lines().contains(&"Retry-After: 30"), "{answer:?}");
        assert_eq!(limits(&answer), ["x-ratelimit-limit: 3", "x-ratelimit-remaining: 0"]);
    });
}
