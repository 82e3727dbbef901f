//! Every field that a door sends has its explanation beside it.

use std::collections::BTreeSet;

use super::{Doors, cases};
use crate::support::with_server;

#[test]
fn every_field_of_every_answer_is_explained() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let mut silent = BTreeSet::new();
        for case in cases::all(&doors).await {
            for line in case.send(&doors, &[]).await.lines() {
                let name = line.split(':').next().unwrap_or_default();
                if library.hints.about(name).is_none() {
                    silent.insert(format!("{name} of {}", case.path));
                }
            }
        }
        assert!(silent.is_empty(), "{silent:#?}");
    });
}

#[test]
fn every_field_of_every_example_is_explained() {
    with_server(async |server| {
        let context = server.app.page_context().await;
        let mut silent = BTreeSet::new();
        for article in context.library.articles() {
            for exchange in article.examples().filter_map(|live| context.executed.get(live)) {
                for field in exchange.request.fields.iter().chain(&exchange.response.fields) {
                    if field.about.is_none() {
                        silent.insert(format!("{} in {}", field.name, article.file));
                    }
                }
            }
        }
        assert!(silent.is_empty(), "{silent:#?}");
    });
}
