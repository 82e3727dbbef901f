//! `forbidden/role/`: a right password is not enough, and a 403 asks for nothing.

use super::{Doors, basic_line};
use crate::support::with_server;

#[test]
fn the_role_decides_once_the_password_is_right() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (user, password, status) in [
                ("alice", "wonderland", 403),
                ("bob", "builder", 200),
                ("carol", "looking-glass", 403),
                ("zoë", "pässwörd", 403),
                ("alice", "builder", 401),
                ("bob", "wonderland", 401),
            ] {
                let answer = doors.knock("GET", "forbidden/role/", &[&basic_line(user, password)]).await;
                assert_eq!(answer.status, status, "{user}:{password}");
                let line = format!(
                    "WWW-Authenticate: Basic realm=\"{}/forbidden/role\", charset=\"UTF-8\"",
                    doors.name
                );
                let expected = if status == 401 { vec![line.as_str()] } else { Vec::new() };
                assert_eq!(answer.challenges(), expected, "{user}:{password}");
            }
            let bob = doors.knock("GET", "forbidden/role/", &[&basic_line("bob", "builder")]).await;
            assert_eq!(
                (bob.json()["user"].as_str(), bob.json()["role"].as_str()),
                (Some("bob"), Some("admin"))
            );
        }
    });
}

#[test]
fn a_403_names_the_check_and_not_the_password() {
    with_server(async |server| {
        let answer =
            server.request("GET", "/demo/forbidden/role/", &[&basic_line("alice", "wonderland")]).await;
        let problem = answer.json();
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(
            detail.contains("alice") && detail.contains("reader") && detail.contains("admin"),
            "{detail}"
        );
        assert!(!answer.text().contains("wonderland") && !answer.text().contains("builder"), "{answer:?}");
    });
}
