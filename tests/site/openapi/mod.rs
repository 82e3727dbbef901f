//! `/openapi.json`: a valid document, complete, and true.

use serde_json::Value;

use super::support::Server;

mod document;
mod routes;
mod schemas;

/// The document as it is served.
pub(crate) async fn document(server: &Server) -> Value {
    server.get("/openapi.json").await.json()
}

/// What is wrong with a value by the document's schema with this name.
pub(crate) fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut whole = schema.clone();
    whole["components"] = document["components"].clone();
    let validator = jsonschema::draft202012::new(&whole).unwrap_or_else(|error| panic!("{schema}: {error}"));
    validator.iter_errors(value).map(|error| format!("{error} at {}", error.instance_path())).collect()
}

/// Every operation: its path, its method in capitals, itself.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &Value)| {
        let methods = item.as_object().expect("an item").clone().into_iter();
        let methods = methods.filter(|(method, _)| method != "parameters");
        methods
            .map(|(method, operation)| (path.clone(), method.to_uppercase(), operation))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

/// The statuses that an operation declares.
pub(crate) fn statuses(operation: &Value) -> Vec<String> {
    operation["responses"].as_object().expect("responses").keys().cloned().collect()
}
