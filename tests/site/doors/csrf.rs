//! `forbidden/csrf/`: a right password, and no proof that the request was asked for.

use knock::model::{Outcome, Rung};

use super::{Doors, basic_line};
use crate::support::{Answer, message, with_server};

const DOOR: &str = "forbidden/csrf/";

impl Doors<'_> {
    async fn csrf_token(&self, credentials: &str) -> String {
        let answer = self.knock("GET", DOOR, &[credentials]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()["csrf_token"].as_str().expect("a token").to_owned()
    }

    async fn submit(&self, fields: &[&str], body: &str) -> Answer {
        self.server.send(message("POST", &format!("{}{DOOR}", self.base), fields, body)).await
    }
}

fn field(token: &str) -> String {
    format!("X-CSRF-Token: {token}")
}

#[test]
fn a_token_of_ones_own_is_taken_from_the_field_a_form_or_json() {
    with_server(async |server| {
        let lab = server.lab().await;
        let people = [("alice", "wonderland"), ("bob", "builder"), ("zoë", "pässwörd")];
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (user, password) in people {
                let login = basic_line(user, password);
                let token = doors.csrf_token(&login).await;
                let form = format!("text=hello&csrf_token={token}");
                let json = format!("{{\"csrf_token\":\"{token}\"}}");
                for (fields, body) in [
                    (vec![field(&token)], ""),
                    (
                        vec![field(&token), "Content-Type: application/x-www-form-urlencoded".into()],
                        "text=hello",
                    ),
                    (vec!["Content-Type: application/x-www-form-urlencoded".into()], &*form),
                    (vec!["Content-Type: application/json".into()], &*json),
                    (vec![field(&token), "Sec-Fetch-Site: same-origin".into()], ""),
                    (vec![field(&token), "Sec-Fetch-Site: none".into()], ""),
                ] {
                    let fields: Vec<&str> =
                        fields.iter().map(String::as_str).chain([login.as_str()]).collect();
                    let answer = doors.submit(&fields, body).await;
                    assert_eq!(answer.status, 200, "{user} {fields:?} {body}: {answer:?}");
                    assert_eq!(answer.json()["user"], user);
                }
            }
        }
    });
}

#[test]
fn without_a_token_of_ones_own_a_right_password_is_a_403() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let (doors, others) = (Doors::of(&lab), Doors::of(&other));
        let [alice, bob] = [basic_line("alice", "wonderland"), basic_line("bob", "builder")];
        let own = doors.csrf_token(&alice).await;
        let bobs = doors.csrf_token(&bob).await;
        let foreign = others.csrf_token(&alice).await;
        let (expires, signature) = own.split_once('.').expect("a time and a signature");
        let prolonged = format!("9{expires}.{signature}");
        let link = doors.post("forbidden/signed/link", &[]).await;
        let query = link.json()["query"].as_str().expect("a query").to_owned();
        let borrowed = format!("{expires}.{}", query.split_once("&signature=").expect("a signature").1);
        let form = "Content-Type: application/x-www-form-urlencoded";
        let crossed = [field(&own), "Sec-Fetch-Site: cross-site".into()];
        let cases: Vec<(&str, Vec<String>, String)> = vec![
            ("no token", vec![], String::new()),
            ("an empty token", vec![field("")], String::new()),
            ("an empty field of the form", vec![form.into()], "csrf_token=".into()),
            ("a token under another name", vec![form.into()], format!("token={own}")),
            ("a token in the query only", vec![], String::new()),
            ("nonsense", vec![field("nonsense")], String::new()),
            ("not ASCII", vec![field("\u{e9}")], String::new()),
            ("bob's token", vec![field(&bobs)], String::new()),
            ("a token of another lab", vec![field(&foreign)], String::new()),
            ("a later end", vec![field(&prolonged)], String::new()),
            ("a signature made for a link", vec![field(&borrowed)], String::new()),
            ("cut off", vec![field(&own[..own.len() - 1])], String::new()),
            ("a wrong field before a right form", vec![field("x"), form.into()], format!("csrf_token={own}")),
            ("another site's page with the right token", crossed.to_vec(), String::new()),
        ];
        for (name, fields, body) in cases {
            let target = if name.contains("query") { format!("?csrf_token={own}") } else { String::new() };
            let fields: Vec<&str> = fields.iter().map(String::as_str).chain([alice.as_str()]).collect();
            let request = message("POST", &format!("{}{DOOR}{target}", doors.base), &fields, &body);
            let answer = server.send(request).await;
            assert_eq!(answer.status, 403, "{name}: {answer:?}");
            assert!(answer.challenges().is_empty(), "{name}: it is no question of who you are");
            let record = lab.record_of(&answer).await;
            let last = record.checks.last().expect("a check");
            assert_eq!((last.rung, last.outcome), (Rung::SameSite, Outcome::Stopped), "{name}");
            assert!(
                last.detail.contains("alice") && last.detail.contains("does not help"),
                "{name}: {last:?}"
            );
            assert_eq!(answer.json()["detail"], last.detail.as_str(), "{name}");
        }
    });
}

#[test]
fn a_login_comes_before_the_token() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let token = field(&doors.csrf_token(&basic_line("alice", "wonderland")).await);
        let challenge =
            format!("WWW-Authenticate: Basic realm=\"{}/forbidden/csrf\", charset=\"UTF-8\"", lab.name);
        let wrong = basic_line("alice", "wrong");
        for fields in [
            &[][..],
            &[&*token],
            &[&*token, &*wrong],
            &["Sec-Fetch-Site: cross-site"],
            &["Authorization: Bearer x"],
        ] {
            let answer = doors.submit(fields, "").await;
            assert_eq!((answer.status, answer.challenges()), (401, vec![&*challenge]), "{fields:?}");
        }
        let by_text = doors.submit(&[&*token, "Content-Type: text/plain"], "csrf_token=x").await;
        assert_eq!(by_text.status, 415);
    });
}

#[test]
fn a_form_that_stayed_open_too_long_is_refused_until_it_is_loaded_again() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let alice = basic_line("alice", "wonderland");
        let token = field(&doors.csrf_token(&alice).await);
        for (offset, status) in [(0, 200), (590, 200), (601, 403), (0, 200)] {
            let moved = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset}}}")).await;
            assert!(moved.status < 300, "{moved:?}");
            let answer = doors.submit(&[&alice, &token], "").await;
            assert_eq!(answer.status, status, "{offset} seconds later");
            let fresh = field(&doors.csrf_token(&alice).await);
            assert_eq!(doors.submit(&[&alice, &fresh], "").await.status, 200, "{offset} seconds later");
            if status == 403 {
                assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.contains("too long")));
            }
        }
    });
}
