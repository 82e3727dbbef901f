//! The record explains the answer: the check that stopped the climb belongs to the status, and its bytes are the right ones.

use knock::demo::endpoints;
use knock::error;
use knock::model::{Exchange, Outcome, Rung};

use super::{Doors, cases};
use crate::support::with_server;

/// `refused` says whether a check has to say no.
fn assert_explains(exchange: &Exchange, refused: bool, what: &str) {
    let stopped: Vec<_> = exchange.checks.iter().filter(|check| check.outcome == Outcome::Stopped).collect();
    let (last, before) = exchange.checks.split_last().unwrap_or_else(|| panic!("{what}: no check at all"));
    if refused {
        assert_eq!(stopped.len(), 1, "{what}: {:?}", exchange.checks);
        assert_eq!(last.outcome, Outcome::Stopped, "{what}: the last check is the one that says no");
        assert!(!last.would_pass.is_empty(), "{what}: what would have passed?");
    } else {
        assert!(stopped.is_empty(), "{what}: {stopped:?}");
    }
    assert!(!last.detail.is_empty(), "{what}");
    let rungs: Vec<Rung> = exchange.checks.iter().map(|check| check.rung).collect();
    assert!(rungs.windows(2).all(|pair| pair[0] < pair[1]), "{what}: the order of the questions: {rungs:?}");
    assert!(before.iter().all(|check| check.would_pass.is_empty()), "{what}: a passed check needs no remedy");
    for check in &exchange.checks {
        assert!(knock::model::citation::href(&check.section).is_some(), "{what}: {check:?} names no section");
        let Some(at) = check.looked_at else { continue };
        let bytes = exchange.bytes_at(at);
        assert!(bytes.is_some_and(|bytes| !bytes.contains('\n')), "{what}: {check:?} looked at {bytes:?}");
    }
}

#[test]
fn the_last_check_explains_the_status_at_every_door_in_every_case() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        for case in cases::all(&doors).await {
            let answer = case.send(&doors, &[]).await;
            let record = lab.record_of(&answer).await;
            let what = &case.name;
            assert_eq!(record.status, answer.status, "{what}");
            assert_eq!(record.status, case.status(), "{what}: {:?}", record.checks);
            assert_explains(&record, case.reason.is_some(), what);
            if let (Some(reason), Some(problem)) = (case.reason, case.problem(&answer)) {
                let last = record.checks.last().expect("a check");
                use knock::model::Reason::{Hidden, HiddenDoor, NoSuchDocument};
                let hides = matches!(reason, Hidden | HiddenDoor | NoSuchDocument);
                assert_eq!(problem.detail == last.detail, !hides, "{what}: {problem:?} {last:?}");
            } else if case.reason.is_none() {
                assert_eq!(record.checks.last().map(|check| check.rung), Some(Rung::Handler), "{what}");
            }
        }
    });
}

/// Doors that let everybody in.
const OPEN: [(&str, &str); 2] = [("GET", ""), ("GET", "session/login")];
/// Doors that let nobody in.
const CLOSED: [(&str, &str); 1] = [("GET", "forbidden/region/")];

#[test]
fn every_door_has_a_case_that_opens_it_and_one_that_does_not() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut cases = cases::all(&Doors::of(&lab)).await;
        cases.extend(cases::all(&Doors::demo(server)).await);
        for endpoint in endpoints() {
            for method in endpoint.methods.iter().map(|method| method.name()) {
                let own = || cases.iter().filter(|case| case.method == method && case.is_at(endpoint.path));
                let what = format!("{method} {} in the tables beside cases.rs", endpoint.path);
                let (opens, refuses) =
                    (own().any(|case| case.reason.is_none()), own().any(|case| case.reason.is_some()));
                let at = (method, endpoint.path);
                assert_eq!(opens, !CLOSED.contains(&at), "a case that opens {what}");
                assert_eq!(refuses, !OPEN.contains(&at), "a case that is refused by {what}");
            }
        }
    });
}

