//! Too much of something, too often, too slowly: each limit is hit, and one below it nothing happens.

mod connections;
mod forwarded;
mod heads;
mod kept;
mod rates;
mod requests;
mod slow;
mod streams;

use crate::support::Answer;

/// A refusal of ours says in a problem what to do, and when.
fn assert_told_to_wait(answer: &Answer, status: u16) {
    assert_eq!((answer.status, answer.field("content-type")), (status, Some("application/problem+json")));
    let seconds = answer.field("retry-after").and_then(|seconds| seconds.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| (1..=60).contains(&seconds)), "{answer:?}");
    let detail = answer.json()["detail"].as_str().expect("a sentence").to_lowercase();
    assert!(detail.contains("wait") || detail.contains("try again"), "{detail}");
}
