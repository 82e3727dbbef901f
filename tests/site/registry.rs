//! The registry of codes for programs: complete, cacheable, and open to the scripts of every site.

use serde_json::{Value, json};

use crate::support::{Answer, with_server};

/// The codes in an answer, in order.
fn codes(answer: &Answer) -> Vec<u64> {
    assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/json")), "{answer:?}");
    answer.json().as_array().expect("a list").iter().filter_map(|code| code["code"].as_u64()).collect()
}

fn registered() -> Vec<u64> {
    let registry = include_str!("../../content/registry/status_codes.csv");
    registry.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect()
}

#[test]
fn the_list_is_the_registry_and_a_class_is_a_part_of_it() {
    with_server(async |server| {
        let all = registered();
        assert_eq!(codes(&server.get("/api/codes").await), all);
        for class in 1..=5 {
            let expected: Vec<u64> = all.iter().copied().filter(|code| code / 100 == class).collect();
            let answer = server.get(&format!("/api/codes?class={class}")).await;
            assert_eq!(codes(&answer), expected, "{class}");
        }
    });
}

#[test]
fn each_code_is_told_as_in_the_list() {
    with_server(async |server| {
        let list = server.get("/api/codes").await.json();
        for listed in list.as_array().expect("a list") {
            let address = format!("/api/codes/{}", listed["code"]);
            assert_eq!(server.get(&address).await.json(), *listed, "{address}");
            if let Some(page) = listed["page"].as_str() {
                assert_eq!(server.get(page).await.status, 200, "{page}");
            }
            assert!(listed["spec_url"].as_str().expect("an address").starts_with("https://"), "{listed}");
            for name in ["phrase", "spec", "class_name"] {
                assert!(listed[name].as_str().is_some_and(|text| !text.is_empty()), "{name} of {listed}");
            }
        }
    });
}

#[test]
fn a_code_is_told_with_its_source_and_its_page() {
    with_server(async |server| {
        for (code, expected) in [
            (
                "401",
                json!({
                    "code": 401, "phrase": "Unauthorized", "class": 4, "class_name": "Client error",
                    "spec": "RFC 9110 15.5.2",
                    "spec_url": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
                    "heuristically_cacheable": false, "page": "/codes/401",
                }),
            ),
            (
                "410",
                json!({
                    "code": 410, "phrase": "Gone", "class": 4, "class_name": "Client error",
                    "spec": "RFC 9110 15.5.11",
                    "spec_url": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11",
                    "heuristically_cacheable": true,
                }),
            ),
        ] {
            let mut told = server.get(&format!("/api/codes/{code}")).await.json();
            if expected.get("page").is_none() {
                // The site may get a page about it one day.
                told.as_object_mut().map(|told| told.remove("page"));
            }
            assert_eq!(told, expected);
        }
    });
}

#[test]
fn what_is_no_code_or_class_is_a_problem() {
    with_server(async |server| {
        for (target, status) in [
            ("/api/codes/299", 404),
            ("/api/codes/599", 404),
            ("/api/codes/600", 400),
            ("/api/codes/099", 400),
            ("/api/codes/42", 400),
            ("/api/codes/4010", 400),
            ("/api/codes/+40", 400),
            ("/api/codes/abc", 400),
            ("/api/codes/%F0%9F%94%91", 400),
            ("/api/codes?class=0", 400),
            ("/api/codes?class=6", 400),
            ("/api/codes?class=4xx", 400),
            ("/api/codes?class=", 400),
            ("/api/codes?class=4&class=5", 400),
            ("/api/codes?class=-4", 400),
        ] {
            let answer = server.get(target).await;
            let problem: Value = answer.json();
            assert_eq!(
                (answer.status, answer.field("content-type")),
                (status, Some("application/problem+json")),
                "{target}"
            );
            assert_eq!(
                (problem["status"].as_u64(), answer.field("cache-control")),
                (Some(status.into()), Some("no-store"))
            );
            assert_eq!(answer.field("access-control-allow-origin"), Some("*"), "{target}");
        }
    });
}

#[test]
fn it_is_kept_by_its_validator_and_read_by_every_site() {
    with_server(async |server| {
        for target in ["/api/codes", "/api/codes?class=4", "/api/codes/403"] {
            let answer = server.request("GET", target, &["Origin: https://example.org"]).await;
            let tag = answer.field("etag").expect("a validator").to_owned();
            assert!(tag.starts_with('"'), "a strong one: {tag}");
            assert_eq!(answer.fields("access-control-allow-origin"), ["*"], "{target}");
            assert_eq!(answer.fields("cross-origin-resource-policy"), ["cross-origin"], "{target}");
            assert_eq!(answer.field("cache-control"), Some("public, max-age=0, must-revalidate"));
            assert_eq!(answer.fields("set-cookie"), [] as [&str; 0], "{target}");
            let again = server.request("GET", target, &[&format!("If-None-Match: {tag}")]).await;
            assert_eq!((again.status, again.body.len(), again.field("etag")), (304, 0, Some(tag.as_str())));
            assert_eq!(again.field("access-control-allow-origin"), Some("*"), "{target}");
            let other = server.request("GET", target, &["If-None-Match: \"other\""]).await;
            assert_eq!(other.status, 200, "{target}");
            let head = server.request("HEAD", target, &[]).await;
            assert_eq!((head.status, head.field("etag")), (200, Some(tag.as_str())), "{target}");
            let asked = ["Origin: https://example.org", "Access-Control-Request-Method: GET"];
            let preflight = server.request("OPTIONS", target, &asked).await;
            assert_eq!((preflight.status, preflight.field("access-control-allow-origin")), (204, Some("*")));
            assert_eq!(preflight.field("access-control-allow-headers"), Some("If-None-Match"));
            for method in ["POST", "PUT", "DELETE"] {
                let answer = server.request(method, target, &[]).await;
                assert_eq!(answer.status, 405, "{method} {target}");
                assert!(answer.field("allow").is_some_and(|allow| allow.contains("GET")), "{answer:?}");
            }
        }
    });
}
