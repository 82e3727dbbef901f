//! `api-key/`, `basic-hidden/` and `optional/`: what is said, what is not said, and what is kept.

use super::{Doors, basic_line};
use crate::support::with_server;

#[test]
fn each_key_has_an_answer_of_its_own() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let challenge =
                format!("WWW-Authenticate: ApiKey realm=\"{}/api-key\", header=\"X-API-Key\"", doors.name);
            let mut details = std::collections::BTreeSet::new();
            for (key, status) in [
                (None, 401),
                (Some("live_mallory"), 401),
                (Some("revoked_alice"), 401),
                (Some("test_alice"), 401),
                (Some("live_alice_reader"), 403),
                (Some("live_bob_admin"), 200),
            ] {
                let line = key.map(|key| format!("X-API-Key: {key}"));
                let fields: Vec<&str> = line.iter().map(String::as_str).collect();
                let answer = doors.knock("GET", "api-key/", &fields).await;
                let challenges = if status == 401 { vec![challenge.as_str()] } else { vec![] };
                assert_eq!((answer.status, answer.challenges()), (status, challenges), "{key:?}");
                if status == 200 {
                    let body = answer.json();
                    assert_eq!(
                        (body["user"].as_str(), body["scheme"].as_str()),
                        (Some("bob"), Some("ApiKey"))
                    );
                } else {
                    let detail = answer.json()["detail"].as_str().expect("a sentence").to_owned();
                    assert!(details.insert(detail.clone()), "{detail} was said before");
                }
            }
        }
    });
}

#[test]
fn a_key_in_the_wrong_place_is_told_so() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        for (path, fields, says) in [
            ("api-key/", &["Authorization: Bearer live_bob_admin"][..], "Authorization"),
            ("api-key/?api_key=live_bob_admin", &[], "address"),
            ("api-key/?api-key=live_bob_admin", &[], "address"),
            ("api-key/?APIKEY=live_bob_admin", &[], "address"),
            ("api-key/", &[], "who is asking"),
            ("api-key/?monkey=live_bob_admin", &[], "who is asking"),
        ] {
            let answer = doors.knock("GET", path, fields).await;
            let detail = answer.json()["detail"].as_str().expect("a sentence").to_owned();
            assert!(answer.status == 401 && detail.contains(says), "{path} {fields:?}: {detail}");
        }
    });
}

#[test]
fn a_real_key_is_not_kept_wherever_it_was_put() {
    with_server(async |server| {
        let lab = server.lab().await;
        // Put together here, so that no scanner takes this file for a leak.
        let key = format!("sk_live_{}", "4eC39HqLyjWDarjt");
        for (path, line) in [
            ("api-key/", format!("X-API-Key: {key}")),
            ("api-key/", format!("Authorization: Bearer {key}")),
            ("api-key/", format!("Authorization: ApiKey {key}")),
            (&*format!("api-key/?api_key={key}"), "X-Other: 1".to_owned()),
            (&*format!("api-key/?a=b&X-API%2DKey={key}&c=d"), "X-Other: 1".to_owned()),
            (&*format!("nowhere/?key={key}"), "X-Other: 1".to_owned()),
        ] {
            let answer = lab.knock("GET", path, &[&line]).await;
            let record = serde_json::to_string(&lab.record_of(&answer).await).expect("JSON");
            assert!(!record.contains("4eC39HqLyjWDarjt"), "{path} {line}: {record}");
        }
        for line in ["X-API-Key: live_alice_reader", "Authorization: Bearer live_alice_reader"] {
            let answer = lab.knock("GET", "api-key/?api_key=live_alice_reader", &[line]).await;
            let record = lab.record_of(&answer).await;
            assert!(record.request.head.contains(line), "{line}: {}", record.request.head);
            assert_eq!(record.path, "api-key/?api_key=live_alice_reader");
        }
    });
}

#[test]
fn the_hidden_door_answers_with_the_bytes_of_a_missing_one() {
    with_server(async |server| {
        let without_date = |answer: &crate::support::Answer| {
            let lines = answer.lines().into_iter().filter(|line| !line.starts_with("Date:"));
            (answer.status, lines.map(str::to_owned).collect::<Vec<_>>(), answer.body.clone())
        };
        let wrong = basic_line("alice", "wrong");
        let twice = [wrong.as_str(), wrong.as_str()];
        for accept in ["Accept: */*", "Accept: text/html"] {
            let missing = server.request("GET", "/demo/nowhere/", &[accept]).await;
            for fields in [&[][..], &[&*wrong], &["Authorization: Bearer x"], &twice] {
                let fields = [&[accept], fields].concat();
                let hidden = server.request("GET", "/demo/basic-hidden/", &fields).await;
                assert_eq!(without_date(&hidden), without_date(&missing), "{fields:?}");
            }
        }
        let alice = basic_line("alice", "wonderland");
        let opened = server.request("GET", "/demo/basic-hidden/", &[&alice]).await;
        assert_eq!((opened.status, opened.json()["user"].as_str()), (200, Some("alice")));
    });
}

#[test]
fn the_lab_s_owner_learns_why_the_door_hid() {
    with_server(async |server| {
        let lab = server.lab().await;
        let answer = lab.knock("GET", "basic-hidden/", &[&basic_line("alice", "wrong")]).await;
        let record = lab.record_of(&answer).await;
        let stopped = record.stopped_at().expect("a check that says no");
        assert_eq!(stopped.rung, knock::model::Rung::KnownIdentity);
        assert!(stopped.detail.ends_with("as if there were no door."), "{}", stopped.detail);
    });
}

#[test]
fn an_open_door_may_still_invite_to_log_in() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let anonymous = doors.knock("GET", "optional/", &[]).await;
            let line = format!("WWW-Authenticate: Bearer realm=\"{}/optional\"", doors.name);
            assert_eq!((anonymous.status, anonymous.challenges()), (200, vec![line.as_str()]));
            assert_eq!(anonymous.json()["authenticated"], false);
            let full = doors.bearer("optional/", &doors.token(&[("sub", "bob")]).await).await;
            assert_eq!((full.status, full.challenges().len()), (200, 0));
            assert_eq!(
                (full.json()["user"].as_str(), full.json()["answer"].as_str()),
                (Some("bob"), Some("full"))
            );
            assert!(anonymous.body.len() < full.body.len());
        }
    });
}
