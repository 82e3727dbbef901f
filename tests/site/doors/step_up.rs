//! `bearer-stepup/` (RFC 9470): a valid token is answered with 401 when the login behind it is too weak or too old.

use super::Doors;
use crate::support::with_server;

const STRONG: (&str, &str) = ("acr", "urn:knock:mfa");

fn line(doors: &Doors<'_>) -> String {
    format!(
        "WWW-Authenticate: Bearer realm=\"{}/bearer-stepup\", error=\"insufficient_user_authentication\", acr_values=\"urn:knock:mfa\", max_age=\"60\"",
        doors.name
    )
}

#[test]
fn a_good_token_with_a_weak_or_old_login_is_a_401_that_says_what_would_do() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (fields, status) in [
                (&[][..], 401),
                (&[("acr", "urn:knock:pwd")], 401),
                (&[("acr", "URN:KNOCK:MFA")], 401),
                (&[("acr", "urn:knock:mfa urn:knock:pwd")], 401),
                (&[STRONG, ("auth_age", "70")], 401),
                (&[STRONG, ("auth_age", "3600")], 401),
                (&[("auth_age", "1")], 401),
                (&[STRONG], 200),
                (&[STRONG, ("auth_age", "50")], 200),
            ] {
                let token = doors.token(fields).await;
                let answer = doors.bearer("bearer-stepup/", &token).await;
                let challenges = if status == 401 { vec![line(&doors)] } else { vec![] };
                assert_eq!(
                    (answer.status, answer.challenges()),
                    (status, challenges.iter().map(String::as_str).collect()),
                    "{fields:?}"
                );
                assert_eq!(
                    doors.bearer("bearer/", &token).await.status,
                    200,
                    "the token itself is good: {fields:?}"
                );
            }
        }
    });
}

#[test]
fn a_weak_login_and_an_old_one_are_told_apart_in_the_problem() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let mut details = Vec::new();
        for fields in [&[][..], &[STRONG, ("auth_age", "61")]] {
            let answer = doors.bearer("bearer-stepup/", &doors.token(fields).await).await;
            details.push(answer.json()["detail"].as_str().expect("a sentence").to_owned());
        }
        assert!(details[0].contains("second factor") && details[1].contains("60 seconds old"), "{details:?}");
    });
}

#[test]
fn a_login_grows_old_by_the_lab_s_clock() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let token = doors.token(&[STRONG, ("ttl", "3600")]).await;
        assert_eq!(doors.bearer("bearer-stepup/", &token).await.status, 200);
        assert_eq!(lab.api("PUT", "/clock", "{\"offset_seconds\":90}").await.status, 200);
        let answer = doors.bearer("bearer-stepup/", &token).await;
        assert_eq!((answer.status, answer.challenges()), (401, vec![line(&doors).as_str()]));
    });
}

#[test]
fn what_the_door_demands_is_not_told_to_who_has_no_good_token() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let expired = doors.token(&[STRONG, ("ttl", "-60")]).await;
        for fields in [vec![], vec![format!("Authorization: Bearer {expired}")]] {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let answer = doors.knock("GET", "bearer-stepup/", &fields).await;
            let [challenge] = answer.challenges()[..] else { panic!("{answer:?}") };
            assert!(answer.status == 401 && !challenge.contains("acr_values"), "{challenge}");
        }
    });
}

#[test]
fn a_renewed_token_has_the_old_login() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        for (login, status) in [(&[STRONG][..], 200), (&[STRONG, ("auth_age", "300")], 401), (&[], 401)] {
            let form = [&[("sub", "alice")], login].concat();
            let issued = doors.post("token", &form).await.json();
            let refresh = issued["refresh_token"].as_str().expect("a refresh token");
            let renewed = doors.post("token/refresh", &[("refresh_token", refresh)]).await.json();
            let token = renewed["access_token"].as_str().expect("a token");
            assert_eq!(doors.bearer("bearer-stepup/", token).await.status, status, "{login:?}");
        }
    });
}
