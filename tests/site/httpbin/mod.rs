//! httpbin's addresses, over HTTP: what all have in common, then each one's own table.

use super::support::{Answer, Server};

mod common;
mod cookies;
mod digest;
mod inspection;
mod login;
mod status;

/// Asks for an address below `/httpbin/`.
async fn ask(server: &Server, path: &str, fields: &[&str]) -> Answer {
    server.request("GET", &format!("/httpbin/{path}"), fields).await
}

/// The problem's sentence, and that the body agrees with the status line.
fn detail(answer: &Answer) -> String {
    assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{answer:?}");
    let problem: knock::model::Problem = serde_json::from_slice(&answer.body).expect("a problem");
    assert_eq!(problem.status, answer.status);
    assert!(problem.kind.starts_with("/codes") || problem.kind.starts_with("/auth"), "{problem:?}");
    assert!(problem.detail.ends_with('.'), "{problem:?}");
    problem.detail.into_owned()
}
