//! The playground without JavaScript: a form becomes a request to the visitor's own lab, and the answer is a page.

mod bounds;
mod credentials;
mod digest;
mod drafts;
mod examples;
mod raw;
mod sending;

use super::support::{Answer, Lab};

/// Sends the form as the lab's owner.
async fn send(lab: &Lab<'_>, form: &[(&str, &str)]) -> Answer {
    lab.server.form("/play/send", &[&lab.cookie], form).await
}

/// Follows a 303 to the page of the exchange.
async fn follow(lab: &Lab<'_>, answer: &Answer) -> Answer {
    assert_eq!(answer.status, 303, "{answer:?}");
    let location = answer.field("location").expect("a page");
    assert!(location.starts_with("/x/"), "{location}");
    let page = lab.server.request("GET", location, &[&lab.cookie]).await;
    assert_eq!(page.status, 200, "{location}");
    page
}
