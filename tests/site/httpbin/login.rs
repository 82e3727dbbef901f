//! `basic-auth`, `hidden-basic-auth` and `bearer`: who passes, who does not, and with which challenge.

use super::{ask, detail};
use crate::support::with_server;

const BASIC: &str = "WWW-Authenticate: Basic realm=\"httpbin/basic-auth\", charset=\"UTF-8\"";
const BEARER: &str = "WWW-Authenticate: Bearer realm=\"httpbin/bearer\"";

fn basic(user: &str, password: &str) -> String {
    format!("Authorization: {}", knock::auth::basic::authorization(user, password))
}

#[test]
fn the_user_and_the_password_of_the_address_pass() {
    with_server(async |server| {
        let cases = [
            ("user/passwd", basic("user", "passwd"), "user"),
            ("alice/wrong%20too", basic("alice", "wrong too"), "alice"),
            ("ann/a:b:c", basic("ann", "a:b:c"), "ann"),
            ("ann/a%2Fb", basic("ann", "a/b"), "ann"),
            ("zo%C3%AB/p%C3%A4ss", basic("zoë", "päss"), "zoë"),
            ("user/passwd", basic("user", "passwd").replace("Basic", "bAsIc  "), "user"),
            ("/secret", basic("", "secret"), ""),
            ("%22%3Cb%3E/x", basic("\"<b>", "x"), "\"<b>"),
        ];
        for (path, line, user) in &cases {
            for family in ["basic-auth", "hidden-basic-auth"] {
                let answer = ask(server, &format!("{family}/{path}"), &[line]).await;
                assert_eq!(answer.status, 200, "{family}/{path}: {answer:?}");
                assert_eq!(answer.field("content-type"), Some("application/json"));
                assert_eq!(answer.json(), serde_json::json!({ "authenticated": true, "user": user }));
                assert!(answer.challenges().is_empty());
            }
        }
    });
}

#[test]
fn everybody_else_is_asked_or_sees_nothing() {
    with_server(async |server| {
        let good = basic("user", "passwd");
        let cases: &[(&str, &[&str])] = &[
            ("nobody", &[]),
            ("a wrong password", &[&basic("user", "wrong")]),
            ("a wrong user", &[&basic("other", "passwd")]),
            ("a user in capitals", &[&basic("USER", "passwd")]),
            ("no password", &[&basic("user", "")]),
            ("a longer password", &[&basic("user", "passwd ")]),
            ("user and password the other way round", &[&basic("passwd", "user")]),
            ("another scheme", &["Authorization: Bearer dXNlcjpwYXNzd2Q="]),
            ("no scheme", &["Authorization: dXNlcjpwYXNzd2Q="]),
            ("the scheme alone", &["Authorization: Basic"]),
            ("an empty field", &["Authorization:"]),
            ("not Base64", &["Authorization: Basic %%%"]),
            ("padding cut off", &["Authorization: Basic dXNlcjpwYXNzd2Q"]),
            ("no colon", &["Authorization: Basic dXNlcg=="]),
            ("in clear", &["Authorization: Basic user:passwd"]),
            ("the site's own guest", &[&basic("alice", "wonderland")]),
            ("two lines, both right", &[&good, &good]),
            ("Basic for a proxy", &["Proxy-Authorization: Basic dXNlcjpwYXNzd2Q="]),
        ];
        let missing = ask(server, "nowhere", &[]).await;
        for (name, fields) in cases {
            let asked = ask(server, "basic-auth/user/passwd", fields).await;
            assert_eq!((asked.status, asked.challenges()), (401, vec![BASIC]), "{name}");
            detail(&asked);
            let hidden = ask(server, "hidden-basic-auth/user/passwd", fields).await;
            assert_eq!((hidden.status, hidden.challenges()), (404, vec![]), "{name}");
            assert_eq!(hidden.body, missing.body, "{name}: as where there is nothing");
            assert_eq!(hidden.lines().len(), missing.lines().len(), "{name}");
        }
        // A colon ends the user name, so nobody has this one (RFC 7617 2).
        let never = ask(server, "basic-auth/a:b/c", &[&basic("a:b", "c")]).await;
        assert_eq!((never.status, never.challenges()), (401, vec![BASIC]));
    });
}

#[test]
fn wrong_credentials_of_every_kind_get_the_same_bytes() {
    with_server(async |server| {
        let mut seen = Vec::new();
        for line in
            [basic("user", "wrong"), basic("other", "passwd"), basic("", ""), "Authorization: x".into()]
        {
            let answer = ask(server, "basic-auth/user/passwd", &[&line]).await;
            let lines = answer.lines().into_iter().filter(|line| !line.starts_with("Date:"));
            seen.push((lines.map(str::to_owned).collect::<Vec<_>>(), answer.body.clone()));
        }
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    });
}

#[test]
fn any_token_passes_and_nothing_else() {
    with_server(async |server| {
        for token in ["abcd1234", "a", "a-._~+/9==", "eyJhbGciOiJub25lIn0.e30."] {
            for scheme in ["Bearer", "bearer", "BEARER", "Bearer "] {
                let answer = ask(server, "bearer", &[&format!("Authorization: {scheme} {token}")]).await;
                assert_eq!(answer.status, 200, "{scheme} {token}: {answer:?}");
                assert_eq!(answer.json(), serde_json::json!({ "authenticated": true, "token": token }));
            }
        }
        let malformed = format!(
            "{BEARER}, error=\"invalid_token\", error_description=\"A token holds no spaces and no characters beyond those of Base64.\""
        );
        let cases: &[(&str, &[&str], &str)] = &[
            ("nobody", &[], BEARER),
            ("another scheme", &["Authorization: Basic dXNlcjpwYXNzd2Q="], BEARER),
            ("the scheme alone", &["Authorization: Bearer"], BEARER),
            ("an empty field", &["Authorization:"], BEARER),
            ("no scheme", &["Authorization: abcd1234"], BEARER),
            ("two lines", &["Authorization: Bearer a", "Authorization: Bearer a"], BEARER),
            ("a space inside", &["Authorization: Bearer a b"], &malformed),
            ("quotes", &["Authorization: Bearer \"a\""], &malformed),
            ("padding alone", &["Authorization: Bearer =="], &malformed),
            ("a comma", &["Authorization: Bearer a, Basic b"], &malformed),
            ("in the query only", &[], BEARER),
        ];
        for (name, fields, challenge) in cases {
            let path = if name.starts_with("in the query") { "bearer?access_token=a" } else { "bearer" };
            let answer = ask(server, path, fields).await;
            assert_eq!((answer.status, answer.challenges()), (401, vec![*challenge]), "{name}");
            detail(&answer);
        }
    });
}

#[test]
fn a_challenge_holds_nothing_of_the_address() {
    with_server(async |server| {
        for path in ["basic-auth/x%22,y/z%0D%0ASet-Cookie:a=b", "basic-auth/%22/%5C", "status/401"] {
            let answer = ask(server, path, &[]).await;
            assert_eq!(answer.status, 401, "{path}");
            assert_eq!((answer.challenges().len(), answer.field("set-cookie")), (1, None), "{path}");
            assert!(answer.challenges()[0].starts_with("WWW-Authenticate: Basic realm=\"httpbin/"), "{path}");
            assert!(!answer.text().contains("Set-Cookie"), "{path}");
        }
        let unreadable = ask(server, "basic-auth/%FF/x", &[]).await;
        assert_eq!(unreadable.status, 400);
        assert!(detail(&unreadable).contains("percent signs"));
    });
}
