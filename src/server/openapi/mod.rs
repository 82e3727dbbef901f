//! `/openapi.json`: every address, for programs. Paths, methods and summaries come from the routing tables;
//! what those do not say stands in the three files beside this one, and tests compare all of it with the server.

mod described;

use axum::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use axum::http::{HeaderMap, HeaderValue};
use serde_json::{Map, Value, json};

use self::described::Source;
use super::api;
use super::kept::{CachePolicy, Kept};
use crate::{demo, httpbin};

const DOORS: &str = include_str!("doors.toml");
const HTTPBIN: &str = include_str!("httpbin.toml");
const PROGRAM: &str = include_str!("program.toml");
const COMPONENTS: &str = include_str!("components.json");

const ABOUT: &str = "A demo server that answers as the RFCs about HTTP authentication say. \
    Below /lab/{lab}/ every exchange is on record for the lab's owner; below /demo/ are the same doors, shared, and nothing is recorded. \
    HEAD goes wherever GET does, and OPTIONS everywhere. Any other method is answered with 405 and Allow. \
    Too large a body is a 413, too long an address a 414, a packed body a 415, too large a head a 431, and too many requests a 429 with Retry-After.";

/// Where it is served.
pub const PATH: &str = "/openapi.json";

/// The document as it is kept. Nothing in it depends on who asks, so scripts of every site may read it.
#[must_use]
pub fn representation() -> Kept {
    let mut text = serde_json::to_vec_pretty(&document()).expect("texts and numbers serialise");
    text.push(b'\n');
    let mut fields: HeaderMap = api::common("cross-origin").into_iter().collect();
    fields.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Kept::new(text.into(), "application/json", CachePolicy::Revalidate, "Accept-Encoding", fields)
}

/// The document (OpenAPI 3.1).
///
/// # Panics
/// When a file beside this one cannot be read, which a test makes sure of.
#[must_use]
pub fn document() -> Value {
    let components: Value = serde_json::from_str(COMPONENTS).expect("a test reads it");
    let mut paths = Paths::default();
    let doors = described::read(DOORS);
    for endpoint in demo::endpoints() {
        for method in endpoint.methods.iter().map(|method| method.name()) {
            let Some(described) = described::of(&doors, endpoint.path, method) else { continue };
            paths.add(
                &format!("/demo/{}", endpoint.path),
                method,
                described.operation(Source::Demo, endpoint.about),
            );
            paths.add(
                &format!("/lab/{{lab}}/{}", endpoint.path),
                method,
                described.operation(Source::Lab, endpoint.about),
            );
        }
    }
    let known = described::read(HTTPBIN);
    for endpoint in httpbin::ENDPOINTS {
        for method in endpoint.allow.split(", ") {
            let Some(described) = described::of(&known, endpoint.path, method) else { continue };
            paths.add(
                &format!("/httpbin/{}", endpoint.path),
                method,
                described.operation(Source::Httpbin, endpoint.about),
            );
        }
    }
    for (path, methods) in described::read(PROGRAM) {
        for (method, described) in methods {
            paths.add(&path, &method, described.operation(Source::Program, ""));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Knock",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "MIT", "identifier": "MIT" },
        },
        "servers": [{ "url": "/" }],
        "tags": Source::ALL.map(|source| json!({ "name": source.name(), "description": source.about() })),
        "paths": paths.0,
        "components": components,
    })
}

/// Path items, by their paths.
#[derive(Default)]
struct Paths(Map<String, Value>);

impl Paths {
    fn add(&mut self, path: &str, method: &str, mut operation: Map<String, Value>) {
        operation.insert("operationId".to_owned(), id(method, path).into());
        let item = self.0.entry(path).or_insert_with(|| {
            let placeholders: Vec<Value> = placeholders(path)
                .map(|name| json!({ "$ref": format!("#/components/parameters/{name}") }))
                .collect();
            if placeholders.is_empty() { json!({}) } else { json!({ "parameters": placeholders }) }
        });
        item[method.to_ascii_lowercase()] = operation.into();
    }
}

/// A name for the function that a generated client gets.
fn id(method: &str, path: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(method.to_ascii_lowercase(), |id, word| id + "_" + word)
}

/// The names between braces.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_described_that_no_table_has() {
        for (file, text, known) in [
            (
                "doors.toml",
                DOORS,
                demo::endpoints().map(|door| (door.path, door.allow())).collect::<Vec<_>>(),
            ),
            (
                "httpbin.toml",
                HTTPBIN,
                httpbin::ENDPOINTS.iter().map(|own| (own.path, own.allow.to_owned())).collect(),
            ),
        ] {
            for (path, methods) in described::read(text) {
                let allowed = known.iter().find(|(known, _)| *known == path).map(|(_, allowed)| allowed);
                for method in methods.keys() {
                    let is_routed =
                        allowed.is_some_and(|allowed| allowed.split(", ").any(|known| known == method));
                    assert!(is_routed, "{file} describes {method} {path}, which is not routed");
                }
            }
        }
    }

    #[test]
    fn placeholders_are_found() {
        assert_eq!(placeholders("/x/{exchange}/{part}.md").collect::<Vec<_>>(), ["exchange", "part"]);
        assert_eq!(placeholders("/codes").count(), 0);
    }
}
