//! `token`, `token/refresh` and `token/revoke`: what they give, and what becomes of it.

use knock::auth::jwt::Jwt;

use super::Doors;
use crate::support::{Answer, with_server};

fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().unwrap_or_else(|| panic!("no {name}: {answer:?}")).to_owned()
}

#[test]
fn a_token_answer_has_the_members_of_rfc_6749_and_is_never_stored() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let answer = doors.post("token", &[("sub", "alice"), ("scope", "a b"), ("ttl", "60")]).await;
            assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/json")));
            assert_eq!(answer.fields("cache-control"), ["no-store"]);
            assert_eq!(answer.fields("pragma"), ["no-cache"]);
            let body = answer.json();
            assert_eq!(
                (body["token_type"].as_str(), body["expires_in"].as_i64()),
                (Some("Bearer"), Some(60))
            );
            assert_eq!(body["scope"], "a b");
            assert!(!text(&answer, "refresh_token").is_empty());
            let jwt = Jwt::parse(&text(&answer, "access_token")).expect("a JWT");
            let mut names: Vec<&String> = jwt.header.as_object().expect("an object").keys().collect();
            names.sort();
            assert_eq!(names, ["alg", "typ"]);
            assert_eq!(
                (jwt.header["alg"].as_str(), jwt.claims["sub"].as_str()),
                (Some("HS256"), Some("alice"))
            );
            assert_eq!(answer.json().as_object().expect("an object").len(), 5);
        }
    });
}

#[test]
fn a_form_and_json_say_the_same() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let form = [
            ("sub", "zoë"),
            ("scope", "x y"),
            ("ttl", "120"),
            ("aud", "there"),
            ("iss", "them"),
            ("acr", "strong"),
            ("auth_age", "90"),
        ];
        let json = "{\"sub\":\"zoë\",\"scope\":\"x y\",\"ttl\":120,\"aud\":\"there\",\"iss\":\"them\",\"acr\":\"strong\",\"auth_age\":\"90\",\"not_before\":null,\"key\":\"\"}";
        for answer in [doors.post("token", &form).await, doors.post_json("token", json).await] {
            assert_eq!(answer.status, 200, "{answer:?}");
            let claims = Jwt::parse(&text(&answer, "access_token")).expect("a JWT").claims;
            let words = ["sub", "scope", "aud", "iss", "acr"]
                .map(|name| claims[name].as_str().expect("a text").to_owned());
            assert_eq!(words, ["zoë", "x y", "there", "them", "strong"]);
            let seconds = |name: &str| claims[name].as_i64().expect("seconds");
            assert_eq!(seconds("exp") - seconds("iat"), 120);
            assert_eq!(seconds("iat") - seconds("auth_time"), 90);
        }
    });
}

#[test]
fn a_media_type_may_have_parameters_and_any_case() {
    with_server(async |server| {
        for (content_type, body) in [
            ("Content-Type: Application/X-WWW-Form-URLencoded; charset=utf-8", "sub=bob"),
            ("content-type:application/JSON;charset=utf-8", "{\"sub\":\"bob\"}"),
            ("X-No: type", "sub=bob"),
        ] {
            let answer =
                server.send(crate::support::message("POST", "/demo/token", &[content_type], body)).await;
            assert_eq!(answer.status, 200, "{content_type}: {answer:?}");
        }
    });
}

#[test]
fn every_span_is_taken_up_to_its_bound() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        for (name, value, expires_in) in [
            ("ttl", "3600", 3600),
            ("ttl", "-3600", 0),
            ("ttl", "0", 0),
            ("ttl", "", 300),
            ("not_before", "3600", 300),
            ("not_before", "-3600", 300),
            ("auth_age", "3600", 300),
        ] {
            let answer = doors.post("token", &[("sub", "alice"), (name, value)]).await;
            assert_eq!(
                (answer.status, answer.json()["expires_in"].as_i64()),
                (200, Some(expires_in)),
                "{name}={value}"
            );
        }
    });
}

