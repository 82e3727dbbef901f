//! `session/`, its login and its logout: the cookie to the byte, five ways to refuse, and an end that is one.

use knock::model::{Outcome, Rung};

use super::Doors;
use crate::support::{Answer, Lab, message, with_server};

pub(super) const ALICE: &[(&str, &str)] = &[("user", "alice"), ("password", "wonderland")];

pub(super) fn set_cookie(answer: &Answer) -> &str {
    let [line] = answer.fields("set-cookie")[..] else { panic!("one cookie: {answer:?}") };
    line
}

/// Logs alice in, and returns her `Cookie` line.
pub(super) async fn log_in(doors: &Doors<'_>) -> String {
    let answer = doors.post("session/login", ALICE).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    format!("Cookie: {}", set_cookie(&answer).split(';').next().expect("a pair"))
}

pub(super) async fn is_in(doors: &Doors<'_>, cookie: &str) -> bool {
    doors.knock("GET", "session/", &[cookie]).await.status == 200
}

fn challenge(doors: &Doors<'_>) -> String {
    format!(
        "WWW-Authenticate: Cookie realm=\"{}/session\", form-action=\"{}session/login\", cookie-name=\"knock_session\"",
        doors.name, doors.base
    )
}

#[test]
fn a_login_sets_the_cookie_and_the_cookie_opens_the_door() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let form = doors.post("session/login", ALICE).await;
            let json = doors.post_json("session/login", r#"{"user":"zoë","password":"pässwörd"}"#).await;
            for (answer, user) in [(form, "alice"), (json, "zoë")] {
                assert_eq!((answer.status, answer.body.len()), (204, 0));
                let (value, attributes) = set_cookie(&answer).split_once(';').expect("attributes");
                let path = format!(" Path={}session; HttpOnly; SameSite=Lax; Max-Age=300", doors.base);
                assert_eq!(attributes, path);
                assert!(answer.lines().contains(&format!("Set-Cookie: {value};{attributes}").as_str()));
                for others in ["", "a=b; ", "knock_sessions=x; "] {
                    let line = format!("Cookie: {others}{value}; z=1");
                    let inside = doors.knock("GET", "session/?style=bare", &[&line]).await;
                    assert_eq!((inside.status, inside.json()["user"].as_str()), (200, Some(user)), "{line}");
                    assert!(inside.field("set-cookie").is_none() && inside.challenges().is_empty());
                }
            }
        }
    });
}

#[test]
fn a_wrong_login_is_a_401_that_sets_nothing() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let line = challenge(&doors);
        for form in [
            &[("user", "alice"), ("password", "wrong")][..],
            &[("user", "mallory"), ("password", "wonderland")],
            &[("user", "alice"), ("password", "")],
            &[("user", "ALICE"), ("password", "wonderland")],
            &[("user", "alice")],
            &[("password", "wonderland")],
            &[("username", "alice"), ("password", "wonderland")],
            &[],
        ] {
            let answer = doors.post("session/login", form).await;
            assert_eq!((answer.status, answer.challenges()), (401, vec![line.as_str()]), "{form:?}");
            assert_eq!(answer.field("set-cookie"), None, "{form:?}");
        }
        let (user, password) = (
            doors.post("session/login", &[("user", "mallory"), ("password", "wonderland")]).await,
            doors.post("session/login", &[("user", "alice"), ("password", "wrong")]).await,
        );
        assert_eq!(user.body, password.body, "which of the two is wrong is not said");
        for (kind, body, status) in
            [("text/plain", "user=alice&password=wonderland", 415), ("application/json", "[]", 400)]
        {
            let field = format!("Content-Type: {kind}");
            let answer = server.send(message("POST", "/demo/session/login", &[&field], body)).await;
            assert_eq!((answer.status, answer.field("set-cookie")), (status, None), "{kind}");
        }
    });
}

