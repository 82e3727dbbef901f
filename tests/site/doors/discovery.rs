//! `bearer-discovery/` and its document (RFC 9728): the address in the challenge leads to a document about this very door.

use super::Doors;
use crate::support::with_server;

const ORIGIN: &str = "http://localhost:3000";

fn metadata(doors: &Doors<'_>) -> String {
    format!("/.well-known/oauth-protected-resource{}bearer-discovery/", doors.base)
}

#[test]
fn every_challenge_names_the_document() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let begin = format!("WWW-Authenticate: Bearer realm=\"{}/bearer-discovery\", ", doors.name);
            let end = format!("resource_metadata=\"{ORIGIN}{}\"", metadata(&doors));
            let nobody = doors.knock("GET", "bearer-discovery/", &[]).await;
            assert_eq!((nobody.status, nobody.challenges()), (401, vec![format!("{begin}{end}").as_str()]));
            let expired = doors.bearer("bearer-discovery/", &doors.token(&[("ttl", "-60")]).await).await;
            let line = format!(
                "{begin}error=\"invalid_token\", error_description=\"The token has expired.\", {end}"
            );
            assert_eq!((expired.status, expired.challenges()), (401, vec![line.as_str()]));
            let good = doors.bearer("bearer-discovery/", &doors.token(&[]).await).await;
            assert_eq!((good.status, good.challenges().len()), (200, 0));
        }
    });
}

#[test]
fn the_document_is_about_the_door_that_named_it() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let answer = server.get(&metadata(&doors)).await;
            assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/json")));
            assert_eq!(answer.field("access-control-allow-origin"), Some("*"));
            let document = answer.json();
            // RFC 9728 3.3: a client must not use a document about something else.
            assert_eq!(document["resource"], format!("{ORIGIN}{}bearer-discovery/", doors.base));
            assert_eq!(document["bearer_methods_supported"], serde_json::json!(["header"]));
            let about = document["resource_documentation"].as_str().expect("an address");
            let path =
                about.strip_prefix(ORIGIN).and_then(|path| path.split('#').next()).expect("our origin");
            assert_eq!(server.get(path).await.status, 200, "{about}");
            let head = server.request("HEAD", &metadata(&doors), &[]).await;
            assert_eq!((head.status, head.body.len()), (200, 0));
        }
        assert!(
            lab.exchanges().await.is_empty(),
            "the document is not below the lab, so nothing is recorded"
        );
    });
}

#[test]
fn there_is_no_document_about_anything_else() {
    with_server(async |server| {
        let lab = server.lab().await;
        for path in [
            "/demo/basic/",
            "/demo/bearer-discovery",
            "/lab/amber-otter-00000000/bearer-discovery/",
            "/lab//bearer-discovery/",
            "/lab/bearer-discovery/",
            &format!("{}bearer/", lab.base),
            &format!("{}bearer-discovery", lab.base),
            &format!("{}x/bearer-discovery/", lab.base),
        ] {
            let answer = server.get(&format!("/.well-known/oauth-protected-resource{path}")).await;
            assert_eq!(answer.status, 404, "{path}: {answer:?}");
            assert!(!answer.text().contains("\"resource\""), "{path}");
        }
        for (method, status) in [("POST", 405), ("PUT", 405), ("DELETE", 405), ("OPTIONS", 204)] {
            let answer = server.request(method, &metadata(&Doors::of(&lab)), &[]).await;
            assert_eq!(
                (answer.status, answer.field("allow")),
                (status, Some("GET, HEAD, OPTIONS")),
                "{method}"
            );
        }
    });
}