#[test]
fn a_revoked_token_opens_nothing_and_others_still_do() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let (revoked, other) = (doors.token(&[]).await, doors.token(&[]).await);
            assert_eq!(doors.bearer("bearer/", &revoked).await.status, 200);
            let answer = doors
                .post("token/revoke", &[("token", &revoked), ("token_type_hint", "refresh_token")])
                .await;
            assert_eq!(answer.status, 200);
            let refused = doors.bearer("bearer/", &revoked).await;
            assert_eq!(refused.status, 401);
            assert!(refused.challenges()[0].contains("error=\"invalid_token\""), "{refused:?}");
            assert_eq!(doors.bearer("bearer/", &other).await.status, 200);
        }
    });
}

#[test]
fn refreshing_gives_new_tokens_and_uses_the_old_one_up() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let first = doors.post("token", &[("sub", "bob"), ("scope", "reports:read")]).await;
        let mut refresh = text(&first, "refresh_token");
        let mut access = vec![text(&first, "access_token")];
        for _ in 0..3 {
            let answer = doors
                .post("token/refresh", &[("refresh_token", &refresh), ("grant_type", "refresh_token")])
                .await;
            assert_eq!(answer.status, 200, "{answer:?}");
            assert_eq!(answer.json()["scope"], "reports:read");
            assert_ne!(text(&answer, "refresh_token"), refresh);
            refresh = text(&answer, "refresh_token");
            access.push(text(&answer, "access_token"));
        }
        for token in access {
            assert_eq!(doors.bearer("bearer-scope/", &token).await.json()["user"], "bob");
        }
    });
}

#[test]
fn a_client_may_refresh_at_the_token_endpoint_itself() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let refresh = text(&doors.post("token", &[("sub", "alice")]).await, "refresh_token");
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str())];
        let renewed = doors.post("token", &form).await;
        assert_eq!(renewed.status, 200, "RFC 6749 6: {renewed:?}");
        assert!(renewed.json().get("scope").is_none(), "an empty scope is none: {renewed:?}");
        assert_eq!(doors.bearer("bearer/", &text(&renewed, "access_token")).await.json()["user"], "alice");
        assert_eq!(doors.post("token", &form).await.json()["error"], "invalid_grant", "it was used up");
    });
}

#[test]
fn a_refresh_token_used_twice_ends_its_whole_family_and_no_other() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let other = text(&doors.post("token", &[("sub", "alice")]).await, "refresh_token");
            let begun = doors.post("token", &[("sub", "alice")]).await;
            let (first, access) = (text(&begun, "refresh_token"), text(&begun, "access_token"));
            let second =
                text(&doors.post("token/refresh", &[("refresh_token", &first)]).await, "refresh_token");
            assert_eq!(opened(&doors, &access).await, 200);
            for (token, why) in
                [(&first, "used before"), (&second, "its family is dead"), (&first, "still dead")]
            {
                let answer = doors.post("token/refresh", &[("refresh_token", token)]).await;
                assert_eq!(answer.status, 400, "{why}: {answer:?}");
                assert_eq!(answer.json()["error"], "invalid_grant", "{why}");
            }
            assert_eq!(opened(&doors, &access).await, 401, "it came with the family");
            let spared = doors.post("token/refresh", &[("refresh_token", &other)]).await;
            assert_eq!(spared.status, 200, "another family: {spared:?}");
            assert_eq!(opened(&doors, &text(&spared, "access_token")).await, 200);
        }
    });
}

#[test]
fn a_revoked_refresh_token_renews_nothing_and_takes_its_access_tokens_with_it() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let begun = doors.post("token", &[("sub", "alice")]).await;
        let renewed = doors.post("token/refresh", &[("refresh_token", &text(&begun, "refresh_token"))]).await;
        let refresh = text(&renewed, "refresh_token");
        let access = [&begun, &renewed].map(|answer| text(answer, "access_token"));
        for token in &access {
            assert_eq!(opened(&doors, token).await, 200);
        }
        assert_eq!(doors.post("token/revoke", &[("token", &refresh)]).await.status, 200);
        let answer = doors.post("token/refresh", &[("refresh_token", &refresh)]).await;
        assert_eq!(
            (answer.status, answer.json()["error"].as_str().map(str::to_owned)),
            (400, Some("invalid_grant".into()))
        );
        for token in &access {
            assert_eq!(opened(&doors, token).await, 401);
        }
    });
}

/// The status of `bearer/` with this token.
async fn opened(doors: &Doors<'_>, token: &str) -> u16 {
    doors.bearer("bearer/", token).await.status
}
