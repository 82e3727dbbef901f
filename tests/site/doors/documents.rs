//! `forbidden/documents/{id}/`: owners only, and with `hide=1` not a byte of difference to a missing document.

use super::{Doors, basic_line};
use crate::support::{Answer, with_server};

#[test]
fn each_document_opens_for_its_owner_alone() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let guests = [("alice", "wonderland", 1..=5), ("bob", "builder", 6..=9), ("zoë", "pässwörd", 0..=0)];
        for (user, password, own) in &guests {
            for id in 1..=9 {
                for query in ["", "?hide=0", "?hide=1"] {
                    let path = format!("forbidden/documents/{id}/{query}");
                    let answer = doors.knock("GET", &path, &[&basic_line(user, password)]).await;
                    let refused = if query == "?hide=1" { 404 } else { 403 };
                    assert_eq!(answer.status, if own.contains(&id) { 200 } else { refused }, "{user} {path}");
                    if own.contains(&id) {
                        assert_eq!(answer.json()["document"]["owner"], *user);
                    }
                    assert!(answer.challenges().is_empty(), "{user} {path}");
                }
            }
        }
    });
}

/// All that a visitor sees, but for the date and the id that every exchange has.
fn seen(answer: &Answer) -> (String, String) {
    let id = answer.field("knock-exchange").unwrap_or("no id").to_owned();
    let date = format!("Date: {}", answer.field("date").expect("a date"));
    (answer.head.replace(&date, "").replace(&id, "{id}"), answer.text().replace(&id, "{id}"))
}

#[test]
fn a_hidden_document_has_the_bytes_of_a_missing_one() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for accept in ["Accept: */*", "Accept: text/html"] {
                for (user, password, theirs) in
                    [("alice", "wonderland", 6), ("bob", "builder", 3), ("carol", "looking-glass", 9)]
                {
                    let credentials = basic_line(user, password);
                    let mut answers = Vec::new();
                    let hidden = format!("{theirs}/?hide=1");
                    for missing in
                        [hidden.as_str(), "10/?hide=1", "99/?hide=1", "99/", "0/?hide=1", "nothing/?hide=1"]
                    {
                        let path = format!("forbidden/documents/{missing}");
                        let answer = doors.knock("GET", &path, &[&credentials, accept]).await;
                        assert_eq!(answer.status, 404, "{user} {path}");
                        answers.push(seen(&answer));
                    }
                    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{user}: {answers:#?}");
                    assert!(!answers[0].1.contains("alice") && !answers[0].1.contains("bob"), "{answers:?}");
                }
            }
        }
    });
}

#[test]
fn without_credentials_no_number_tells_anything() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let mut answers = Vec::new();
        for id in ["1", "6", "10", "99", "nothing"] {
            for query in ["", "?hide=1"] {
                let answer = doors.knock("GET", &format!("forbidden/documents/{id}/{query}"), &[]).await;
                assert_eq!(answer.status, 401, "{id}");
                answers.push(seen(&answer));
            }
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
    });
}

#[test]
fn a_document_shown_without_hiding_is_a_403_that_says_whose_it_is() {
    with_server(async |server| {
        let answer = server
            .request("GET", "/demo/forbidden/documents/6/", &[&basic_line("alice", "wonderland")])
            .await;
        assert_eq!(answer.status, 403);
        let detail = answer.json()["detail"].as_str().expect("a detail").to_owned();
        assert!(detail.contains("alice") && detail.contains("bob"), "{detail}");
    });
}
