//! From the first call to the end: made, found again, reset, deleted, expired.

use std::time::Duration;

use knock::labs::Bounds;
use knock::limits::Seconds;

use crate::folder::Folder;
use crate::support::{Answer, RUNTIME, Server, with_server};

/// A name that looks right and was never given out.
const FORGED: &str = "amber-otter-00000000";

fn assert_api_fields(answer: &Answer, what: &str) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.fields(name), [value], "{what}: {answer:?}");
    }
    assert_eq!(answer.field("access-control-allow-origin"), None, "{what}");
}

#[test]
fn a_lab_is_made_once_and_found_again_with_its_cookie() {
    with_server(async |server| {
        let made = server.request("POST", "/api/labs", &[]).await;
        assert_eq!((made.status, made.field("content-type")), (201, Some("application/json")));
        assert_api_fields(&made, "made");
        let body = made.json();
        let (name, base) = (body["lab"].as_str().expect("a name"), body["base"].as_str().expect("a base"));
        assert_eq!(base, format!("/lab/{name}/"));
        assert_eq!(made.field("location"), Some(base));
        let words: Vec<&str> = name.split('-').collect();
        assert!(words.len() == 3 && words[2].len() == 8, "{name}");
        let expires = body["expires"].as_str().expect("a time");
        assert!(
            expires.len() >= 20 && expires.ends_with('Z') && expires.contains('T'),
            "RFC 3339: {expires}"
        );
        let [cookie] = made.fields("set-cookie")[..] else { panic!("one cookie: {made:?}") };
        let mut parts = cookie.split("; ");
        let pair = parts.next().expect("a pair");
        assert!(pair.starts_with("knock_lab=") && !pair.contains("__Host-"), "{cookie}");
        let mut attributes: Vec<&str> = parts.collect();
        attributes.sort_unstable();
        assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Lax"]);

        let again = server.request("POST", "/api/labs", &[&format!("Cookie: other=1; {pair}; x=y")]).await;
        assert_eq!((again.status, again.json()["lab"].as_str()), (200, Some(name)));
        assert_api_fields(&again, "found");
        assert_eq!(server.get(base).await.status, 200);
    });
}

#[test]
fn a_cookie_that_is_not_ours_makes_a_new_lab() {
    with_server(async |server| {
        let lab = server.lab().await;
        let value = lab.cookie.split_once('=').expect("a pair").1;
        let (data, seal) = value.rsplit_once('.').expect("a seal");
        for cookie in [
            String::new(),
            "x".into(),
            data.to_owned(),
            format!("{data}.{}", "A".repeat(seal.len())),
            format!("{FORGED}.{seal}"),
            format!("{value}x"),
            "\"\"".into(),
        ] {
            let answer = server.request("POST", "/api/labs", &[&format!("Cookie: knock_lab={cookie}")]).await;
            assert_eq!(answer.status, 201, "{cookie}");
            assert_ne!(answer.json()["lab"], lab.name.as_str(), "{cookie}");
        }
    });
}

#[test]
fn over_tls_the_cookie_is_secure_and_bound_to_the_host() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        let options = ["--content", folder.text(), "--origin", "https://knock.example"];
        let server = Server::start(&options, Bounds::default()).await;
        let lab = server.lab().await;
        assert!(lab.cookie.starts_with("Cookie: __Host-knock_lab="), "{}", lab.cookie);
        let made = server.request("POST", "/api/labs", &[]).await;
        let cookie = made.field("set-cookie").expect("a cookie");
        for attribute in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        assert!(lab.exchanges().await.is_empty());
    });
}

#[test]
fn a_made_up_lab_is_a_404() {
    with_server(async |server| {
        let real = server.lab().await;
        let (words, random) = real.name.rsplit_once('-').expect("three words");
        let other_words = if words == "amber-otter" { "blue-bear" } else { "amber-otter" };
        let long = "x".repeat(2000);
        for name in [
            FORGED,
            "",
            "demo",
            "x",
            "-",
            &format!("{other_words}-{random}"),
            "blue-bear-12345678",
            &real.name.to_uppercase(),
            &format!("{}x", real.name),
            &format!("{}%00", real.name),
            &long,
        ] {
            for path in ["/", "/basic/", "/token"] {
                let answer = server.get(&format!("/lab/{name}{path}")).await;
                assert_eq!(answer.status, 404, "{name}{path}");
                assert_eq!((answer.field("knock-exchange"), answer.challenges().len()), (None, 0), "{name}");
                assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{name}");
            }
        }
    });
}

