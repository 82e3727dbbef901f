//! `forbidden/suspended/`: who you are is settled first, then whether your account is open.

use knock::model::Rung;

use super::{Doors, basic_line};
use crate::support::with_server;

#[test]
fn a_right_password_of_a_suspended_account_is_a_403_and_a_wrong_one_a_401() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let challenge = format!(
                "WWW-Authenticate: Basic realm=\"{}/forbidden/suspended\", charset=\"UTF-8\"",
                doors.name
            );
            for (user, password, status) in [
                ("carol", "looking-glass", 403),
                ("carol", "wonderland", 401),
                ("carol", "", 401),
                ("alice", "looking-glass", 401),
                ("alice", "wonderland", 200),
                ("bob", "builder", 200),
            ] {
                let line = basic_line(user, password);
                let answer = doors.knock("GET", "forbidden/suspended/", &[&line]).await;
                assert_eq!(answer.status, status, "{user}:{password}");
                let expected = if status == 401 { vec![challenge.as_str()] } else { Vec::new() };
                assert_eq!(answer.challenges(), expected, "{user}:{password}");
            }
        }
    });
}

#[test]
fn the_record_shows_that_carol_was_known_before_she_was_refused() {
    with_server(async |server| {
        let lab = server.lab().await;
        let carol = basic_line("carol", "looking-glass");
        let answer = lab.knock("GET", "forbidden/suspended/", &[&carol]).await;
        let record = lab.record_of(&answer).await;
        let rungs: Vec<Rung> = record.checks.iter().map(|check| check.rung).collect();
        assert!(rungs.ends_with(&[Rung::KnownIdentity, Rung::NotRevoked]), "{rungs:?}");
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.contains("logging in again")));
    });
}
