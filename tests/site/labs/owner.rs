//! Sending is open to everybody; reading and changing are for the owner's cookie and our own pages.

use knock::labs::Bounds;

use crate::folder::Folder;
use crate::support::{Answer, Lab, RUNTIME, Server, with_server};

const CALLS: [(&str, &str); 8] = [
    ("GET", "/exchanges"),
    ("GET", "/exchanges?after=0"),
    ("GET", "/exchanges/{id}"),
    ("GET", "/exchanges/{id}.txt"),
    ("GET", "/stream"),
    ("PUT", "/clock"),
    ("POST", "/reset"),
    ("DELETE", ""),
];

/// The whole answer but for its date.
fn bytes(answer: &Answer) -> (Vec<&str>, &[u8]) {
    let lines = answer.lines().into_iter().filter(|line| !line.starts_with("Date:")).collect();
    (lines, &answer.body)
}

async fn call(server: &Server, method: &str, lab: &str, path: &str, fields: &[&str]) -> Answer {
    server.request(method, &format!("/api/labs/{lab}{path}"), fields).await
}

async fn assert_untouched(lab: &Lab<'_>) {
    assert_eq!(lab.exchanges().await.len(), 1);
    assert_eq!(lab.knock("GET", "", &[]).await.status, 200);
}

#[test]
fn without_the_cookie_a_lab_looks_like_one_that_does_not_exist() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let id = lab.knock("GET", "basic/", &[]).await.field("knock-exchange").expect("an id").to_owned();
        let value = lab.cookie.split_once('=').expect("a pair").1;
        let strangers = [
            vec![],
            vec![other.cookie.clone()],
            vec!["Cookie: knock_lab=nonsense".to_owned()],
            vec![format!("Cookie: knock_lab={}", lab.name)],
            vec![format!("Cookie: KNOCK_LAB={value}")],
            vec![format!("X-Cookie: knock_lab={value}")],
            vec![format!("Authorization: Bearer {value}")],
        ];
        for (method, path) in CALLS {
            let path = path.replace("{id}", &id);
            for stranger in &strangers {
                let fields: Vec<&str> = stranger.iter().map(String::as_str).collect();
                let real = call(server, method, &lab.name, &path, &fields).await;
                assert_eq!(real.status, 404, "{method} {path} {stranger:?}");
                for missing in ["amber-otter-00000000", "demo", "x"] {
                    let unknown = call(server, method, missing, &path, &fields).await;
                    assert_eq!(bytes(&real), bytes(&unknown), "{method} {path} {stranger:?}");
                }
            }
        }
        assert_untouched(&lab).await;
    });
}

#[test]
fn one_labs_cookie_never_reads_anothers_exchange() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let id = lab.knock("GET", "basic/", &[]).await.field("knock-exchange").expect("an id").to_owned();
        for target in [
            format!("/api/labs/{}/exchanges/{id}", other.name),
            format!("/api/labs/{}/exchanges/{id}.txt", other.name),
            format!("/x/{id}"),
        ] {
            assert_eq!(server.request("GET", &target, &[&other.cookie]).await.status, 404, "{target}");
            assert_eq!(server.request("GET", &target, &[]).await.status, 404, "{target}");
        }
        assert_eq!(server.request("GET", &format!("/x/{id}"), &[&lab.cookie]).await.status, 200);
    });
}

#[test]
fn the_shared_lab_records_nothing_and_nobody_reads_it() {
    with_server(async |server| {
        let lab = server.lab().await;
        assert_eq!(server.get("/demo/basic/").await.status, 401);
        for (method, path) in CALLS {
            assert_eq!(
                call(server, method, "demo", path, &[&lab.cookie]).await.status,
                404,
                "{method} {path}"
            );
        }
        assert!(lab.exchanges().await.is_empty());
    });
}