/// Every way to have no session, with the check that says so.
async fn without_session(doors: &Doors<'_>, lab: &Lab<'_>) -> Vec<(&'static str, Vec<String>, Rung)> {
    let good = log_in(doors).await;
    let ended = log_in(doors).await;
    assert_eq!(doors.knock("POST", "session/logout", &[&ended]).await.status, 204);
    let expired = {
        assert_eq!(lab.api("PUT", "/clock", "{\"offset_seconds\":-300}").await.status, 200);
        let cookie = log_in(doors).await;
        assert_eq!(lab.api("PUT", "/clock", "{\"offset_seconds\":0}").await.status, 200);
        cookie
    };
    let foreign = log_in(&Doors::demo(doors.server)).await;
    let owner = lab.cookie.replace("knock_lab", "knock_session");
    let altered = good.replacen("session=", "session=x", 1);
    vec![
        ("nobody", vec![], Rung::CredentialsPresent),
        ("another cookie", vec![lab.cookie.clone()], Rung::CredentialsPresent),
        (
            "a password",
            vec!["Authorization: Basic YWxpY2U6d29uZGVybGFuZA==".to_owned()],
            Rung::CredentialsPresent,
        ),
        ("empty", vec!["Cookie: knock_session=".to_owned()], Rung::KnownIdentity),
        ("invented", vec!["Cookie: knock_session=alice".to_owned()], Rung::KnownIdentity),
        ("altered", vec![altered], Rung::KnownIdentity),
        ("the owner's cookie under this name", vec![owner], Rung::KnownIdentity),
        ("of another lab", vec![foreign], Rung::KnownIdentity),
        ("expired", vec![expired], Rung::InTime),
        ("logged out", vec![ended], Rung::NotRevoked),
    ]
}

#[test]
fn no_session_is_said_in_five_ways_and_each_is_explained() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let login = format!("{}session/login", lab.base);
        for (name, fields, rung) in without_session(&doors, &lab).await {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            for (style, status, word) in [
                ("", 401, "."),
                ("?style=challenge", 401, "."),
                ("?style=bare", 401, "style=bare"),
                ("?style=redirect", 303, "style=redirect"),
                ("?style=forbidden", 403, "style=forbidden"),
                ("?style=soft", 200, "style=soft"),
            ] {
                let answer = doors.knock("GET", &format!("session/{style}"), &fields).await;
                let what = format!("{name} {style}");
                assert_eq!(answer.status, status, "{what}: {answer:?}");
                let challenges = if word == "." { vec![challenge(&doors)] } else { vec![] };
                assert_eq!(answer.challenges(), challenges, "{what}");
                assert_eq!(answer.field("location"), (status == 303).then_some(login.as_str()), "{what}");
                let record = lab.record_of(&answer).await;
                let last = record.checks.last().expect("a check");
                assert_eq!((last.rung, last.outcome), (rung, Outcome::Stopped), "{what}: {last:?}");
                assert!(last.detail.contains(word) && !last.would_pass.is_empty(), "{what}: {}", last.detail);
                if status == 200 {
                    assert!(answer.text().contains("<form method=\"post\" action=\"login\">"), "{what}");
                }
            }
        }
        for style in ["Challenge", "", "teapot"] {
            assert_eq!(
                doors.knock("GET", &format!("session/?style={style}"), &[]).await.status,
                400,
                "{style}"
            );
        }
    });
}

#[test]
fn a_session_expires_by_the_lab_s_clock() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let cookie = log_in(&doors).await;
        for (offset, open) in [(0, true), (290, true), (300, false), (86_400, false)] {
            let body = format!("{{\"offset_seconds\":{offset}}}");
            assert_eq!(lab.api("PUT", "/clock", &body).await.status, 200);
            assert_eq!(is_in(&doors, &cookie).await, open, "{offset}");
        }
    });
}

#[test]
fn after_a_logout_a_copy_of_the_cookie_is_worthless() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let (one, other) = (log_in(&doors).await, log_in(&doors).await);
            let answer = doors.knock("POST", "session/logout", &[&one]).await;
            assert_eq!((answer.status, answer.body.len()), (204, 0));
            let expected =
                format!("knock_session=; Path={}session; HttpOnly; SameSite=Lax; Max-Age=0", doors.base);
            assert_eq!(set_cookie(&answer), expected);
            assert!(!is_in(&doors, &one).await, "logged out");
            assert!(is_in(&doors, &other).await, "another session of the same person goes on");
            for fields in [&[][..], &["Cookie: knock_session=nonsense"], &[one.as_str()]] {
                assert_eq!(doors.knock("POST", "session/logout", fields).await.status, 204, "{fields:?}");
            }
        }
        let doors = Doors::of(&lab);
        let cookie = log_in(&doors).await;
        assert_eq!(lab.api("POST", "/reset", "").await.status, 204);
        assert!(!is_in(&doors, &cookie).await, "a reset ends all sessions");
    });
}

#[test]
fn a_lab_forgets_its_oldest_sessions_rather_than_growing() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let first = log_in(&doors).await;
        for _ in 0..knock::labs::Bounds::default().sessions - 1 {
            log_in(&doors).await;
        }
        assert!(is_in(&doors, &first).await);
        log_in(&doors).await;
        assert!(!is_in(&doors, &first).await);
    });
}
