//! `digest-auth`: as with httpbin, with the rules of RFC 7616 where httpbin has none.

use knock::auth::Challenge;
use knock::auth::digest::{Algorithm, Asked, Offer};
use serde_json::json;

use super::{ask, detail};
use crate::doors::cases::without_nonces;
use crate::support::{Server, message, with_server};

const AUTH: &str = "qop=\"auth\"";
const BOTH: &str = "qop=\"auth, auth-int\"";

async fn offer(server: &Server, path: &str) -> Offer {
    let answer = ask(server, path, &[]).await;
    assert_eq!((answer.status, answer.challenges().len()), (401, 1), "{path}: {answer:?}");
    let value = answer.field("www-authenticate").expect("a challenge");
    Offer::first(&Challenge::parse_list(value)).unwrap_or_else(|| panic!("{value}"))
}

fn asked<'a>(path: &'a str, user: &'a str, password: &'a str) -> Asked<'a> {
    Asked { user, password, method: "GET", uri: path, body: b"", count: 1, cnonce: "c" }
}

fn line(offer: &Offer, asked: &Asked<'_>) -> String {
    format!("Authorization: {}", offer.answer(asked).authorization)
}

#[test]
fn the_address_says_what_is_asked_for() {
    with_server(async |server| {
        for (path, qop, algorithm) in [
            ("auth/user/passwd", AUTH, "MD5"),
            ("auth/user/passwd/MD5", AUTH, "MD5"),
            ("auth/user/passwd/SHA-256", AUTH, "SHA-256"),
            ("auth/user/passwd/sha-512-256", AUTH, "SHA-512-256"),
            ("auth/user/passwd/MD5-sess", AUTH, "MD5-sess"),
            ("auth/user/passwd/SHA-512", AUTH, "MD5"),
            ("auth/user/passwd/unknown/never", AUTH, "MD5"),
            ("auth/user/passwd/SHA-256/2", AUTH, "SHA-256"),
            ("auth-int/user/passwd", "qop=\"auth-int\"", "MD5"),
            ("whatever/user/passwd", BOTH, "MD5"),
            ("%22/x%22y/%0D%0Az/%22", BOTH, "MD5"),
        ] {
            let answer = ask(server, &format!("digest-auth/{path}"), &[]).await;
            let line = format!(
                "WWW-Authenticate: Digest realm=\"httpbin/digest-auth\", {qop}, algorithm={algorithm}, nonce=\"{{n}}\", opaque=\"{{o}}\""
            );
            let seen: Vec<String> = answer.challenges().into_iter().map(without_nonces).collect();
            assert_eq!((answer.status, seen), (401, vec![line]), "{path}");
            assert_eq!(
                answer.fields("set-cookie"),
                ["fake=fake_value; Path=/httpbin; HttpOnly; SameSite=Lax"],
                "{path}"
            );
            detail(&answer);
        }
    });
}

#[test]
fn the_user_and_the_password_of_the_address_pass() {
    with_server(async |server| {
        for algorithm in Algorithm::ALL.map(Algorithm::name) {
            for qop in ["auth", "auth-int", "both"] {
                for (in_path, user, password) in [
                    ("user/passwd", "user", "passwd"),
                    ("zo%C3%AB/a:b%20c", "zoë", "a:b c"),
                    ("%22/%5C", "\"", "\\"),
                ] {
                    let path = format!("digest-auth/{qop}/{in_path}/{algorithm}");
                    let target = format!("/httpbin/{path}");
                    let offer = offer(server, &path).await;
                    let asked = asked(&target, user, password);
                    let answer = ask(server, &path, &[&line(&offer, &asked)]).await;
                    assert_eq!(answer.status, 200, "{path}: {answer:?}");
                    assert_eq!(answer.json(), json!({ "authenticated": true, "user": user }));
                    let rspauth = offer.answer(&Asked { method: "", body: &answer.body, ..asked }).response;
                    let info = answer.field("authentication-info").expect("the server's own proof");
                    assert!(info.contains(&format!("rspauth=\"{rspauth}\"")), "{path}: {info}");
                    assert!(
                        answer
                            .field("set-cookie")
                            .is_some_and(|cookie| cookie.starts_with("fake=fake_value;"))
                    );
                }
            }
        }
    });
}

