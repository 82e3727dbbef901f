//! The broken museum: every exhibit has its page, breaks its rule and no other, and the linter says so with curl as well.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use knock::demo::{Endpoint, endpoints};
use knock::model::{Level, Side};
use knock::notes;

use crate::scenarios::send;
use crate::support::{Server, with_server};

/// As the contract has them.
const NAMES: [&str; 15] = [
    "no-challenge",
    "basic-no-realm",
    "bearer-bare",
    "bearer-comma",
    "digest-unquoted",
    "digest-any-user",
    "digest-replay",
    "wrong-is-403",
    "wrong-is-200",
    "soft-401",
    "missing-is-403",
    "cookie-says-bearer",
    "cors-hidden",
    "role-before-identity",
    "case-sensitive-scheme",
];

#[test]
fn every_exhibit_has_its_door_and_its_page() {
    with_server(async |server| {
        let doors: Vec<_> = endpoints().filter_map(Endpoint::exhibit).collect();
        assert_eq!(doors, NAMES);
        let library = server.app.site().await.library();
        let pages: BTreeSet<&str> = library.exhibits.keys().map(String::as_str).collect();
        assert_eq!(pages, BTreeSet::from(NAMES));
        let list = server.get("/broken").await.text();
        for (name, page) in &library.exhibits {
            assert!(list.contains(&format!("href=\"/broken/{name}\"")), "{name}");
            let html = server.get(&format!("/broken/{name}")).await.text();
            assert!(html.contains(&page.front.rule) && html.contains("Knock-Broken"), "{name}");
            assert!(
                page.article.examples().count() >= 2,
                "{name}: the exhibit beside a door that does it right"
            );
        }
    });
}

#[test]
fn an_exhibit_raises_exactly_its_own_rule() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        for (name, page) in &library.exhibits {
            let rule = notes::rules().find(|rule| rule.name == page.front.rule);
            let rule = rule.unwrap_or_else(|| panic!("{name}: there is no rule {}", page.front.rule));
            assert_eq!(rule.side, Side::Response, "{name}: it is the server that is broken");
            let lab = server.lab().await;
            let mut answers = Vec::new();
            for draft in &page.front.shown {
                answers.push(send(&lab, draft).await);
            }
            let last = answers.last().unwrap_or_else(|| panic!("{name} shows nothing"));
            assert_eq!(last.field("knock-broken"), Some(name.as_str()), "{last:?}");
            let record = lab.record_of(last).await;
            let raised: Vec<&str> = record
                .notes
                .iter()
                .filter(|note| note.level >= Level::Warning && note.side == Side::Response)
                .map(|note| note.rule.as_str())
                .collect();
            assert_eq!(raised, [rule.name], "{name}: {last:?}");
        }
    });
}

/// `curl -si {path} | knock lint -`: the exit code, and what was printed.
fn linted(server: &Server, path: &str, options: &[&str]) -> (Option<i32>, String) {
    let mut curl = Command::new("curl")
        .arg("-si")
        .args(options)
        .arg(format!("http://{}{path}", server.address))
        .stdout(Stdio::piped())
        .spawn()
        .expect("curl is installed");
    let printed = curl.stdout.take().expect("its output");
    let lint = Command::new(env!("CARGO_BIN_EXE_knock")).args(["lint", "-"]).stdin(printed).output();
    assert!(curl.wait().expect("it ends").success(), "{path}");
    let lint = lint.expect("it ends");
    (lint.status.code(), String::from_utf8(lint.stdout).expect("UTF-8"))
}

#[test]
fn the_linter_names_the_rule_of_what_curl_prints() {
    with_server(async |server| {
        for (path, options, code, says) in [
            ("broken/bearer-bare/", &[][..], 1, "bearer-bare"),
            ("bearer/", &[], 0, "nothing to object"),
            ("broken/no-challenge/", &[], 1, "challenge-missing"),
            ("broken/basic-no-realm/", &["-u", "alice:wrong"], 1, "basic-no-realm"),
            ("broken/bearer-comma/", &[], 1, "comma-after-scheme"),
            ("broken/digest-unquoted/", &[], 1, "digest-unquoted"),
            ("broken/basic-no-realm/", &["-u", "alice:wonderland"], 0, "nothing to object"),
            ("digest/", &[], 0, "nothing to object"),
        ] {
            let (ended, out) = linted(server, &format!("/demo/{path}"), options);
            assert_eq!(ended, Some(code), "{path} {options:?}: {out}");
            assert!(out.contains(says), "{path} {options:?}: {out}");
        }
    });
}

#[test]
fn a_replayed_answer_is_noted_where_it_was_accepted_and_nowhere_else() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (door, expected) in [("broken/digest-replay/", true), ("digest-sha256/", false)] {
            let draft = knock::model::RequestDraft {
                path: door.to_owned(),
                headers: vec!["Authorization: Digest {{digest alice:wonderland}}".to_owned()],
                ..Default::default()
            };
            let first = send(&lab, &draft).await;
            let line =
                lab.record_of(&first).await.request.field("authorization").expect("an answer").to_owned();
            let again = lab.knock("GET", door, &[&format!("Authorization: {line}")]).await;
            let noted = async |answer| {
                lab.record_of(answer).await.notes.iter().any(|note| note.rule == "digest-replayed")
            };
            assert!(!noted(&first).await, "{door}: the first time is not the second");
            assert_eq!(noted(&again).await, expected, "{door}: {again:?}");
        }
    });
}
