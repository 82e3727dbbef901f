//! The table: a client, its options, a door; then what it was told in the end, and what the server saw on the way.

use super::Client::{self, Curl, Httpie, Httpx, Requests, Wget};
use crate::support::with_server;

/// What the server saw: the status it sent, and the scheme that had been brought, empty for none.
type Seen = (u16, &'static str);

struct Login {
    client: Client,
    words: &'static [&'static str],
    door: &'static str,
    seen: &'static [Seen],
}

const fn login(
    client: Client,
    words: &'static [&'static str],
    door: &'static str,
    seen: &'static [Seen],
) -> Login {
    Login { client, words, door, seen }
}

/// The credentials come with the first request.
const UNASKED: &[Seen] = &[(200, "Basic")];
/// The client waits to be asked.
const ASKED: &[Seen] = &[(401, ""), (200, "Basic")];

const BASIC: &[Login] = &[
    login(Curl, &[], "basic/", &[(401, "")]),
    login(Curl, &["--basic", "--user", "alice:wonderland"], "basic/", UNASKED),
    login(Curl, &["--basic", "--user", "zoë:pässwörd"], "basic/", UNASKED),
    login(Curl, &["--basic", "--user", "alice:wrong"], "basic/", &[(401, "Basic")]),
    login(Curl, &["--anyauth", "--user", "alice:wonderland"], "basic/", ASKED),
    login(Curl, &["--anyauth", "--user", "alice:wrong"], "basic/", &[(401, ""), (401, "Basic")]),
    login(Curl, &["--anyauth", "--user", "alice:wonderland"], "basic-hidden/", &[(404, "")]),
    login(Curl, &["--basic", "--user", "alice:wonderland"], "basic-hidden/", UNASKED),
    login(Curl, &["--basic", "--user", "alice:wonderland"], "forbidden/role/", &[(403, "Basic")]),
    login(
        Curl,
        &["--anyauth", "--user", "alice:wonderland"],
        "forbidden/role/",
        &[(401, ""), (403, "Basic")],
    ),
    login(Curl, &["--basic", "--user", "bob:builder"], "forbidden/role/", UNASKED),
    login(Wget, &[], "basic/", &[(401, "")]),
    login(Wget, &["--user=alice", "--password=wonderland"], "basic/", ASKED),
    login(Wget, &["--user=zoë", "--password=pässwörd"], "basic/", ASKED),
    login(Wget, &["--user=alice", "--password=wrong"], "basic/", &[(401, ""), (401, "Basic")]),
    login(Wget, &["--auth-no-challenge", "--user=alice", "--password=wonderland"], "basic/", UNASKED),
    login(Wget, &["--user=alice", "--password=wonderland"], "basic-hidden/", &[(404, "")]),
    login(Wget, &["--user=alice", "--password=wonderland"], "forbidden/role/", &[(401, ""), (403, "Basic")]),
    login(Requests, &["none", "", ""], "basic/", &[(401, "")]),
    login(Requests, &["basic", "alice", "wonderland"], "basic/", UNASKED),
    login(Requests, &["basic", "alice", "wrong"], "basic/", &[(401, "Basic")]),
    login(Requests, &["basic", "bob", "builder"], "forbidden/role/", UNASKED),
    // It writes Latin-1 whatever the challenge asks for, so its users have to give it bytes (RFC 7617 2.1).
    login(Requests, &["basic", "zoë", "pässwörd"], "basic/", &[(401, "Basic")]),
    login(Requests, &["basic-utf8", "zoë", "pässwörd"], "basic/", UNASKED),
    login(Httpx, &["none", "", ""], "basic/", &[(401, "")]),
    login(Httpx, &["basic", "alice", "wonderland"], "basic/", UNASKED),
    login(Httpx, &["basic", "alice", "wrong"], "basic/", &[(401, "Basic")]),
    login(Httpx, &["basic", "zoë", "pässwörd"], "basic/", UNASKED),
    login(Httpie, &[], "basic/", &[(401, "")]),
    login(Httpie, &["--auth=alice:wonderland"], "basic/", UNASKED),
    login(Httpie, &["--auth=zoë:pässwörd"], "basic/", UNASKED),
    login(Httpie, &["--auth=carol:looking-glass"], "forbidden/suspended/", &[(403, "Basic")]),
];

const BEARER: &[Login] = &[
    login(Curl, &["--oauth2-bearer", "{token}"], "bearer/", &[(200, "Bearer")]),
    login(Curl, &["--oauth2-bearer", "{expired}"], "bearer/", &[(401, "Bearer")]),
    login(Curl, &["--oauth2-bearer", "{token}"], "bearer-scope/", &[(403, "Bearer")]),
    // Asked for Bearer, it answers with Bearer.
    login(Curl, &["--anyauth", "--oauth2-bearer", "{token}"], "bearer/", &[(401, ""), (200, "Bearer")]),
    login(Wget, &["--header=Authorization: Bearer {token}"], "bearer/", &[(200, "Bearer")]),
    login(Requests, &["bearer", "", "{token}"], "bearer/", &[(200, "Bearer")]),
    login(Requests, &["bearer", "", "{expired}"], "bearer/", &[(401, "Bearer")]),
    login(Httpx, &["bearer", "", "{token}"], "bearer/", &[(200, "Bearer")]),
    login(Httpx, &["bearer", "", "{token}"], "bearer-scope/", &[(403, "Bearer")]),
    login(Httpie, &["--auth-type=bearer", "--auth={token}"], "bearer/", &[(200, "Bearer")]),
];