#[test]
fn resetting_forgets_the_log_the_tokens_and_the_clock_but_not_the_lab() {
    with_server(async |server| {
        let lab = server.lab().await;
        let token = server.form(&format!("{}token", lab.base), &[], &[("sub", "alice")]).await.json();
        let access = token["access_token"].as_str().expect("a token");
        let refresh = token["refresh_token"].as_str().expect("a token");
        server.form(&format!("{}token/revoke", lab.base), &[], &[("token", access)]).await;
        assert_eq!(lab.api("PUT", "/clock", "{\"offset_seconds\":3600}").await.status, 200);
        assert_eq!(lab.exchanges().await.len(), 2);
        let seq = lab.exchanges().await.last().expect("an exchange").seq;

        let reset = lab.api("POST", "/reset", "").await;
        assert_eq!((reset.status, reset.body.len()), (204, 0));
        assert_api_fields(&reset, "reset");
        assert!(lab.exchanges().await.is_empty());
        let bearer = format!("Authorization: Bearer {access}");
        assert_eq!(
            lab.knock("GET", "bearer/", &[&bearer]).await.status,
            401,
            "what was revoked is not good again"
        );
        let renewed =
            server.form(&format!("{}token/refresh", lab.base), &[], &[("refresh_token", refresh)]).await;
        assert_eq!(renewed.status, 400, "families are forgotten");
        let fresh = server.form(&format!("{}token", lab.base), &[], &[("sub", "alice")]).await.json();
        let fresh = format!("Authorization: Bearer {}", fresh["access_token"].as_str().expect("a token"));
        assert_eq!(lab.knock("GET", "bearer/", &[&fresh]).await.status, 200, "the clock is back");
        let seqs: Vec<u64> = lab.exchanges().await.iter().map(|exchange| exchange.seq).collect();
        assert_eq!(
            seqs,
            [seq + 1, seq + 2, seq + 3, seq + 4],
            "numbers go on, so that a stream misses nothing"
        );
    });
}

#[test]
fn a_deleted_lab_is_gone_for_everybody() {
    with_server(async |server| {
        let lab = server.lab().await;
        lab.knock("GET", "basic/", &[]).await;
        let answer = lab.api("DELETE", "", "").await;
        assert_eq!((answer.status, answer.body.len()), (204, 0));
        assert_gone(server, &lab.base, &lab.name, &lab.cookie).await;
        assert_eq!(server.request("POST", "/api/labs", &[&lab.cookie]).await.status, 201);
    });
}

async fn assert_gone(server: &Server, base: &str, name: &str, cookie: &str) {
    let door = server.get(&format!("{base}basic/")).await;
    assert_eq!(
        (door.status, door.field("content-type")),
        (410, Some("application/problem+json")),
        "{door:?}"
    );
    assert!(door.text().contains("POST /api/labs"), "how to get a new one: {}", door.text());
    assert_eq!((door.field("knock-exchange"), door.challenges().len()), (None, 0));
    for (method, path) in [
        ("GET", "/exchanges"),
        ("GET", "/exchanges/x"),
        ("GET", "/stream"),
        ("PUT", "/clock"),
        ("POST", "/reset"),
        ("DELETE", ""),
    ] {
        let answer = server.request(method, &format!("/api/labs/{name}{path}"), &[cookie]).await;
        assert_eq!(answer.status, 410, "{method} {path}: {answer:?}");
        assert!(answer.text().contains("POST /api/labs"), "how to get a new one: {}", answer.text());
        let stranger = server.request(method, &format!("/api/labs/{name}{path}"), &[]).await;
        assert_eq!(stranger.status, 404, "{method} {path}: without the cookie it never existed");
    }
}

#[test]
fn an_unused_lab_expires() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        // Each use makes a lab live on, so it must be shorter than the time between two requests.
        let bounds = Bounds { idle: Seconds(Duration::from_nanos(1)), ..Bounds::default() };
        let server = Server::start(&["--content", folder.text()], bounds).await;
        let lab = server.lab().await;
        let mut polls = 0;
        while server.get(&lab.base).await.status != 410 {
            polls += 1;
            assert!(polls < 1000, "it never expired");
        }
        assert_gone(&server, &lab.base, &lab.name, &lab.cookie).await;
        let page = server.request("GET", "/x/abcdefghjkmn", &[&lab.cookie]).await;
        assert_eq!(page.status, 410);
        assert!(page.text().contains("expired"), "{}", page.text());
        let new = server.request("POST", "/api/labs", &[&lab.cookie]).await;
        assert_eq!(new.status, 201);
        assert_ne!(new.json()["lab"], lab.name.as_str());
    });
}

#[test]
fn when_there_are_too_many_labs_some_make_room() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        let bounds = Bounds { labs: 4, ..Bounds::default() };
        let server = Server::start(&["--content", folder.text()], bounds).await;
        let mut names = Vec::new();
        for _ in 0..20 {
            names.push(server.lab().await.base);
        }
        let mut polls = 0;
        loop {
            let mut open = 0;
            for base in &names {
                let status = server.get(base).await.status;
                assert!(matches!(status, 200 | 410), "{status}");
                open += u32::from(status == 200);
            }
            if open <= 4 {
                break;
            }
            polls += 1;
            assert!(polls < 200, "{open} labs where 4 are allowed");
        }
        assert_eq!(server.request("POST", "/api/labs", &[]).await.status, 201);
    });
}

#[test]
fn with_a_passphrase_names_cookies_and_tokens_outlive_a_restart() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        let options = |secret| ["--content", folder.text(), "--secret", secret];
        let before = Server::start(&options("one"), Bounds::default()).await;
        let lab = before.lab().await;
        let token = before.form("/demo/token", &[], &[("sub", "alice")]).await.json();
        let line = format!("Authorization: Bearer {}", token["access_token"].as_str().expect("a token"));
        let after = Server::start(&options("one"), Bounds::default()).await;
        assert_eq!(after.request("GET", "/demo/bearer/", &[&line]).await.status, 200);
        // The lab's state is gone, but its name is known as one of ours.
        assert_eq!(after.get(&format!("{}basic/", lab.base)).await.status, 410);
        let stranger = Server::start(&options("two"), Bounds::default()).await;
        assert_eq!(stranger.request("GET", "/demo/bearer/", &[&line]).await.status, 401);
        assert_eq!(stranger.get(&format!("{}basic/", lab.base)).await.status, 404);
    });
}
