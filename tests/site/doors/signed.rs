//! `forbidden/signed/`: a link opens until it expires; expired and altered are told apart by the checks.

use knock::model::{Outcome, Rung};

use super::Doors;
use crate::support::{Answer, Lab, with_server};

/// The query of a new link.
async fn link(lab: &Lab<'_>, lifetime: &str) -> String {
    let answer =
        lab.server.form(&format!("{}forbidden/signed/link", lab.base), &[], &[("lifetime", lifetime)]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["query"].as_str().expect("a query").to_owned()
}

async fn open(lab: &Lab<'_>, query: &str) -> Answer {
    lab.knock("GET", &format!("forbidden/signed/?{query}"), &[]).await
}

/// Which check said no.
async fn stopped_at(lab: &Lab<'_>, answer: &Answer) -> Option<Rung> {
    let record = lab.record_of(answer).await;
    assert!(
        record.checks.iter().all(|check| check.rung != Rung::Handler || check.outcome == Outcome::Passed)
    );
    record.stopped_at().map(|check| check.rung)
}

#[test]
fn a_link_opens_as_it_was_made_and_with_no_character_changed() {
    with_server(async |server| {
        let lab = server.lab().await;
        let query = link(&lab, "60").await;
        let (expires, signature) = query.split_once("&signature=").expect("two parts");
        let later = expires.replacen("expires=", "expires=9", 1);
        let padded = expires.replacen("expires=", "expires=0", 1);
        let mut flipped = signature.to_owned();
        let other = if flipped.starts_with('A') { "B" } else { "A" };
        flipped.replace_range(..1, other);
        let cases = [
            (query.clone(), 200, None),
            (format!("signature={signature}&{expires}"), 200, None),
            (format!("{later}&signature={signature}"), 403, Some(Rung::KnownIdentity)),
            (format!("{padded}&signature={signature}"), 403, Some(Rung::KnownIdentity)),
            (format!("{expires}&signature={flipped}"), 403, Some(Rung::KnownIdentity)),
            (format!("{expires}&signature=signature={signature}"), 403, Some(Rung::KnownIdentity)),
            (format!("{expires}&signature="), 403, Some(Rung::KnownIdentity)),
            (format!("{expires}&signature={signature}x"), 403, Some(Rung::KnownIdentity)),
            (format!("{query}&user=bob"), 403, Some(Rung::KnownIdentity)),
            (format!("user=bob&{query}"), 403, Some(Rung::KnownIdentity)),
            (format!("signature={signature}"), 403, Some(Rung::KnownIdentity)),
            (format!("expires=soon&signature={signature}"), 403, Some(Rung::KnownIdentity)),
            (format!("{query}&signature={signature}"), 403, Some(Rung::CredentialsPresent)),
            (expires.to_owned(), 403, Some(Rung::CredentialsPresent)),
            (String::new(), 403, Some(Rung::CredentialsPresent)),
        ];
        for (query, status, rung) in cases {
            let answer = open(&lab, &query).await;
            assert_eq!(answer.status, status, "{query}: {answer:?}");
            assert_eq!(stopped_at(&lab, &answer).await, rung, "{query}");
            assert!(answer.challenges().is_empty(), "{query}");
        }
    });
}

#[test]
fn expired_and_altered_are_told_apart() {
    with_server(async |server| {
        let lab = server.lab().await;
        let (expired, living) = (link(&lab, "-60").await, link(&lab, "60").await);
        let prolonged = format!(
            "{}&signature={}",
            living.split('&').next().expect("a time"),
            expired.rsplit('=').next().expect("a signature")
        );
        let mut details = Vec::new();
        for (query, rung) in [(&expired, Rung::InTime), (&prolonged, Rung::KnownIdentity)] {
            let answer = open(&lab, query).await;
            assert_eq!(answer.status, 403, "{query}");
            assert_eq!(stopped_at(&lab, &answer).await, Some(rung), "{query}");
            details.push(answer.json()["detail"].as_str().expect("a detail").to_owned());
        }
        assert!(details[0].contains("expired") && details[1].contains("changed"), "{details:?}");
    });
}

#[test]
fn a_link_lives_by_the_clock_of_its_lab() {
    with_server(async |server| {
        let lab = server.lab().await;
        let query = link(&lab, "60").await;
        for (offset, status) in [(0, 200), (30, 200), (61, 403), (-3600, 200), (86_400, 403), (0, 200)] {
            let moved = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset}}}")).await;
            assert!(moved.status < 300, "{moved:?}");
            assert_eq!(open(&lab, &query).await.status, status, "{offset} seconds later");
        }
    });
}

#[test]
fn a_link_opens_in_its_own_lab_only() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let query = link(&lab, "60").await;
        assert_eq!(open(&other, &query).await.status, 403);
        let demo = Doors::demo(server);
        assert_eq!(demo.knock("GET", &format!("forbidden/signed/?{query}"), &[]).await.status, 403);
        let made = demo.post("forbidden/signed/link", &[]).await.json();
        let address =
            made["link"].as_str().expect("a link").strip_prefix("http://localhost:3000").expect("here");
        assert_eq!(server.get(address).await.status, 200);
        let elsewhere = address.replacen("/demo/", &lab.base, 1);
        assert_eq!(server.get(&elsewhere).await.status, 403);
    });
}

#[test]
fn a_lifetime_is_bounded_and_may_come_as_a_form_or_as_json() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        for (lifetime, status) in [
            ("", 200),
            ("1", 200),
            ("3600", 200),
            ("-3600", 200),
            ("0", 200),
            ("3601", 400),
            ("-3601", 400),
            ("99999999999999999999", 400),
            ("1.5", 400),
            ("60s", 400),
            ("soon", 400),
        ] {
            let answer = doors.post("forbidden/signed/link", &[("lifetime", lifetime)]).await;
            assert_eq!(answer.status, status, "{lifetime}: {answer:?}");
        }
        for (body, status, expires_in) in [
            ("{}", 200, Some(60)),
            ("{\"lifetime\": 300}", 200, Some(300)),
            ("{\"lifetime\": \"300\"}", 200, Some(300)),
            ("{\"lifetime\": -5}", 200, Some(0)),
            ("{\"lifetime\": 3601}", 400, None),
            ("{\"lifetime\": [60]}", 400, None),
            ("[]", 400, None),
            ("{", 400, None),
        ] {
            let answer = doors.post_json("forbidden/signed/link", body).await;
            assert_eq!(answer.status, status, "{body}");
            assert_eq!(answer.json()["expires_in"].as_i64(), expires_in, "{body}");
        }
    });
}
