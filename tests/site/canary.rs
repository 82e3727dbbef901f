//! A secret that somebody really uses, sent in every way there is: it is not to be read anywhere afterwards.

use base64ct::{Base64, Base64UrlUnpadded, Encoding};

use crate::client::Connection;
use crate::folder::Folder;
use crate::program::Running;
use crate::support::{Answer, RUNTIME, message};

/// Looks like something that somebody really uses.
const CANARY: &str = "Canary-7f3e9a51c0d2b846";

/// What must not be readable: the secret, and how it is written where it is coded.
fn spellings() -> Vec<String> {
    let mut spellings = vec![CANARY.to_owned()];
    // Base64 of a text depends on where the text begins, so each of the three is looked for without its ends.
    for before in ["", ":", "::"] {
        let coded = Base64::encode_string(format!("{before}{CANARY}").as_bytes());
        spellings.push(coded[4..coded.len() - 4].to_owned());
    }
    spellings
}

fn jwt() -> String {
    let part = |text: &str| Base64UrlUnpadded::encode_string(text.as_bytes());
    let claims = format!("{{\"iss\":\"https://login.example\",\"jti\":\"{CANARY}\"}}");
    [part("{\"alg\":\"RS256\"}"), part(&claims), part(CANARY)].join(".")
}

/// Header lines of every scheme, and of everything else that carries secrets.
fn lines() -> Vec<String> {
    let pair = Base64::encode_string(format!("me@example.org:{CANARY}").as_bytes());
    let mut credentials = vec![
        format!("Basic {pair}"),
        format!("bAsIc   {pair} "),
        pair.clone(),
        format!("Bearer {CANARY}"),
        format!("Bearer {}", jwt()),
        format!("DPoP {}", jwt()),
        // The nonce is no secret: a server hands it to everybody.
        format!(
            "Digest username=\"me\", realm=\"x\", nonce=\"n\", cnonce=\"{CANARY}\", response=\"{CANARY}\""
        ),
        format!("Digest username=\"{CANARY}\""),
        format!("Digest username*=UTF-8''{CANARY}, response={CANARY}, unheard-of=\"{CANARY}\""),
        format!("Digest username=\"me\", response=\"{CANARY}"),
        format!("Negotiate {pair}"),
        format!("NTLM {pair}"),
        format!("HOBA result=\"{CANARY}\""),
        format!("Mutual sid={CANARY}, kc=\"{CANARY}\""),
        format!("OAuth oauth_token=\"{CANARY}\", oauth_signature=\"{CANARY}\""),
        format!("SCRAM-SHA-256 data={pair}"),
        format!("Vapid t={}, k={CANARY}", jwt()),
        format!("GNAP {CANARY}"),
        format!("PrivateToken token=\"{CANARY}\""),
        format!("AWS4-HMAC-SHA256 Credential={CANARY}/20261125, Signature={CANARY}"),
        format!("ApiKey {CANARY}"),
        format!("Token {CANARY}"),
        format!("token token={CANARY}"),
        format!("Unheard-Of {CANARY}"),
        CANARY.to_owned(),
        format!("\"{CANARY}\""),
        format!("Basic {pair}, Bearer {CANARY}"),
    ];
    let mut lines: Vec<String> = Vec::new();
    for value in credentials.drain(..) {
        lines.push(format!("Authorization: {value}"));
        lines.push(format!("Proxy-Authorization: {value}"));
    }
    for value in [
        format!("knock_lab={CANARY}"),
        format!("a=b; session={CANARY}; c=d"),
        CANARY.to_owned(),
        format!("knock_session={CANARY}; __Host-knock_lab={CANARY}"),
    ] {
        lines.push(format!("Cookie: {value}"));
    }
    for name in ["X-API-Key", "Api-Key", "X-Auth-Token", "Private-Token", "X-Secret"] {
        lines.push(format!("{name}: {CANARY}"));
    }
    lines.push(format!("Referer: http://elsewhere.example/?a=b&token={CANARY}"));
    lines.push(format!("Authorization: Basic me@example.org:{CANARY}"));
    lines
}

