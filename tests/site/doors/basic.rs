//! `basic/`: what an open door says, and that a wrong user cannot be told from a wrong password.

use super::{Doors, basic_line};
use crate::support::with_server;

#[test]
fn the_challenge_is_spelled_as_the_rfcs_spell_it() {
    with_server(async |server| {
        let lab = server.lab().await;
        let demo = server.get("/demo/basic/").await;
        assert_eq!(demo.challenges(), ["WWW-Authenticate: Basic realm=\"demo/basic\", charset=\"UTF-8\""]);
        let own = lab.knock("GET", "basic/", &[]).await;
        let line = format!("WWW-Authenticate: Basic realm=\"{}/basic\", charset=\"UTF-8\"", lab.name);
        assert_eq!(own.challenges(), [line]);
        assert!(own.head.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{}", own.head);
    });
}

#[test]
fn the_open_door_says_who_came_in_and_how() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (user, password, role) in [
                ("alice", "wonderland", "reader"),
                ("bob", "builder", "admin"),
                ("carol", "looking-glass", "reader"),
                ("zoë", "pässwörd", "reader"),
            ] {
                for method in ["GET", "POST"] {
                    let answer = doors.knock(method, "basic/", &[&basic_line(user, password)]).await;
                    assert_eq!(
                        (answer.status, answer.field("content-type")),
                        (200, Some("application/json")),
                        "{user}"
                    );
                    let body = answer.json();
                    assert_eq!(body["authenticated"], true);
                    assert_eq!((body["user"].as_str(), body["scheme"].as_str()), (Some(user), Some("Basic")));
                    assert_eq!(body["role"], role);
                    assert!(answer.challenges().is_empty(), "{answer:?}");
                }
            }
        }
    });
}

#[test]
fn a_wrong_user_and_a_wrong_password_get_the_same_bytes() {
    with_server(async |server| {
        let answers = [
            ("alice", "wrong"),
            ("mallory", "wonderland"),
            ("", ""),
            ("carol", "wonderland"),
            ("zoë", "passwort"),
        ];
        let mut seen = Vec::new();
        for (user, password) in answers {
            let answer = server.request("GET", "/demo/basic/", &[&basic_line(user, password)]).await;
            assert_eq!(answer.status, 401, "{user}");
            let lines: Vec<String> = answer
                .lines()
                .into_iter()
                .filter(|line| !line.starts_with("Date:"))
                .map(str::to_owned)
                .collect();
            seen.push((lines, answer.body));
        }
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    });
}

#[test]
fn no_number_of_wrong_passwords_locks_anybody_out() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for number in 0..60 {
                let wrong = basic_line("alice", &format!("guess-{number}"));
                assert_eq!(doors.knock("GET", "basic/", &[&wrong]).await.status, 401, "{number}");
            }
            let right = basic_line("alice", "wonderland");
            assert_eq!(doors.knock("GET", "basic/", &[&right]).await.status, 200);
        }
    });
}

#[test]
fn a_post_with_a_body_is_let_in_and_refused_like_any_other() {
    with_server(async |server| {
        let lab = server.lab().await;
        let alice = basic_line("alice", "wonderland");
        for (fields, status) in [(vec![alice.as_str()], 200), (vec![], 401)] {
            let target = format!("{}basic/", lab.base);
            let answer =
                server.send(crate::support::message("POST", &target, &fields, "anything=at+all")).await;
            assert_eq!(answer.status, status);
            assert_eq!(lab.record_of(&answer).await.request.body.text, "anything=at+all");
        }
    });
}
