//! `bearer/` and `bearer-scope/`: what an open door says, and that a token opens only the doors it was made for.

use super::Doors;
use crate::support::with_server;

#[test]
fn the_open_door_shows_the_claims() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let token = doors
                .token(&[("sub", "bob"), ("scope", "reports:read profile"), ("acr", "urn:knock:mfa")])
                .await;
            for path in ["bearer/", "bearer-scope/"] {
                let answer = doors.bearer(path, &token).await;
                assert_eq!((answer.status, answer.challenges().len()), (200, 0), "{path}: {answer:?}");
                let body = answer.json();
                assert_eq!(body["authenticated"], true);
                assert_eq!((body["user"].as_str(), body["scheme"].as_str()), (Some("bob"), Some("Bearer")));
                let claims = &body["claims"];
                assert_eq!((claims["sub"].as_str(), claims["iss"].as_str()), (Some("bob"), Some("knock")));
                assert_eq!(claims["aud"], doors.name.as_str());
                assert_eq!(claims["scope"], "reports:read profile");
                assert_eq!(claims["acr"], "urn:knock:mfa");
                let lifetime = claims["exp"].as_i64().expect("exp") - claims["iat"].as_i64().expect("iat");
                assert_eq!(lifetime, 300, "{claims}");
            }
        }
    });
}

#[test]
fn a_token_opens_its_own_lab_and_no_other() {
    with_server(async |server| {
        let (one, two) = (server.lab().await, server.lab().await);
        let copies = [Doors::demo(server), Doors::of(&one), Doors::of(&two)];
        for maker in &copies {
            let token = maker.token(&[("scope", "reports:read")]).await;
            for doors in &copies {
                for path in ["bearer/", "bearer-scope/"] {
                    let answer = doors.bearer(path, &token).await;
                    let own = maker.name == doors.name;
                    assert_eq!(
                        answer.status,
                        if own { 200 } else { 401 },
                        "{} at {}{path}",
                        maker.name,
                        doors.base
                    );
                }
            }
        }
    });
}

#[test]
fn a_token_without_the_scope_is_a_403_with_the_scope_in_the_challenge() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let token = doors.token(&[("scope", "profile")]).await;
        let answer = doors.bearer("bearer-scope/", &token).await;
        assert_eq!(answer.status, 403);
        let begins = "WWW-Authenticate: Bearer realm=\"demo/bearer-scope\", error=\"insufficient_scope\", scope=\"reports:read\", error_description=\"";
        let [line] = answer.challenges()[..] else { panic!("one challenge: {answer:?}") };
        assert!(line.starts_with(begins) && line.ends_with('"'), "{line}");
        assert_eq!(doors.bearer("bearer/", &token).await.status, 200, "the token itself is good");
    });
}

#[test]
fn an_error_description_holds_only_what_the_grammar_allows() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        for case in super::cases::all(&doors).await {
            let answer = case.send(&doors, &[]).await;
            for line in answer.challenges() {
                let Some((_, rest)) = line.split_once("error_description=\"") else { continue };
                let (description, _) = rest.split_once("\", resource_metadata=\"").unwrap_or((rest, ""));
                let description = description.trim_end_matches('"');
                // RFC 6750 3: %x20-21 / %x23-5B / %x5D-7E.
                assert!(
                    description.bytes().all(|byte| matches!(byte, 0x20..=0x21 | 0x23..=0x5B | 0x5D..=0x7E)),
                    "{line}"
                );
            }
        }
    });
}

#[test]
fn our_own_reader_understands_every_challenge() {
    use knock::auth::challenge::Challenge;
    with_server(async |server| {
        let doors = Doors::demo(server);
        let cases = super::cases::all(&doors).await;
        for case in cases.iter().filter(|case| !case.path.starts_with("broken/")) {
            let answer = case.send(&doors, &[]).await;
            for value in answer.fields("www-authenticate") {
                let challenges = Challenge::parse_list(value);
                let expected = if case.path.ends_with("layout=oneline") { 3 } else { 1 };
                assert_eq!(challenges.len(), expected, "{value}");
                for challenge in challenges {
                    let realm = challenge.param("realm").expect("a realm");
                    assert!(realm.starts_with("demo/") || realm.starts_with("Dialog "), "{value}");
                    let known = ["basic", "BEARER", "apikey", "cookie", "digest"];
                    assert!(known.iter().any(|scheme| challenge.is(scheme)), "{value}");
                }
            }
        }
    });
}