/// Every request: method, address below the lab, fields, body.
fn requests() -> Vec<(&'static str, String, Vec<String>, String)> {
    let mut requests: Vec<(&'static str, String, Vec<String>, String)> = Vec::new();
    for line in lines() {
        for door in ["basic/", "bearer/", "api-key/", "session/", "nowhere/"] {
            requests.push(("GET", door.to_owned(), vec![line.clone()], String::new()));
        }
    }
    for query in [
        "access_token",
        "a=b&access_token",
        "access%5Ftoken",
        "api_key",
        "key=x&access_token",
        "password",
        "refresh_token",
        "id_token",
        "client_secret",
        "a=b&token",
        "Passwd",
    ] {
        for door in ["bearer/", "api-key/", "basic", "nowhere/"] {
            requests.push(("GET", format!("{door}?{query}={CANARY}"), Vec::new(), String::new()));
        }
    }
    let form = "Content-Type: application/x-www-form-urlencoded".to_owned();
    let json = "Content-Type: application/json".to_owned();
    for door in ["token", "token/refresh", "token/revoke", "session/login", "basic/", "nowhere/"] {
        for name in
            ["password", "token", "access_token", "refresh_token", "client_secret", "assertion", "p%61ssword"]
        {
            let body = format!("user=me&sub=me&{name}={CANARY}");
            requests.push(("POST", door.to_owned(), vec![form.clone()], body));
        }
        for name in ["password", "token", "anything", "pass\\u0077ord"] {
            let body = format!(
                "{{\"user\": \"me\", \"{name}\": \"{CANARY}\", \"deep\": [{{\"{name}\": \"{CANARY}\"}}]}}"
            );
            requests.push(("POST", door.to_owned(), vec![json.clone()], body));
        }
    }
    // In a body that nobody reads, and in JSON that is a list.
    let parts = "Content-Type: multipart/form-data; boundary=b".to_owned();
    let body =
        format!("--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n{CANARY}\r\n--b--\r\n");
    requests.push(("POST", "session/login".to_owned(), vec![parts], body));
    let list = format!("[{{\"password\": \"{CANARY}\"}}, \"{CANARY}\"]");
    requests.push(("POST", "basic/".to_owned(), vec![json], list));
    requests
}

async fn send(running: &Running, request: impl AsRef<[u8]>) -> Answer {
    let mut connection = Connection::open(running.address).await;
    connection.send(request).await;
    connection.answer(false).await.expect("an answer")
}

/// Where the secret can be read in a text.
fn leaks(what: &str, text: &str) -> Vec<String> {
    let found = spellings().into_iter().filter(|spelling| text.contains(spelling));
    found.map(|spelling| format!("{spelling} in {what}")).collect()
}

const PAGES_EVERY: usize = 25;

/// All that the owner of a lab can read.
async fn read_all(running: &Running, lab: &str, cookie: &str) -> Vec<String> {
    let mut found = Vec::new();
    let api = format!("/api/labs/{lab}");
    let list = send(running, message("GET", &format!("{api}/exchanges"), &[cookie], "")).await;
    assert_eq!(list.status, 200);
    found.extend(leaks("the list", &list.text()));
    let list = list.json();
    let last = list.as_array().and_then(|list| list.last()).expect("exchanges").clone();
    for (nth, exchange) in list.as_array().expect("a list").iter().enumerate() {
        let id = exchange["id"].as_str().expect("an id");
        let head = exchange["request"]["head"].as_str().expect("a head");
        let start =
            head.lines().nth(1).unwrap_or_default().to_owned() + head.lines().next().unwrap_or_default();
        // A page shows what the record says, and all others beside it, so a few pages will do.
        let page = (nth % PAGES_EVERY == 0).then(|| format!("/x/{id}"));
        let forms = ["", ".txt", ".har"].map(|form| format!("{api}/exchanges/{id}{form}"));
        for target in forms.into_iter().chain(page) {
            let answer = send(running, message("GET", &target, &[cookie], "")).await;
            assert_eq!(answer.status, 200, "{target}");
            found.extend(leaks(&format!("{target} of {start}"), &answer.text()));
        }
    }
    let mut stream = Connection::open(running.address).await;
    stream.send(message("GET", &format!("{api}/stream"), &[cookie], "")).await;
    assert_eq!(stream.head().await.expect("a head").status, 200);
    let mut live = String::new();
    while !live.contains(&format!("id: {}\n", last["seq"])) || !live.ends_with("\n\n") {
        live.push_str(&String::from_utf8_lossy(&stream.chunk().await.expect("an event")));
    }
    found.extend(leaks("the stream", &live));
    found
}

/// A lab of the running program: its name and its owner's cookie.
async fn new_lab(running: &Running) -> (String, String) {
    let made = send(running, message("POST", "/api/labs", &[], "")).await;
    let cookie = made.field("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a cookie");
    (made.json()["lab"].as_str().expect("a name").to_owned(), format!("Cookie: {cookie}"))
}

#[test]
fn a_secret_that_is_sent_in_every_way_is_readable_nowhere() {
    let folder = Folder::small();
    let options =
        ["--content", folder.text(), "--no-rate-limits", "--log", "trace", "--exchanges-per-lab", "1000"];
    let running = Running::start(&options, |_| {});
    let found = RUNTIME.block_on(async {
        let mut found = Vec::new();
        // Straight to a lab, to the shared doors, and through both forms.
        let (straight, owner) = new_lab(&running).await;
        let (written, writer) = new_lab(&running).await;
        let form = ["Content-Type: application/x-www-form-urlencoded", &writer];
        for (method, path, fields, body) in requests() {
            let lines: Vec<&str> = fields.iter().map(String::as_str).collect();
            for base in [format!("/lab/{straight}/"), "/demo/".to_owned()] {
                let answer = send(&running, message(method, &format!("{base}{path}"), &lines, &body)).await;
                assert!(answer.status < 500, "{path} {fields:?}");
                found.extend(leaks(&format!("the answer of {path} to {fields:?}"), &answer.text()));
            }
            let raw = message(method, &format!("/lab/{written}/{path}"), &lines, &body);
            for fields in [
                vec![("raw", raw.as_str())],
                vec![("method", method), ("path", &path), ("headers", &lines.join("\n")), ("body", &body)],
            ] {
                let fields = serde_urlencoded::to_string(&fields).expect("a form");
                let sent = send(&running, message("POST", "/play/send", &form, &fields)).await;
                assert!(sent.status == 303 || sent.status == 422, "{path} {sent:?}");
            }
        }
        for typed in [vec![("user", "me"), ("password", CANARY)], vec![("token", CANARY)]] {
            let fields =
                serde_urlencoded::to_string([&[("path", "basic/")], &typed[..]].concat()).expect("a form");
            assert_eq!(send(&running, message("POST", "/play/send", &form, &fields)).await.status, 303);
        }
        found.extend(read_all(&running, &straight, &owner).await);
        found.extend(read_all(&running, &written, &writer).await);
        found
    });
    let (code, log) = running.stop();
    assert_eq!(code, Some(0));
    assert!(log.lines().count() > 1000, "it logs a lot at this level");
    let found = [found, leaks("the log", &log)].concat();
    assert!(found.is_empty(), "{} leaks: {:#?}", found.len(), &found[..found.len().min(40)]);
}