#[test]
fn what_needs_no_answer_of_a_door_is_explained_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        for (method, path, status) in [
            ("OPTIONS", "basic/", 204),
            ("GET", "basic", 308),
            ("DELETE", "basic/", 405),
            ("HEAD", "token", 405),
            ("GET", "nowhere/", 404),
        ] {
            let answer = doors.knock(method, path, &[]).await;
            assert_eq!(answer.status, status, "{method} {path}");
            let record = lab.record_of(&answer).await;
            assert_explains(&record, status >= 400, &format!("{method} {path}"));
            assert_eq!((record.method.as_str(), record.path.as_str()), (method, path));
        }
    });
}

#[test]
fn the_checks_point_at_the_right_bytes() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let twice = ["Authorization: Basic one", "X-Between: b", "AUTHORIZATION:\tBasic two "];
        let document = format!("{}forbidden/documents/6/?hide=1", lab.base);
        let alice = "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==";
        let cases: &[(&str, &[&str], Rung, &str)] = &[
            (
                "basic/",
                &["X-Decoy: Authorization: Basic no", "authorization:   bAsIc   YTpi  "],
                Rung::KnownIdentity,
                "YTpi",
            ),
            ("basic/", &["Authorization: Basic YWxpY2U="], Rung::Decodable, "YWxpY2U="),
            ("basic/", &["Authorization: Bearer a.b.c"], Rung::SchemeOffered, "Bearer"),
            ("basic/", &["Authorization: a=b"], Rung::WellFormed, "a=b"),
            ("basic/", &twice, Rung::WellFormed, "Basic two"),
            ("bearer/", &["Authorization: Bearer  not-a-token"], Rung::Decodable, "not-a-token"),
            ("forbidden/role/", &[alice], Rung::Role, "Basic YWxpY2U6d29uZGVybGFuZA=="),
            ("forbidden/documents/6/?hide=1", &[alice], Rung::Owner, &document),
        ];
        for (path, fields, rung, expected) in cases {
            let answer = doors.knock("GET", path, fields).await;
            let record = lab.record_of(&answer).await;
            let stopped = record.stopped_at().unwrap_or_else(|| panic!("{path} {fields:?} stopped nowhere"));
            assert_eq!(stopped.rung, *rung, "{path} {fields:?}");
            let at = stopped.looked_at.unwrap_or_else(|| panic!("{path} {fields:?} looked at nothing"));
            assert_eq!(record.bytes_at(at), Some(*expected), "{path} {fields:?}");
        }
        let answer = doors.knock("BREW", "basic/", &[]).await;
        let record = lab.record_of(&answer).await;
        let at = record.stopped_at().and_then(|check| check.looked_at).expect("the method");
        assert_eq!(record.bytes_at(at), Some("BREW"));
        let answer = doors.post("token", &[("sub", "nobody")]).await;
        let record = lab.record_of(&answer).await;
        let at = record.stopped_at().and_then(|check| check.looked_at).expect("the body");
        assert_eq!(record.bytes_at(at), Some("sub=nobody"));
    });
}

#[test]
fn in_a_head_that_is_not_utf8_the_bytes_looked_at_are_found_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        let request = [
            format!("GET {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nX-Odd: ", lab.base).as_bytes(),
            b"\xff\xfe\r\nAuthorization: Basic YTpi\r\n\r\n",
        ]
        .concat();
        let answer = server.send(request).await;
        let record = lab.record_of(&answer).await;
        assert_eq!(record.status, error::status(knock::model::Reason::WrongCredentials).as_u16());
        assert!(record.request.head.contains("X-Odd: \\xFF\\xFE\r\n"), "{}", record.request.head);
        let at = record.stopped_at().and_then(|check| check.looked_at).expect("the pair");
        assert_eq!(record.bytes_at(at), Some("YTpi"));
    });
}
