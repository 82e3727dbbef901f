//! The Digest doors, row by row of what they promise: exact challenge lines, what a proof covers, and the server's own.

use std::collections::BTreeSet;

use knock::auth::digest::{Algorithm, Asked, Offer, Qop};
use knock::model::Rung;

use super::digest_cases::{DOORS, line};
use super::{Doors, cases};
use crate::client::Connection;
use crate::support::{message, with_server};

#[test]
fn the_challenges_are_spelled_as_promised_the_better_one_first() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (path, method, tail) in [
                ("digest", "GET", &["qop=\"auth\", algorithm=SHA-256", "qop=\"auth\", algorithm=MD5"][..]),
                ("digest", "POST", &["qop=\"auth\", algorithm=SHA-256", "qop=\"auth\", algorithm=MD5"]),
                ("digest-md5", "GET", &["qop=\"auth\", algorithm=MD5"]),
                ("digest-sha256", "GET", &["qop=\"auth\", algorithm=SHA-256"]),
                ("digest-sha512-256", "GET", &["qop=\"auth\", algorithm=SHA-512-256"]),
                ("digest-int", "POST", &["qop=\"auth-int\", algorithm=SHA-256"]),
            ] {
                let answer = doors.knock(method, &format!("{path}/"), &[]).await;
                let expected: Vec<String> = tail
                    .iter()
                    .map(|tail| {
                        let realm = format!("{}/{path}", doors.name);
                        format!("WWW-Authenticate: Digest realm=\"{realm}\", {tail}, nonce=\"{{n}}\", opaque=\"{{o}}\"")
                    })
                    .collect();
                assert_eq!((answer.status, cases::challenges(&answer)), (401, expected), "{path}");
                assert!(!answer.head.contains("stale"), "{path}");
            }
        }
    });
}

#[test]
fn the_open_door_proves_that_the_server_knows_the_password_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for door in DOORS {
                for offer in doors.offers(door.method, door.path).await {
                    let target = format!("{}{}", doors.base, door.path);
                    let asked = Asked { cnonce: "a\"b", ..door.asked(&target) };
                    let answer = doors.knock(door.method, door.path, &[&line(&offer, &asked)]).await;
                    assert_eq!((answer.status, answer.challenges().len()), (200, 0), "{answer:?}");
                    // The same sum as the client's, without the method (RFC 7616 3.4.1), over what came back.
                    let own = Asked { method: "", body: &answer.body, ..asked };
                    let rspauth = offer.answer(&own).response;
                    let line = format!(
                        "Authentication-Info: qop={}, rspauth=\"{rspauth}\", cnonce=\"a\\\"b\", nc=00000001",
                        door.qop
                    );
                    assert!(answer.lines().contains(&&*line), "{line} in {answer:?}");
                    if !door.path.starts_with("dialog") {
                        let body = answer.json();
                        assert_eq!((&body["user"], &body["scheme"]), (&"alice".into(), &"Digest".into()));
                        assert_eq!((&body["authenticated"], &body["role"]), (&true.into(), &"reader".into()));
                    }
                }
            }
        }
    });
}

#[test]
fn the_address_is_compared_to_the_byte_of_the_request_line() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let at = |query: &str| format!("{}digest/{query}", lab.base);
        for (target, uri, status) in [
            (at("?a=b%20c&d"), at("?a=b%20c&d"), 200),
            (at("?a=b%2fc"), at("?a=b%2fc"), 200),
            (at("?a=b%2fc"), at("?a=b%2Fc"), 400),
            (at("?a=b%2fc"), at("?a=b/c"), 400),
            (at("?"), at("?"), 200),
            (at("?"), at(""), 400),
            (at(""), at("?"), 400),
            (at(""), at("#top"), 400),
            (at(""), at("../digest/"), 400),
            (at(""), format!("http://localhost:3000{}", at("")), 400),
            (format!("http://localhost:3000{}", at("")), format!("http://localhost:3000{}", at("")), 200),
            (format!("http://localhost:3000{}", at("")), at(""), 200),
            (format!("http://localhost:3000{}", at("")), format!("http://localhost{}", at("")), 400),
        ] {
            let offer = doors.offers("GET", "digest/").await.remove(0);
            let sent = line(&offer, &DOORS[0].asked(&uri));
            let answer = server.send(message("GET", &target, &[&sent], "")).await;
            assert_eq!(answer.status, status, "{target} with {uri}: {answer:?}");
        }
    });
}

