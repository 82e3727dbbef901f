//! A lab's clock: it moves what tokens mean, by at most a day, and only in this lab.

use knock::auth::jwt::Jwt;

use crate::support::{Lab, Server, with_server};

async fn set(lab: &Lab<'_>, offset: i64) {
    let answer = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset}}}")).await;
    assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/json")), "{answer:?}");
    assert_eq!(answer.json(), serde_json::json!({ "offset_seconds": offset }));
}

async fn token(lab: &Lab<'_>, fields: &[(&str, &str)]) -> String {
    let form = [&[("sub", "alice")], fields].concat();
    let answer = lab.server.form(&format!("{}token", lab.base), &[], &form).await;
    format!("Authorization: Bearer {}", answer.json()["access_token"].as_str().expect("a token"))
}

/// The time at which a copy of the doors says that it issues a token.
async fn issued_at(server: &Server, base: &str) -> i64 {
    let answer = server.form(&format!("{base}token"), &[], &[("sub", "alice")]).await.json();
    let jwt = Jwt::parse(answer["access_token"].as_str().expect("a token")).expect("a JWT");
    jwt.claims["iat"].as_i64().expect("seconds")
}

#[test]
fn the_clock_decides_when_a_token_expires_and_when_it_begins() {
    with_server(async |server| {
        let lab = server.lab().await;
        let (short, later) = (
            token(&lab, &[("ttl", "300")]).await,
            token(&lab, &[("not_before", "600"), ("ttl", "3600")]).await,
        );
        for (offset, short_status, later_status) in [
            (0, 200, 401),
            (200, 200, 401),
            (301, 401, 401),
            (700, 401, 200),
            (86_400, 401, 401),
            (-86_400, 401, 401),
            (0, 200, 401),
        ] {
            set(&lab, offset).await;
            assert_eq!(
                lab.knock("GET", "bearer/", &[&short]).await.status,
                short_status,
                "short at {offset}"
            );
            assert_eq!(
                lab.knock("GET", "bearer/", &[&later]).await.status,
                later_status,
                "later at {offset}"
            );
        }
    });
}

#[test]
fn a_token_made_while_the_clock_is_off_is_good_by_that_clock() {
    with_server(async |server| {
        let lab = server.lab().await;
        set(&lab, -40_000).await;
        let line = token(&lab, &[]).await;
        assert_eq!(lab.knock("GET", "bearer/", &[&line]).await.status, 200);
        set(&lab, 0).await;
        let late = lab.knock("GET", "bearer/", &[&line]).await;
        assert_eq!(late.status, 401);
        assert!(late.text().contains("expired"), "{}", late.text());
    });
}

#[test]
fn one_labs_clock_is_nobody_elses() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let (own, others) = (token(&lab, &[]).await, token(&other, &[]).await);
        let shared = server.form("/demo/token", &[], &[("sub", "alice")]).await.json();
        let shared = format!("Authorization: Bearer {}", shared["access_token"].as_str().expect("a token"));
        set(&lab, 86_400).await;
        assert_eq!(lab.knock("GET", "bearer/", &[&own]).await.status, 401);
        assert_eq!(other.knock("GET", "bearer/", &[&others]).await.status, 200);
        assert_eq!(server.request("GET", "/demo/bearer/", &[&shared]).await.status, 200);
    });
}

#[test]
fn refresh_tokens_follow_the_clock_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        let issued = server.form(&format!("{}token", lab.base), &[], &[("sub", "bob")]).await.json();
        let form = [("refresh_token", issued["refresh_token"].as_str().expect("a token"))];
        let target = format!("{}token/refresh", lab.base);
        for (offset, status) in [(901, 400), (0, 200)] {
            set(&lab, offset).await;
            assert_eq!(server.form(&target, &[], &form).await.status, status, "15 minutes, seen at {offset}");
        }
    });
}

#[test]
fn the_clock_moves_by_a_day_at_most() {
    with_server(async |server| {
        let lab = server.lab().await;
        for offset in [-86_400, -1, 0, 1, 86_400] {
            set(&lab, offset).await;
        }
        set(&lab, 40_000).await;
        for body in [
            "{\"offset_seconds\":86401}",
            "{\"offset_seconds\":-86401}",
            "{\"offset_seconds\":9223372036854775807}",
            "{\"offset_seconds\":-9223372036854775808}",
            "{\"offset_seconds\":9223372036854775808}",
            "{\"offset_seconds\":1.5}",
            "{\"offset_seconds\":\"60\"}",
            "{\"offset_seconds\":null}",
            "{\"offset\":60}",
            "{}",
            "[]",
            "60",
            "offset_seconds=60",
            "{\"offset_seconds\":60",
        ] {
            let answer = lab.api("PUT", "/clock", body).await;
            assert_eq!(answer.status, 400, "{body}: {answer:?}");
            assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{body}");
            assert!(answer.text().contains("offset_seconds"), "what it takes: {}", answer.text());
        }
        let nothing = lab.api("PUT", "/clock", "").await;
        assert_eq!(nothing.status, 400, "{nothing:?}");
        let before = issued_at(server, "/demo/").await;
        let moved = issued_at(server, &lab.base).await - 40_000;
        assert!((before..=issued_at(server, "/demo/").await).contains(&moved), "no bad body moved the clock");
    });
}

#[test]
fn a_body_beyond_the_apis_limit_is_a_413() {
    with_server(async |server| {
        let lab = server.lab().await;
        let body = format!("{{\"offset_seconds\":60{}}}", " ".repeat(16 * 1024));
        let answer = lab.api("PUT", "/clock", &body).await;
        assert_eq!(
            (answer.status, answer.field("content-type")),
            (413, Some("application/problem+json")),
            "{answer:?}"
        );
    });
}