#[test]
fn the_cookie_of_the_challenge_has_to_come_back_where_it_is_asked_for() {
    with_server(async |server| {
        for (query, cookie, expected) in [
            ("?require-cookie=1", None, 401),
            ("?require-cookie=TRUE", None, 401),
            ("?require-cookie=t", Some("Cookie: a=b"), 403),
            ("?require-cookie=1", Some("Cookie: fake=other"), 403),
            ("?require-cookie=1", Some("Cookie: a=b; fake=fake_value"), 200),
            ("?require-cookie=0", None, 200),
            ("?require-cookie", None, 200),
            ("?other=1", None, 200),
        ] {
            let path = format!("digest-auth/auth/user/passwd/MD5{query}");
            let (offer, target) = (offer(server, &path).await, format!("/httpbin/{path}"));
            let own = line(&offer, &asked(&target, "user", "passwd"));
            let fields: Vec<&str> = [Some(own.as_str()), cookie].into_iter().flatten().collect();
            let answer = ask(server, &path, &fields).await;
            assert_eq!(answer.status, expected, "{query} {cookie:?}: {answer:?}");
            if expected == 403 {
                assert_eq!(answer.json(), json!({ "errors": ["missing cookie set on challenge"] }));
            }
            assert!(answer.field("set-cookie").is_some_and(|set| set.starts_with("fake=fake_value;")));
            assert_eq!(answer.challenges().len(), usize::from(expected == 401), "{query} {cookie:?}");
        }
        let path = "digest-auth/auth/user/passwd/MD5?require-cookie=1";
        let basic = ask(server, path, &["Authorization: Basic YTpi", "Cookie: a=b"]).await;
        assert_eq!((basic.status, basic.challenges().len()), (401, 1), "{basic:?}");
    });
}

#[test]
fn everybody_else_is_asked_again() {
    with_server(async |server| {
        let path = "digest-auth/auth/user/passwd/SHA-256";
        let target = format!("/httpbin/{path}");
        let offer = offer(server, path).await;
        let good = asked(&target, "user", "passwd");
        let sent = line(&offer, &good);
        let other = |change: &dyn Fn(Offer) -> Offer| line(&change(offer.clone()), &good);
        for (name, lines, status) in [
            ("a wrong password", vec![line(&offer, &asked(&target, "user", "wrong"))], 401),
            ("a wrong user", vec![line(&offer, &asked(&target, "other", "passwd"))], 401),
            ("a guest of the site", vec![line(&offer, &asked(&target, "alice", "wonderland"))], 401),
            ("another scheme", vec!["Authorization: Basic dXNlcjpwYXNzd2Q=".to_owned()], 401),
            ("no scheme", vec!["Authorization: x".to_owned()], 401),
            ("the scheme alone", vec!["Authorization: Digest".to_owned()], 400),
            ("two lines", vec![sent.clone(), sent.clone()], 400),
            ("a count twice", vec![format!("{sent}, nc=00000001")], 400),
            ("another address", vec![line(&offer, &asked("/httpbin/get", "user", "passwd"))], 400),
            ("a nonce of its own making", vec![other(&|offer| Offer { nonce: "n".into(), ..offer })], 401),
            ("another algorithm", vec![other(&|offer| Offer { algorithm: Algorithm::Md5, ..offer })], 401),
            ("another realm", vec![other(&|offer| Offer { realm: "r".into(), ..offer })], 401),
        ] {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let answer = ask(server, path, &lines).await;
            assert_eq!((answer.status, answer.challenges().len()), (status, 1), "{name}: {answer:?}");
            assert!(!answer.head.contains("stale"), "{name}");
            detail(&answer);
        }
        for (count, status) in [(1, 200), (1, 401), (3, 200), (2, 200)] {
            let answer = ask(server, path, &[&line(&offer, &Asked { count, ..good })]).await;
            assert_eq!((answer.status, answer.head.contains("stale")), (status, false), "{count}");
        }
    });
}

#[test]
fn a_nonce_goes_stale_after_as_many_requests_as_the_address_says() {
    with_server(async |server| {
        for (stale_after, good) in [("0", 0), ("1", 1), ("3", 3), ("never", 10), ("-1", 10)] {
            let path = format!("digest-auth/auth/user/passwd/MD5/{stale_after}");
            let target = format!("/httpbin/{path}");
            let offer = offer(server, &path).await;
            for count in 1..=10 {
                let asked = Asked { count, ..asked(&target, "user", "passwd") };
                let answer = ask(server, &path, &[&line(&offer, &asked)]).await;
                let is_stale = answer.challenges().iter().any(|line| line.ends_with(", stale=true"));
                let expected = if count <= good { (200, false) } else { (401, true) };
                assert_eq!((answer.status, is_stale), expected, "{stale_after}: {count}");
                let wrong = Asked { password: "wrong", ..asked };
                let answer = ask(server, &path, &[&line(&offer, &wrong)]).await;
                assert!(answer.status == 401 && !answer.head.contains("stale"), "{stale_after}: {answer:?}");
            }
        }
    });
}

#[test]
fn a_body_is_protected_where_the_answer_says_so() {
    with_server(async |server| {
        let path = "digest-auth/auth-int/user/passwd";
        let target = format!("/httpbin/{path}");
        for (sent, status) in [("sum=10", 200), ("sum=1000", 401)] {
            let offer = offer(server, path).await;
            let asked = Asked { body: b"sum=10", ..asked(&target, "user", "passwd") };
            let answer = server.send(message("GET", &target, &[&line(&offer, &asked)], sent)).await;
            assert_eq!(answer.status, status, "{answer:?}");
        }
    });
}
