//! Sending is open to everybody; reading and changing are for the owner's cookie and our own pages.

use crate::support::{Answer, Lab, Server, with_server};

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
