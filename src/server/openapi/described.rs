//! One operation: as the files beside this one describe it, and as OpenAPI spells it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::model::Problem;
use crate::wire::phrase::reason_phrase;

/// Methods by the path that they belong to.
pub(super) type Descriptions = BTreeMap<String, BTreeMap<String, Described>>;

/// What a routing table does not say about an operation. Parameters are written as JSON Schema.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Described {
    /// Where there is no routing table with a summary.
    #[serde(default)]
    about: String,
    /// Security schemes, of which one is enough; `nothing` is none at all.
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    query: Map<String, Value>,
    #[serde(default)]
    fields: Map<String, Value>,
    #[serde(default)]
    form: Map<String, Value>,
    /// The schema of a body that must be JSON.
    #[serde(default)]
    json: Option<String>,
    /// What stands in the answer, by its status.
    answers: BTreeMap<String, String>,
}

/// Where an operation lives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Demo,
    Lab,
    Httpbin,
    Program,
}

impl Source {
    pub(super) const ALL: [Self; 4] = [Self::Demo, Self::Lab, Self::Httpbin, Self::Program];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Lab => "lab",
            Self::Httpbin => "httpbin",
            Self::Program => "program",
        }
    }

    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Demo => "The doors that everybody shares.",
            Self::Lab => "The same doors in a lab of your own, with a log.",
            Self::Httpbin => "httpbin's addresses, for the tests of existing clients.",
            Self::Program => "Labs and their logs, reference data, pages.",
        }
    }
}

/// Reads a file of descriptions.
pub(super) fn read(file: &str) -> Descriptions {
    toml::from_str(file).unwrap_or_else(|error| panic!("the descriptions for openapi.json: {error}"))
}

pub(super) fn of<'a>(descriptions: &'a Descriptions, path: &str, method: &str) -> Option<&'a Described> {
    descriptions.get(path)?.get(method)
}

impl Described {
    /// The operation object, without its id.
    pub(super) fn operation(&self, source: Source, about: &str) -> Map<String, Value> {
        let about = if about.is_empty() { &self.about } else { about };
        let mut operation = Map::new();
        operation.insert("summary".to_owned(), about.into());
        operation.insert("tags".to_owned(), json!([source.name()]));
        let security: Vec<Value> = self.needs.iter().map(|need| requirement(need)).collect();
        operation.insert("security".to_owned(), security.into());
        let parameters: Vec<Value> =
            parameters("query", &self.query).chain(parameters("header", &self.fields)).collect();
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), parameters.into());
        }
        if let Some(body) = self.body() {
            operation.insert("requestBody".to_owned(), body);
        }
        operation.insert("responses".to_owned(), self.responses(source).into());
        operation
    }

    fn body(&self) -> Option<Value> {
        if let Some(schema) = &self.json {
            return Some(
                json!({ "required": true, "content": { "application/json": { "schema": reference(schema) } } }),
            );
        }
        (!self.form.is_empty()).then(|| {
            let schema = json!({ "type": "object", "properties": self.form });
            json!({ "content": {
                "application/x-www-form-urlencoded": { "schema": schema },
                "application/json": { "schema": schema },
            }})
        })
    }

    fn responses(&self, source: Source) -> Map<String, Value> {
        let mut responses: Map<String, Value> = self
            .answers
            .iter()
            .map(|(status, content)| (status.clone(), response(status, content, source)))
            .collect();
        if source == Source::Lab {
            for (status, description) in [
                ("404", "There is no lab with this name, or nothing at this address."),
                ("410", "The lab has expired."),
            ] {
                let mut gone = response(status, "Problem", Source::Demo);
                gone["description"] = description.into();
                responses.entry(status).or_insert(gone);
            }
        }
        responses
    }
}

fn requirement(need: &str) -> Value {
    if need == "nothing" { json!({}) } else { json!({ need: [] }) }
}

fn parameters(place: &'static str, schemas: &Map<String, Value>) -> impl Iterator<Item = Value> {
    schemas.iter().map(move |(name, schema)| json!({ "name": name, "in": place, "schema": schema }))
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

/// Said of the 401 that lacks what it must have, to show it.
const NO_CHALLENGE: &str = "no challenge";

/// A response, from the names of what it may hold with `or` between them: a schema, or a word for a media type.
fn response(status: &str, contents: &str, source: Source) -> Value {
    let code = status.parse().ok().and_then(|code| StatusCode::from_u16(code).ok());
    let description = code.map_or("Whatever was asked for", reason_phrase);
    let text = |kind: &str| (kind.to_owned(), json!({ "schema": { "type": "string" } }));
    let mut content = Map::new();
    for name in contents.split(" or ") {
        let (kind, media) = match name {
            "nothing" | NO_CHALLENGE => continue,
            "anything" => ("*/*".to_owned(), json!({})),
            "page" => text("text/html"),
            "text" => text("text/plain"),
            "markdown" => text("text/markdown"),
            "xml" => text("application/xml"),
            "stream" => text("text/event-stream"),
            "json" => ("application/json".to_owned(), json!({ "schema": { "type": "object" } })),
            "Problem" => (Problem::MEDIA_TYPE.to_owned(), json!({ "schema": reference(name) })),
            schema => ("application/json".to_owned(), json!({ "schema": reference(schema) })),
        };
        content.insert(kind, media);
        // Whoever asks for HTML first gets the same as a page.
        if name == "Problem" && matches!(source, Source::Demo | Source::Lab) {
            content.extend([text("text/html")]);
        }
    }
    let mut headers: Vec<&str> = match code.map_or(0, |code| code.as_u16()) {
        201 | 302 | 303 | 308 => vec!["Location"],
        401 if !contents.contains(NO_CHALLENGE) => vec!["WWW-Authenticate"],
        429 => vec!["Retry-After"],
        _ => vec![],
    };
    if source == Source::Lab {
        headers.push("Knock-Exchange");
    }
    let headers: Map<String, Value> = headers
        .into_iter()
        .map(|name| (name.to_owned(), json!({ "$ref": format!("#/components/headers/{name}") })))
        .collect();
    let mut response = json!({ "description": description });
    for (name, value) in [("content", content), ("headers", headers)] {
        if !value.is_empty() {
            response[name] = value.into();
        }
    }
    response
}
