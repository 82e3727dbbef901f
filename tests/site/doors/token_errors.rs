//! What the token endpoint refuses: each wrong parameter, each wrong body, each wrong refresh token.

use super::Doors;
use crate::support::{Answer, message, with_server};

fn assert_oauth_error(answer: &Answer, error: &str, what: &str) {
    assert_eq!(answer.status, 400, "{what}: {answer:?}");
    assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{what}");
    assert_eq!(answer.json()["error"], error, "{what}");
    assert_eq!(answer.fields("cache-control"), ["no-store"], "{what}");
    assert!(answer.challenges().is_empty(), "{what}");
}

#[test]
fn a_wrong_parameter_is_an_invalid_request() {
    with_server(async |server| {
        let long = "x".repeat(201);
        let wrong: &[&[(&str, &str)]] = &[
            &[],
            &[("sub", "")],
            &[("sub", "mallory")],
            &[("sub", "ALICE")],
            &[("sub", " alice")],
            &[("sub", "alice"), ("ttl", "soon")],
            &[("sub", "alice"), ("ttl", "1.5")],
            &[("sub", "alice"), ("ttl", "3601")],
            &[("sub", "alice"), ("ttl", "-3601")],
            &[("sub", "alice"), ("ttl", "99999999999999999999")],
            &[("sub", "alice"), ("ttl", "-9223372036854775808")],
            &[("sub", "alice"), ("not_before", "3601")],
            &[("sub", "alice"), ("not_before", "now")],
            &[("sub", "alice"), ("auth_age", "one day")],
            &[("sub", "alice"), ("key", "third")],
            &[("sub", "alice"), ("scope", "a\"b")],
            &[("sub", "alice"), ("scope", "a\\b")],
            &[("sub", "alice"), ("scope", "a\nb")],
            &[("sub", "alice"), ("scope", "ë")],
            &[("sub", "alice"), ("aud", "a\u{7f}")],
            &[("sub", "alice"), ("iss", "\t")],
            &[("sub", "alice"), ("scope", &long)],
            &[("sub", "alice"), ("sub", "alice")],
            &[("sub", "alice"), ("a", ""), ("a", "b")],
            &[("grant_type", "refresh_token")],
        ];
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for form in wrong {
                assert_oauth_error(&doors.post("token", form).await, "invalid_request", &format!("{form:?}"));
            }
        }
    });
}

#[test]
fn a_body_that_is_not_an_object_of_texts_and_numbers_is_an_invalid_request() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        for body in [
            "",
            "{",
            "null",
            "[]",
            "\"alice\"",
            "{\"sub\":[\"alice\"]}",
            "{\"sub\":{\"name\":\"alice\"}}",
            "{\"sub\":\"alice\",\"ttl\":true}",
            "{\"sub\":\"alice\",\"ttl\":60.5}",
            "{\"sub\":\"alice\"} x",
            "{\"sub\":\"alice\",\"sub\":\"bob\"}",
            "{\"token\":\"a\",\"refresh_token\":\"a\",\"sub\":\"alice\",\"ttl\":60,\"ttl\":60}",
            "sub=alice",
        ] {
            for path in ["token", "token/refresh", "token/revoke"] {
                let answer = doors.post_json(path, body).await;
                assert_oauth_error(&answer, "invalid_request", &format!("{path} {body}"));
            }
        }
    });
}

#[test]
fn another_kind_of_body_is_a_415() {
    with_server(async |server| {
        for content_type in [
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/xml",
            "application/jsonx",
            "json",
            "*/*",
        ] {
            for path in ["token", "token/refresh", "token/revoke"] {
                let field = format!("Content-Type: {content_type}");
                let answer =
                    server.send(message("POST", &format!("/demo/{path}"), &[&field], "sub=alice")).await;
                assert_eq!(answer.status, 415, "{content_type}: {answer:?}");
                assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{content_type}");
            }
        }
    });
}

#[test]
fn what_is_not_a_live_refresh_token_of_this_lab_is_an_invalid_grant() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let doors = Doors::of(&lab);
        let issue = async |doors: &Doors<'_>| doors.post("token", &[("sub", "alice")]).await.json();
        let own = issue(&doors).await;
        let refresh = own["refresh_token"].as_str().expect("a token").to_owned();
        let access = own["access_token"].as_str().expect("a token").to_owned();
        let foreign = issue(&Doors::of(&other)).await["refresh_token"].as_str().expect("a token").to_owned();
        let (data, seal) = refresh.rsplit_once('.').expect("a sealed text");
        for (token, what) in [
            ("nonsense".into(), "nonsense"),
            (".".into(), "a dot"),
            (access, "an access token"),
            (foreign, "another lab's"),
            (format!("{data}A.{seal}"), "altered data"),
            (format!("{data}.{}", "A".repeat(seal.len())), "another seal"),
            (data.to_owned(), "no seal"),
        ] {
            let answer = doors.post("token/refresh", &[("refresh_token", &token)]).await;
            assert_oauth_error(&answer, "invalid_grant", what);
        }
        let answer = doors.post("token/refresh", &[("refresh_token", &refresh)]).await;
        assert_eq!(answer.status, 200, "the failed attempts used nothing up: {answer:?}");
    });
}

#[test]
fn a_request_without_its_token_or_with_another_grant_says_so() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let rows: &[(&str, &[(&str, &str)], &str)] = &[
            ("token/refresh", &[], "invalid_request"),
            ("token/refresh", &[("refresh_token", "")], "invalid_request"),
            ("token/refresh", &[("grant_type", "refresh_token")], "invalid_request"),
            ("token/refresh", &[("refresh_token", "a"), ("refresh_token", "b")], "invalid_request"),
            (
                "token/refresh",
                &[("grant_type", "password"), ("refresh_token", "a.b")],
                "unsupported_grant_type",
            ),
            ("token/refresh", &[("grant_type", "client_credentials")], "unsupported_grant_type"),
            ("token/revoke", &[], "invalid_request"),
            ("token/revoke", &[("token", "")], "invalid_request"),
            ("token/revoke", &[("token_type_hint", "access_token")], "invalid_request"),
            ("token/revoke", &[("token", "a"), ("token", "b")], "invalid_request"),
        ];
        for (path, form, error) in rows {
            assert_oauth_error(&doors.post(path, form).await, error, &format!("{path} {form:?}"));
        }
    });
}

#[test]
fn revoking_is_a_success_whatever_was_sent() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let good = doors.token(&[]).await;
        for token in ["nonsense", "a.b.c", "..", "ë"] {
            let answer = doors.post("token/revoke", &[("token", token)]).await;
            assert_eq!(answer.status, 200, "{token}: RFC 7009 2.2");
        }
        assert_eq!(doors.bearer("bearer/", &good).await.status, 200, "nothing else was revoked");
    });
}

#[test]
fn a_lab_cannot_revoke_another_labs_token() {
    with_server(async |server| {
        let (one, two) = (server.lab().await, server.lab().await);
        let token = Doors::of(&one).token(&[]).await;
        assert_eq!(Doors::of(&two).post("token/revoke", &[("token", &token)]).await.status, 200);
        assert_eq!(Doors::of(&one).bearer("bearer/", &token).await.status, 200);
    });
}
