//! `dialog/{run}/`: made for the browser's own window, so it answers with pages, and each run is a realm of its own.

use super::{Doors, basic_line};
use crate::support::with_server;

#[test]
fn each_run_has_a_realm_of_its_own() {
    with_server(async |server| {
        let lab = server.lab().await;
        let longest = "x".repeat(24);
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for run in ["1", "2", "a-B-3", longest.as_str()] {
                let path = format!("dialog/{run}/");
                let line = format!("WWW-Authenticate: Basic realm=\"Dialog {run}\", charset=\"UTF-8\"");
                for credentials in [vec![], vec![basic_line("alice", "wrong")]] {
                    let mut fields: Vec<&str> = credentials.iter().map(String::as_str).collect();
                    fields.push("Accept: TEXT/html,*/*");
                    let refused = doors.knock("GET", &path, &fields).await;
                    assert_eq!((refused.status, refused.challenges()), (401, vec![line.as_str()]), "{run}");
                    assert_eq!(refused.field("content-type"), Some("text/html; charset=utf-8"), "{run}");
                }
                let alice = basic_line("alice", "wonderland");
                let opened = doors.knock("GET", &path, &[&alice, "Accept: text/html,*/*"]).await;
                assert_eq!(opened.status, 200, "{run}");
                assert_eq!(opened.field("content-type"), Some("text/html; charset=utf-8"), "{run}");
                assert!(opened.text().contains("<h1>") && opened.text().contains("alice"), "{run}");
            }
        }
    });
}

#[test]
fn a_run_that_could_break_the_realm_is_no_door() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let too_long = "x".repeat(25);
        for run in
            ["a%22b", "a\"b", "a%0Ab", "%C3%AB", "a.b", "a,b", "a%20b", "a\\b", "..", too_long.as_str()]
        {
            let answer = doors.knock("GET", &format!("dialog/{run}/"), &[]).await;
            assert!(matches!(answer.status, 400 | 404), "{run}: {answer:?}");
            assert!(answer.challenges().is_empty(), "{run}: {answer:?}");
        }
    });
}