#[test]
fn another_sites_page_changes_nothing() {
    with_server(async |server| {
        let lab = server.lab().await;
        lab.knock("GET", "basic/", &[]).await;
        let foreign: [&[&str]; 7] = [
            &["Sec-Fetch-Site: cross-site"],
            &["Sec-Fetch-Site: same-site"],
            &["Sec-Fetch-Site: cross-site", "Origin: http://localhost:3000"],
            &["Origin: http://evil.example"],
            &["Origin: http://localhost:3001"],
            &["Origin: null"],
            &["Origin: http://localhost:3000.evil.example"],
        ];
        for fields in foreign {
            let fields = [fields, &[lab.cookie.as_str()]].concat();
            for (method, path) in [("POST", "/reset"), ("PUT", "/clock"), ("DELETE", "")] {
                let answer = call(server, method, &lab.name, path, &fields).await;
                assert_eq!(answer.status, 403, "{method} {path} {fields:?}");
                assert_eq!(answer.field("content-type"), Some("application/problem+json"));
            }
            let made = server.request("POST", "/api/labs", &fields).await;
            assert_eq!((made.status, made.field("set-cookie")), (403, None), "{fields:?}");
        }
        assert_untouched(&lab).await;
    });
}

#[test]
fn our_own_pages_and_plain_programs_may_change_things() {
    with_server(async |server| {
        let lab = server.lab().await;
        for fields in [
            &[][..],
            &["Sec-Fetch-Site: same-origin"],
            &["Sec-Fetch-Site: none"],
            &["Origin: http://localhost:3000"],
            &["Origin: http://localhost:3000", "Sec-Fetch-Site: same-origin"],
        ] {
            let fields = [fields, &[lab.cookie.as_str()]].concat();
            assert_eq!(call(server, "POST", &lab.name, "/reset", &fields).await.status, 204, "{fields:?}");
            assert_eq!(server.request("POST", "/api/labs", &fields).await.status, 200, "{fields:?}");
        }
    });
}

#[test]
fn a_stream_refuses_another_sites_page() {
    with_server(async |server| {
        let lab = server.lab().await;
        let fields = [lab.cookie.as_str(), "Sec-Fetch-Site: cross-site"];
        let mut connection = crate::client::Connection::open(server.address).await;
        connection
            .send(crate::support::message("GET", &format!("/api/labs/{}/stream", lab.name), &fields, ""))
            .await;
        assert_eq!(connection.head().await.expect("an answer").status, 403);
    });
}

#[test]
fn a_wrong_method_at_the_api_is_a_405_with_allow() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (method, path, allow) in [
            ("GET", "/reset", "POST"),
            ("POST", "/clock", "PUT"),
            ("GET", "/clock", "PUT"),
            ("POST", "/exchanges", "GET,HEAD"),
            ("DELETE", "/stream", "GET,HEAD"),
            ("GET", "", "DELETE"),
        ] {
            let answer = call(server, method, &lab.name, path, &[&lab.cookie]).await;
            assert_eq!((answer.status, answer.field("allow")), (405, Some(allow)), "{method} {path}");
        }
        let made = server.get("/api/labs").await;
        assert_eq!((made.status, made.field("allow")), (405, Some("POST")));
    });
}

#[test]
fn over_tls_only_the_cookie_with_its_prefix_opens_a_lab() {
    RUNTIME.block_on(async {
        let folder = Folder::small();
        let options = ["--content", folder.text(), "--origin", "https://knock.example"];
        let server = Server::start(&options, Bounds::default()).await;
        let made = server.request("POST", "/api/labs", &[]).await;
        let cookie = made.field("set-cookie").expect("the cookie").to_owned();
        let value = cookie.strip_prefix("__Host-knock_lab=").and_then(|rest| rest.split(';').next());
        let value = value.unwrap_or_else(|| panic!("{cookie}"));
        assert!(cookie.contains("; Secure") && cookie.contains("; Path=/;"), "{cookie}");
        let name = made.json()["lab"].as_str().expect("a name").to_owned();
        for (cookie, status) in [("__Host-knock_lab", 200), ("knock_lab", 404)] {
            let field = format!("Cookie: {cookie}={value}");
            assert_eq!(call(&server, "GET", &name, "/exchanges", &[&field]).await.status, status, "{cookie}");
        }
    });
}

#[test]
fn that_a_lab_is_gone_is_for_its_owner_alone() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        assert_eq!(lab.api("DELETE", "", "").await.status, 204);
        assert_eq!(lab.api("GET", "/exchanges", "").await.status, 410);
        for name in [&other.name, "amber-otter-00000000"] {
            assert_eq!(call(server, "GET", name, "/exchanges", &[&lab.cookie]).await.status, 404, "{name}");
        }
    });
}
