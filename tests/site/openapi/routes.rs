//! The document against the server, both ways: what is routed is described, and what is described answers so.

use std::fs;
use std::path::Path;

use knock::{demo, httpbin};
use serde_json::Value;

use super::{document, operations, statuses};
use crate::client::Connection;
use crate::support::{Lab, message, with_server};

fn is_described(document: &Value, method: &str, path: &str) -> bool {
    document["paths"][path][method.to_ascii_lowercase()].is_object()
}

#[test]
fn every_door_and_every_address_of_httpbin_is_described() {
    with_server(async |server| {
        let document = document(server).await;
        let mut missing = Vec::new();
        for endpoint in demo::endpoints() {
            for method in endpoint.methods.iter().map(|method| method.name()) {
                if !is_described(&document, method, &format!("/demo/{}", endpoint.path)) {
                    missing
                        .push(format!("[\"{}\".{method}] in src/server/openapi/doors.toml", endpoint.path));
                }
            }
        }
        for endpoint in httpbin::ENDPOINTS {
            for method in endpoint.allow.split(", ").filter(|method| !matches!(*method, "HEAD" | "OPTIONS")) {
                if !is_described(&document, method, &format!("/httpbin/{}", endpoint.path)) {
                    missing
                        .push(format!("[\"{}\".{method}] in src/server/openapi/httpbin.toml", endpoint.path));
                }
            }
        }
        assert!(missing.is_empty(), "openapi.json lacks these; describe them: {missing:#?}");
    });
}

#[test]
fn every_route_in_the_source_is_described() {
    with_server(async |server| {
        let document = document(server).await;
        let mut seen = 0;
        for path in routes_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
            // Families have tables of their own, and an address without its last slash only leads on.
            // What is on a listener of its own is no address of the site.
            if path.contains('*')
                || ["/demo", "/lab/{lab}", "/httpbin", "/metrics"].contains(&path.trim_end_matches('/'))
            {
                continue;
            }
            assert!(
                document["paths"][&path].is_object(),
                "openapi.json lacks {path}; describe it in src/server/openapi/program.toml"
            );
            seen += 1;
        }
        assert!(seen >= 15, "{seen}");
    });
}

/// The first argument of every `.route(` with a text.
fn routes_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(routes_in(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a readable file");
            let routes = text.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(routes.filter(|path| path.starts_with('/')).map(str::to_owned));
        }
    }
    found
}

#[test]
fn every_page_is_described() {
    with_server(async |server| {
        let document = document(server).await;
        let sitemap = server.get("/sitemap.xml").await.text();
        let mut seen = 0;
        for page in sitemap.split("<loc>http://localhost:3000").skip(1) {
            let path = page.split('<').next().expect("an address");
            for path in [path.to_owned(), format!("{path}.md")] {
                if server.get(&path).await.status == 200 {
                    assert!(
                        template_of(&document, &path).is_some(),
                        "openapi.json lacks {path}; describe it in src/server/openapi/program.toml"
                    );
                    seen += 1;
                }
            }
        }
        assert!(seen > 20, "{seen}");
    });
}

/// The described path that an address belongs to.
fn template_of(document: &Value, path: &str) -> Option<String> {
    let fits = |template: &&String| {
        template.split('/').count() == path.split('/').count()
            && template.split('/').zip(path.split('/')).all(|(known, seen)| match known.split_once('{') {
                None => known == seen,
                Some((before, rest)) => {
                    let after = rest.split_once('}').map_or("", |(_, after)| after);
                    seen.starts_with(before)
                        && seen.ends_with(after)
                        && (after.contains('.') || !seen.contains('.'))
                }
            })
    };
    document["paths"].as_object().expect("paths").keys().find(fits).cloned()
}

/// A request's target for a described path.
fn target(path: &str, lab: &Lab<'_>, exchange: &str) -> String {
    let values = [
        ("lab", lab.name.as_str()),
        ("exchange", exchange),
        ("run", "1"),
        ("id", "1"),
        ("code", "401"),
        ("codes", "200"),
        ("user", "ann"),
        ("password", "secret"),
        ("qop", "auth"),
        ("algorithm", "MD5"),
        ("stale_after", "never"),
        ("name", "flavour"),
        ("value", "oat"),
        ("part", "wire"),
        ("scheme", "basic"),
        ("header", "www-authenticate"),
        ("exhibit", "bearer-bare"),
        ("pair", "401-vs-403"),
        ("scenario", "native-dialog"),
    ];
    let filled = values
        .iter()
        .fold(path.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
    assert!(!filled.contains('{'), "give the placeholder of {filled} a value here");
    filled
}

#[test]
fn every_described_operation_answers_as_described() {
    with_server(async |server| {
        let document = document(server).await;
        for (path, method, operation) in operations(&document) {
            // Some end the lab, so each has one of its own.
            let lab = server.lab().await;
            let answer = lab.knock("GET", "basic/", &[]).await;
            let exchange = answer.field("knock-exchange").expect("an id").to_owned();
            let is_form = operation["requestBody"].is_object();
            let kind = if operation["requestBody"]["required"] == true {
                "application/json"
            } else {
                "application/x-www-form-urlencoded"
            };
            let kind = format!("Content-Type: {kind}");
            let fields = if is_form { vec![lab.cookie.as_str(), &kind] } else { vec![lab.cookie.as_str()] };
            let body = match path.as_str() {
                "/api/labs/{lab}/clock" => "{\"offset_seconds\":60}",
                "/api/labs/{lab}/exchanges/{exchange}" => "{\"typed\":[\"host\"]}",
                "/api/lint" => "{\"response\":\"HTTP/1.1 401 Unauthorized\"}",
                "/theme" => "theme=dark",
                _ => "",
            };
            let mut connection = Connection::open(server.address).await;
            connection.send(message(&method, &target(&path, &lab, &exchange), &fields, body)).await;
            // A stream has no end, so only the head is read.
            let answer = connection.head().await.expect("an answer");
            let declared = statuses(&operation);
            let status = answer.status.to_string();
            assert!(
                declared.contains(&status) || declared.contains(&"default".to_owned()),
                "{method} {path}: {status}, not one of {declared:?}: {answer:?}"
            );
            let content = &operation["responses"][&status]["content"];
            let kind = answer.field("content-type").map(|kind| kind.split(';').next().unwrap_or_default());
            if declared.contains(&status) {
                assert!(
                    kind.is_none_or(|kind| content[kind].is_object()),
                    "{method} {path}: {kind:?}, not one of {content}"
                );
            }
            for name in operation["responses"][&status]["headers"]
                .as_object()
                .into_iter()
                .flat_map(|headers| headers.keys())
            {
                assert!(answer.field(name).is_some(), "{method} {path} {status} without {name}");
            }
        }
    });
}

#[test]
fn a_method_that_is_not_described_is_not_taken() {
    // An address that only leads on does so whatever the method.
    with_server(async |server| {
        let document = document(server).await;
        let lab = server.lab().await;
        for path in document["paths"].as_object().expect("paths").keys() {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                if !is_described(&document, method, path) {
                    let answer = server.request(method, &target(path, &lab, "abcdef"), &[]).await;
                    assert!(
                        matches!(answer.status, 308 | 404 | 405),
                        "{method} {path} is not described and answered {}",
                        answer.status
                    );
                }
            }
        }
    });
}
