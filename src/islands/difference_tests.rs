//! Pairs of attempts, and what is said about them.

use super::*;
use crate::model::{Body, Capture, Check, Message, Outcome, Rung, Timing};

/// A GET exchange with request headers that the visitor set.
pub(crate) fn exchange(status: u16, path: &str, headers: &[(&str, &str)]) -> Exchange {
    let message = |start_line: String, fields: Vec<Field>| Message {
        start_line,
        fields,
        body: Body::default(),
        head: String::new(),
    };
    let fields = headers.iter().map(|(name, value)| Field {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
        set_by: SetBy::You,
        about: None,
    });
    Exchange {
        seq: 1,
        id: "abc".to_owned(),
        method: "GET".to_owned(),
        path: path.to_owned(),
        status,
        request: message(format!("GET /{path} HTTP/1.1"), fields.collect()),
        response: message(format!("HTTP/1.1 {status} X"), Vec::new()),
        checks: Vec::new(),
        notes: Vec::new(),
        timing: Timing { received: String::new(), took_us: 0 },
        capture: Capture::Bytes,
        hop: None,
    }
}

pub(crate) fn stopped(mut exchange: Exchange, rung: Rung) -> Exchange {
    exchange.checks.push(Check {
        rung,
        outcome: Outcome::Stopped,
        detail: String::new(),
        section: String::new(),
        would_pass: String::new(),
        looked_at: None,
    });
    exchange
}

#[test]
fn the_sentence_says_what_the_change_did() {
    let nobody = stopped(exchange(401, "basic/", &[]), Rung::CredentialsPresent);
    let wrong = stopped(exchange(401, "basic/", &[("Authorization", "Basic x")]), Rung::KnownIdentity);
    let right = exchange(200, "basic/", &[("Authorization", "Basic y")]);
    let role = stopped(exchange(403, "role/", &[("Authorization", "Basic y")]), Rung::Role);
    for (first, second, expected) in [
        (&nobody, &nobody, "The same request again, and the same answer: 401."),
        (
            &nobody,
            &wrong,
            "Adding Authorization left the status at 401, but the check that says no is another one: “Known identity, signature ours?”",
        ),
        (&wrong, &right, "Changing Authorization turned 401 into 200, and no check says no any more."),
        (
            &right,
            &nobody,
            "Removing Authorization turned 200 into 401, because a check says no now: “Did you bring credentials?”",
        ),
        (
            &right,
            &role,
            "Changing the path turned 200 into 403, because a check says no now: “Does the role allow it?”",
        ),
        (
            &nobody,
            &role,
            "Changing the path and adding Authorization turned 401 into 403: now it is “Does the role allow it?” that says no.",
        ),
    ] {
        assert_eq!(sentence(first, second), expected);
    }
}

#[test]
fn the_same_request_with_another_answer_points_at_the_server() {
    let fresh = exchange(200, "bearer/", &[("Authorization", "Bearer x")]);
    let late = stopped(exchange(401, "bearer/", &[("Authorization", "Bearer x")]), Rung::InTime);
    assert!(sentence(&fresh, &late).starts_with("The same request, and yet 200 became 401"));
}

#[test]
fn only_what_differs_is_listed_and_names_ignore_case() {
    let first = exchange(200, "basic/", &[("accept", "*/*"), ("X-A", "1"), ("X-A", "2")]);
    let second = exchange(200, "basic/", &[("Accept", "*/*"), ("X-B", "3")]);
    let found = of_requests(&first, &second);
    assert_eq!(
        found
            .iter()
            .map(|difference| (&*difference.what, difference.first.as_deref(), difference.second.as_deref()))
            .collect::<Vec<_>>(),
        [("X-A", Some("1, 2"), None), ("X-B", None, Some("3"))]
    );
}

#[test]
fn what_differs_every_time_is_left_out() {
    let mut first = exchange(401, "basic/", &[]);
    let mut second = first.clone();
    second.id = "def".to_owned();
    for (exchange, id) in [(&mut first, "abc"), (&mut second, "def")] {
        exchange.response.body.text = format!("{{\"instance\":\"/x/{id}\"}}");
        exchange.response.fields.push(Field {
            name: "Knock-Exchange".to_owned(),
            value: id.to_owned(),
            set_by: SetBy::Server,
            about: None,
        });
    }
    assert_eq!(of_responses(&first, &second), []);
}