/// Asked, and answered.
const PROVED: &[Seen] = &[(401, ""), (200, "Digest")];
const NOT_PROVED: &[Seen] = &[(401, ""), (401, "Digest")];

const DIGEST: &[Login] = &[
    login(Curl, &["--digest", "--user", "alice:wonderland"], "digest/", PROVED),
    login(Curl, &["--digest", "--user", "alice:wonderland"], "digest-md5/", PROVED),
    login(Curl, &["--digest", "--user", "alice:wonderland"], "digest-sha256/?a=b%20c", PROVED),
    login(Curl, &["--digest", "--user", "zoë:pässwörd"], "digest/", PROVED),
    login(Curl, &["--digest", "--user", "alice:wrong"], "digest/", NOT_PROVED),
    login(Curl, &["--anyauth", "--user", "alice:wonderland"], "digest/", PROVED),
    login(Curl, &["--anyauth", "--user", "alice:wonderland"], "several/", PROVED),
    login(Wget, &["--user=alice", "--password=wonderland"], "digest-md5/", PROVED),
    login(Wget, &["--user=alice", "--password=wrong"], "digest-md5/", NOT_PROVED),
    // It answers with MD5 whatever it was asked for, which a nonce for SHA-256 does not allow.
    login(Wget, &["--user=alice", "--password=wonderland"], "digest-sha256/", NOT_PROVED),
    login(Requests, &["digest", "alice", "wonderland"], "digest/", PROVED),
    login(Requests, &["digest", "alice", "wonderland"], "digest-sha256/", PROVED),
    login(Requests, &["digest", "alice", "wrong"], "digest/", NOT_PROVED),
    login(Httpx, &["digest", "alice", "wonderland"], "digest/", PROVED),
    login(Httpx, &["digest", "alice", "wonderland"], "digest-sha256/", PROVED),
    login(Httpx, &["digest", "alice", "wrong"], "digest/", NOT_PROVED),
    login(Httpie, &["--auth-type=digest", "--auth=alice:wonderland"], "digest/", PROVED),
];

/// Runs a table and returns what came otherwise than it says.
async fn differences(table: &[Login]) -> Vec<String> {
    let server = crate::support::shared();
    let lab = server.lab().await;
    let token = async |more: &[(&str, &str)]| {
        let form = [&[("sub", "alice")], more].concat();
        let answer = server.form(&format!("{}token", lab.base), &[], &form).await;
        answer.json()["access_token"].as_str().expect("a token").to_owned()
    };
    let (good, expired) = (token(&[]).await, token(&[("ttl", "-60")]).await);
    let mut differences = Vec::new();
    for login in table {
        let before = lab.exchanges().await.last().map_or(0, |exchange| exchange.seq);
        let words: Vec<String> = login
            .words
            .iter()
            .map(|word| word.replace("{token}", &good).replace("{expired}", &expired))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let url = format!("http://{}{}{}", server.address, lab.base, login.door);
        let told = login.client.ask(&words, &url);
        let mut seen = Vec::new();
        for exchange in lab.exchanges().await.iter().filter(|exchange| exchange.seq > before) {
            let agent = exchange.request.field("user-agent").unwrap_or_default();
            assert!(agent.starts_with(login.client.agent()), "{agent}");
            let brought = exchange.request.field("authorization").unwrap_or_default();
            let scheme = brought.split(' ').next().unwrap_or_default().to_owned();
            seen.push((exchange.status, scheme));
        }
        let expected: Vec<(u16, String)> =
            login.seen.iter().map(|(status, scheme)| (*status, (*scheme).to_owned())).collect();
        if seen != expected || Some(told) != expected.last().map(|(status, _)| *status) {
            let what = format!("{:?} {:?} at {}", login.client, login.words, login.door);
            differences.push(format!("{what}: saw {seen:?} and told {told}, not {expected:?}"));
        }
    }
    differences
}

#[test]
fn basic_is_understood_by_every_client() {
    with_server(async |_| {
        let differences = differences(BASIC).await;
        assert!(differences.is_empty(), "{differences:#?}");
    });
}

#[test]
fn digest_is_understood_by_every_client() {
    with_server(async |_| {
        let differences = differences(DIGEST).await;
        assert!(differences.is_empty(), "{differences:#?}");
    });
}

#[test]
fn bearer_is_understood_by_every_client() {
    with_server(async |_| {
        let differences = differences(BEARER).await;
        assert!(differences.is_empty(), "{differences:#?}");
    });
}
