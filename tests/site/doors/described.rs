//! `/openapi.json` against the cases: each status that a door gives is declared, and none besides; each body is as declared.

use std::collections::{BTreeMap, BTreeSet};

use knock::demo::endpoints;

use super::{Doors, cases};
use crate::openapi::{document, faults, statuses};
use crate::support::with_server;

#[test]
fn the_document_declares_what_the_doors_answer_and_nothing_else() {
    with_server(async |server| {
        let document = document(server).await;
        let lab = server.lab().await;
        let mut seen: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for case in cases::all(&doors).await {
                let endpoint = endpoints().find(|endpoint| case.is_at(endpoint.path));
                let Some(endpoint) = endpoint else { continue };
                let operation =
                    &document["paths"][format!("/demo/{}", endpoint.path)][case.method.to_lowercase()];
                if operation.is_null() {
                    continue;
                }
                let answer = case.send(&doors, &[]).await;
                let status = answer.status.to_string();
                let kind =
                    answer.field("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
                let content = &operation["responses"][&status]["content"][kind];
                let what = format!("{}{}: {status} {kind}", doors.base, case.name);
                assert!(
                    kind.is_empty() || content.is_object(),
                    "{what} is not in src/server/openapi/doors.toml"
                );
                if kind.ends_with("json") {
                    assert_eq!(faults(&document, &content["schema"], &answer.json()), [""; 0], "{what}");
                }
                seen.entry((endpoint.path, case.method)).or_default().insert(status);
            }
        }
        for endpoint in endpoints() {
            for method in endpoint.methods.iter().map(|method| method.name()) {
                let operation = &document["paths"][format!("/demo/{}", endpoint.path)][method.to_lowercase()];
                let declared: BTreeSet<String> = statuses(operation).into_iter().collect();
                let seen = seen.remove(&(endpoint.path, method)).unwrap_or_default();
                assert_eq!(declared, seen, "{method} {}: declared, and seen in the cases", endpoint.path);
            }
        }
    });
}