#[test]
fn the_body_is_part_of_the_proof_where_the_door_wants_it() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (path, signed, sent, status) in [
                ("digest-int/", "sum=10", "sum=10", 200),
                ("digest-int/", "sum=10", "sum=1000", 401),
                // As curl 7.88 signs every body.
                ("digest-int/", "", "sum=10", 401),
                ("digest-int/", "sum=10", "", 401),
                ("digest-int/", "", "", 200),
                ("digest/", "sum=10", "sum=1000", 200),
            ] {
                let target = format!("{}{path}", doors.base);
                let offer = doors.offers("POST", path).await.remove(0);
                let asked = Asked { method: "POST", body: signed.as_bytes(), ..DOORS[0].asked(&target) };
                let answer = server.send(message("POST", &target, &[&line(&offer, &asked)], sent)).await;
                assert_eq!(answer.status, status, "{path} {signed:?} {sent:?}: {answer:?}");
            }
        }
    });
}

#[test]
fn head_is_answered_as_get_with_a_proof_of_its_own() {
    with_server(async |server| {
        let offer = Doors::demo(server).offers("HEAD", "digest/").await.remove(0);
        let asked = Asked { method: "HEAD", ..DOORS[0].asked("/demo/digest/") };
        let mut connection = Connection::open(server.address).await;
        for (asked, status) in [(asked, 200), (Asked { method: "GET", count: 2, ..asked }, 401)] {
            connection.send(message("HEAD", "/demo/digest/", &[&line(&offer, &asked)], "")).await;
            let answer = connection.answer(true).await.expect("an answer");
            assert_eq!(answer.status, status, "{answer:?}");
            assert_eq!(answer.field("authentication-info").is_some(), status == 200);
        }
    });
}

#[test]
fn a_wrong_user_and_a_wrong_password_get_the_same_bytes() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let mut seen = BTreeSet::new();
        for (user, password) in
            [("alice", "wrong"), ("mallory", "wonderland"), ("", ""), ("carol", "builder")]
        {
            let offer = doors.offers("GET", "digest/").await.remove(0);
            let asked = Asked { user, password, ..DOORS[0].asked("/demo/digest/") };
            let answer = doors.knock("GET", "digest/", &[&line(&offer, &asked)]).await;
            assert_eq!(answer.status, 401, "{user}");
            let lines = answer.lines().into_iter().filter(|line| !line.starts_with("Date:"));
            seen.insert((lines.map(cases::without_nonces).collect::<Vec<_>>(), answer.text()));
        }
        assert_eq!(seen.len(), 1, "{seen:?}");
    });
}

#[test]
fn each_check_points_at_the_parameter_it_looked_at() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let target = format!("{}digest/", lab.base);
        let offer = doors.offers("GET", "digest/").await.remove(0);
        let asked = DOORS[0].asked(&target);
        let old = doors.aged_nonce(&offer.realm, Algorithm::Sha256, 61);
        let used = line(&offer, &asked);
        assert_eq!(doors.knock("GET", "digest/", &[&used]).await.status, 200);
        let int = Offer { qop: vec![Qop::AuthInt], ..offer.clone() };
        let wrong = line(&offer, &Asked { password: "wrong", count: 2, ..asked });
        let response =
            wrong.split("response=").nth(1).and_then(|rest| rest.split(',').next()).expect("a response");
        for (sent, rung, evidence) in [
            (used.clone(), Rung::NotRevoked, "nc=00000001".to_owned()),
            (wrong.clone(), Rung::KnownIdentity, format!("response={response}")),
            (format!("{used}, NC=1"), Rung::Decodable, "NC=1".to_owned()),
            (line(&offer, &Asked { uri: "/x", ..asked }), Rung::RightAudience, "uri=\"/x\"".to_owned()),
            (
                line(&Offer { nonce: old.clone(), ..offer.clone() }, &asked),
                Rung::InTime,
                format!("nonce=\"{old}\""),
            ),
            (
                line(&Offer { nonce: "n".into(), ..offer.clone() }, &asked),
                Rung::KnownIdentity,
                "nonce=\"n\"".into(),
            ),
            (
                line(&Offer { realm: "r".into(), ..offer.clone() }, &asked),
                Rung::KnownIdentity,
                "realm=\"r\"".into(),
            ),
            (line(&int, &asked), Rung::Decodable, line(&int, &asked)["Authorization: ".len()..].to_owned()),
        ] {
            let answer = doors.knock("GET", "digest/", &[&sent]).await;
            let record = lab.record_of(&answer).await;
            let stopped = record.stopped_at().unwrap_or_else(|| panic!("{sent} stopped nowhere"));
            let at = stopped.looked_at.unwrap_or_else(|| panic!("{sent} looked at nothing"));
            assert_eq!((stopped.rung, record.bytes_at(at)), (rung, Some(&*evidence)), "{sent}");
        }
    });
}
