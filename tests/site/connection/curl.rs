//! The client that most people reach for: a session kept in its cookie jar, and a token by its own option.

use std::process::Command;

use crate::folder::Folder;
use crate::support::{Server, with_server};

/// Runs curl; the status of the last answer, and its body.
pub(super) fn curl(server: &Server, path: &str, options: &[&str]) -> (u16, String) {
    let url = format!("http://{}{path}", server.address);
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--write-out", "\n%{http_code}", &url])
        .args(options)
        .output()
        .expect("curl is installed");
    assert!(output.status.success(), "{path} {options:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let (body, status) = text.rsplit_once('\n').expect("the status is written last");
    (status.parse().expect("a number"), body.to_owned())
}

#[test]
fn a_cookie_jar_carries_a_session_from_login_to_logout() {
    with_server(async |server| {
        let folder = Folder::empty();
        let jar = folder.path().join("jar").to_string_lossy().into_owned();
        let with_jar = ["-c", &*jar, "-b", &*jar];
        let lab = server.lab().await;
        for base in ["/demo/", &lab.base] {
            let door = format!("{base}session/");
            let of = |options: &[&str], path: &str| curl(server, path, &[options, &with_jar[..]].concat()).0;
            assert_eq!(of(&[], &door), 401);
            let (login, logout) = (format!("{base}session/login"), format!("{base}session/logout"));
            assert_eq!(of(&["-d", "user=alice", "-d", "password=wrong"], &login), 401);
            assert_eq!(of(&[], &door), 401);
            assert_eq!(of(&["-d", "user=alice", "-d", "password=wonderland"], &login), 204);
            let (status, body) = curl(server, &door, &with_jar);
            assert!(status == 200 && body.contains("\"user\": \"alice\""), "{body}");
            assert_eq!(curl(server, &door, &["-b", &jar]).0, 200, "a copy of the jar opens the door, too");
            let copy = format!("{jar}-copy");
            std::fs::copy(&jar, &copy).expect("a copy");
            assert_eq!(of(&["-X", "POST"], &logout), 204);
            assert_eq!(of(&[], &door), 401);
            assert_eq!(curl(server, &door, &["-b", &copy]).0, 401, "and not after the logout");
        }
    });
}

#[test]
fn a_cookie_of_one_lab_is_not_sent_to_another() {
    with_server(async |server| {
        let folder = Folder::empty();
        let jar = folder.path().join("jar").to_string_lossy().into_owned();
        let (one, other) = (server.lab().await, server.lab().await);
        let login = format!("{}session/login", one.base);
        let form = ["-c", &jar, "-d", "user=bob", "-d", "password=builder"];
        assert_eq!(curl(server, &login, &form).0, 204);
        for (lab, status) in [(&one, 200), (&other, 401)] {
            assert_eq!(curl(server, &format!("{}session/", lab.base), &["-b", &jar]).0, status);
        }
        let basic = curl(server, &format!("{}basic/", one.base), &["-b", &jar]).0;
        let sent: Vec<bool> =
            one.exchanges().await.iter().map(|exchange| exchange.request.field("cookie").is_some()).collect();
        assert_eq!((basic, sent), (401, vec![false, true, false]), "only below session");
    });
}

#[test]
fn a_login_page_is_followed_to_its_end() {
    with_server(async |server| {
        let (status, body) = curl(server, "/demo/session/?style=redirect", &["-L"]);
        assert!(status == 200 && body.contains("<form method=\"post\" action=\"login\">"), "{body}");
        let (status, _) = curl(server, "/demo/session/?style=redirect", &[]);
        assert_eq!(status, 303);
    });
}

#[test]
fn a_bearer_token_goes_by_its_own_option() {
    with_server(async |server| {
        let token = |fields: &[&str]| {
            let data: Vec<&str> = fields.iter().flat_map(|field| ["-d", *field]).collect();
            let (status, body) = curl(server, "/demo/token", &data);
            assert_eq!(status, 200, "{body}");
            let issued: serde_json::Value = serde_json::from_str(&body).expect("JSON");
            issued["access_token"].as_str().expect("a token").to_owned()
        };
        let good = token(&["sub=alice"]);
        let strong = token(&["sub=alice", "acr=urn:knock:mfa"]);
        let expired = token(&["sub=alice", "ttl=-60"]);
        for (door, token, expected) in [
            ("bearer", &good, 200),
            ("bearer", &expired, 401),
            ("bearer-stepup", &good, 401),
            ("bearer-stepup", &strong, 200),
            ("bearer-scope", &good, 403),
            ("bearer-discovery", &good, 200),
            ("optional", &good, 200),
            ("optional", &expired, 401),
        ] {
            let (status, body) = curl(server, &format!("/demo/{door}/"), &["--oauth2-bearer", token]);
            assert_eq!(status, expected, "{door}: {body}");
        }
    });
}

#[test]
fn a_hidden_door_opens_to_credentials_that_come_unasked() {
    with_server(async |server| {
        assert_eq!(curl(server, "/demo/basic-hidden/", &["-u", "alice:wonderland"]).0, 200);
        // With --anyauth curl waits to be asked, and nobody asks.
        let waits = ["--anyauth", "-u", "alice:wonderland"];
        assert_eq!(curl(server, "/demo/basic-hidden/", &waits).0, 404);
        assert_eq!(curl(server, "/demo/basic/", &waits).0, 200);
        assert_eq!(curl(server, "/demo/api-key/", &["-H", "X-API-Key: live_bob_admin"]).0, 200);
    });
}
