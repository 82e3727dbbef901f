//! The document by itself: readers of the format take it, and nothing in it leads nowhere.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{document, operations};
use crate::support::with_server;

#[test]
fn it_is_kept_like_a_file_and_open_to_every_site() {
    with_server(async |server| {
        let answer = server.get("/openapi.json").await;
        assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/json")));
        assert_eq!(answer.field("access-control-allow-origin"), Some("*"));
        let tag = answer.field("etag").expect("a validator");
        let again = server.request("GET", "/openapi.json", &[&format!("If-None-Match: {tag}")]).await;
        assert_eq!(again.status, 304);
        assert_eq!(server.request("POST", "/openapi.json", &[]).await.status, 405);
    });
}

#[test]
fn a_reader_of_openapi_3_1_takes_it() {
    with_server(async |server| {
        let text = server.get("/openapi.json").await.text();
        let read = oas3::from_json(&text).unwrap_or_else(|error| panic!("{error}"));
        let version = read.validate_version().expect("a version");
        assert_eq!((version.major, version.minor), (3, 1));
        let paths = read.paths.as_ref().expect("paths").len();
        assert_eq!(paths, document(server).await["paths"].as_object().expect("paths").len());
    });
}

#[test]
fn every_schema_is_json_schema() {
    with_server(async |server| {
        let document = document(server).await;
        let mut seen = 0;
        let components = document["components"]["schemas"].as_object().expect("schemas").values();
        let others = schemas(&document["paths"]);
        for schema in components.chain(others.iter().copied()) {
            assert!(jsonschema::draft202012::meta::is_valid(schema), "{schema}");
            seen += 1;
        }
        assert!(seen > 100, "{seen}");
    });
}

/// Everything that stands under the name `schema`.
fn schemas(value: &Value) -> Vec<&Value> {
    let inside: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => vec![],
    };
    let own = value.get("schema").filter(|schema| schema.is_object());
    own.into_iter().chain(inside.into_iter().flat_map(schemas)).collect()
}

#[test]
fn every_reference_leads_somewhere_and_nothing_is_left_over() {
    fn walk<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|member| walk(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
            _ => {}
        }
    }
    with_server(async |server| {
        let document = document(server).await;
        let mut found = BTreeSet::new();
        walk(&document, &mut found);
        for reference in &found {
            let pointer = reference.strip_prefix('#').expect("within the document");
            assert!(
                document.pointer(pointer).is_some(),
                "{reference} leads nowhere; is it in components.json?"
            );
        }
        for kind in ["schemas", "parameters", "headers"] {
            for name in document["components"][kind].as_object().expect("components").keys() {
                let reference = format!("#/components/{kind}/{name}");
                assert!(found.contains(reference.as_str()), "nothing refers to {reference}");
            }
        }
    });
}

#[test]
fn operations_have_names_of_their_own_words_and_known_needs() {
    with_server(async |server| {
        let document = document(server).await;
        let mut names = BTreeSet::new();
        let schemes = document["components"]["securitySchemes"].as_object().expect("schemes");
        for (path, method, operation) in operations(&document) {
            let name = operation["operationId"].as_str().expect("an id").to_owned();
            assert!(names.insert(name.clone()), "{name} twice");
            let summary = operation["summary"].as_str().expect("a summary");
            assert!(!summary.is_empty(), "{method} {path} says nothing about itself");
            for need in operation["security"].as_array().expect("needs") {
                for name in need.as_object().expect("a requirement").keys() {
                    assert!(schemes.contains_key(name), "{method} {path} needs {name}");
                }
            }
            for (status, response) in operation["responses"].as_object().expect("responses") {
                assert!(response["description"].is_string(), "{method} {path} {status}");
            }
        }
    });
}
