//! `several/`: three schemes at one door, each accepted, and asked for on three lines or on one.

use knock::auth::digest::{Algorithm, Asked, Offer};
use knock::auth::{Challenge, basic, bearer, digest};
use knock::model::Reason;

use super::cases::{self, Asks, Case, case};
use super::digest_cases::{DOORS, line};
use super::{Doors, basic_line};
use crate::support::with_server;

const LINES: &str = "several/";
const ONE_LINE: &str = "several/?layout=oneline";

/// Its cases in the table of all doors.
pub(super) async fn cases(doors: &Doors<'_>) -> Vec<Case> {
    let expired = format!("Authorization: Bearer {}", doors.token(&[("ttl", "-60")]).await);
    let mut cases = vec![
        case("several/?layout=both", "no such layout", &[], Some(Reason::InvalidParameter), Asks::Nothing),
        case("several/?layout=", "an empty layout", &[], Some(Reason::InvalidParameter), Asks::Nothing),
    ];
    for path in [LINES, ONE_LINE, "several/?layout=lines"] {
        let is_one_line = path == ONE_LINE;
        let target = format!("{}{path}", doors.base);
        let asked = DOORS[0].asked(&target);
        let offer = doors.offers("GET", path).await.remove(0);
        let old = doors.aged_nonce(&offer.realm, Algorithm::Sha256, 61);
        let old = line(&Offer { nonce: old, ..offer.clone() }, &asked);
        let token = format!("Authorization: Bearer {}", doors.token(&[]).await);
        let alice = basic_line("alice", "wonderland");
        let wrong = line(&offer, &Asked { password: "wrong", ..asked });
        let refused: [(&str, &[&str], Reason, Option<&str>); 11] = [
            ("nobody", &[], Reason::NoCredentials, None),
            ("another scheme", &["Authorization: Negotiate YWJj"], Reason::OtherScheme, None),
            ("no scheme", &["Authorization: YWxpY2U6d29uZGVybGFuZA=="], Reason::MalformedCredentials, None),
            ("two schemes on two lines", &[&alice, &token], Reason::RepeatedCredentials, None),
            (
                "Basic with a wrong password",
                &["Authorization: Basic YWxpY2U6d3Jvbmc="],
                Reason::WrongCredentials,
                None,
            ),
            ("Basic that is not Base64", &["Authorization: Basic %%%"], Reason::UndecodableCredentials, None),
            ("Digest with a wrong password", &[&wrong], Reason::WrongResponse, None),
            ("Digest alone", &["Authorization: digest"], Reason::ImproperDigest, None),
            ("Digest with an old nonce", &[&old], Reason::StaleNonce, None),
            ("a token of nobody", &["Authorization: Bearer abc"], Reason::NotAToken, Some("invalid_token")),
            ("an expired token", &[&expired], Reason::Expired, Some("invalid_token")),
        ];
        for (name, fields, reason, error) in refused {
            let asks = Asks::Several { is_one_line, stale: reason == Reason::StaleNonce, error };
            cases.push(case(path, name, fields, Some(reason), asks));
        }
        for (name, good) in [("Digest", line(&offer, &asked)), ("Basic", alice), ("Bearer", token)] {
            cases.push(case(path, name, &[&good], None, Asks::Nothing));
        }
    }
    cases
}

#[test]
fn the_layouts_differ_in_lines_and_in_nothing_else() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let lines = cases::challenges(&doors.knock("GET", LINES, &[]).await);
        assert_eq!(
            lines,
            [
                "WWW-Authenticate: Digest realm=\"demo/several\", qop=\"auth\", algorithm=SHA-256, nonce=\"{n}\", opaque=\"{o}\"",
                "WWW-Authenticate: Basic realm=\"demo/several\", charset=\"UTF-8\"",
                "WWW-Authenticate: Bearer realm=\"demo/several\"",
            ]
        );
        let one = cases::challenges(&doors.knock("GET", ONE_LINE, &[]).await);
        let values: Vec<&str> =
            lines.iter().filter_map(|line| line.split_once(": ").map(|(_, value)| value)).collect();
        assert_eq!(one, [format!("WWW-Authenticate: {}", values.join(", "))]);
        let read = Challenge::parse_list(one[0].split_once(": ").expect("a field").1);
        let schemes: Vec<&str> = read.iter().map(|challenge| challenge.scheme.as_str()).collect();
        assert_eq!(schemes, [digest::SCHEME, basic::SCHEME, bearer::SCHEME]);
    });
}

#[test]
fn the_answer_says_by_which_scheme_somebody_came_in() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let target = format!("{}{LINES}", doors.base);
            let offer = doors.offers("GET", LINES).await.remove(0);
            let token = format!("Authorization: Bearer {}", doors.token(&[]).await);
            for (scheme, good) in [
                ("Digest", line(&offer, &DOORS[0].asked(&target))),
                ("Basic", basic_line("alice", "wonderland")),
                ("Bearer", token),
            ] {
                let answer = doors.knock("GET", LINES, &[&good]).await;
                let body = answer.json();
                assert_eq!((answer.status, &body["scheme"]), (200, &scheme.into()), "{answer:?}");
                assert_eq!((&body["authenticated"], &body["user"]), (&true.into(), &"alice".into()));
                assert_eq!(answer.field("authentication-info").is_some(), scheme == "Digest");
            }
        }
    });
}
