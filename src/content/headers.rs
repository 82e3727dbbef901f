//! What a learner is told beside each header, and the pages about some of them.

use std::collections::HashMap;

use serde::Deserialize;

use super::article::Article;
use crate::model::FieldAbout;

/// The front matter of a header's file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderFront {
    /// In its usual spelling.
    pub name: String,
    /// One sentence.
    pub hint: String,
    /// The defining section; may be empty.
    pub spec: String,
    pub direction: Direction,
    pub description: String,
}

/// In which messages a header stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Request,
    Response,
    Both,
}

impl Direction {
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Request => "requests",
            Self::Response => "responses",
            Self::Both => "requests and responses",
        }
    }
}

/// A header's page.
pub struct HeaderPage {
    pub front: HeaderFront,
    pub article: Article,
}

/// The hints, by name.
#[derive(Debug, Default)]
pub struct Hints {
    by_name: HashMap<String, FieldAbout>,
}

impl Hints {
    pub(super) fn insert(&mut self, front: &HeaderFront, has_page: bool) {
        let name = front.name.to_ascii_lowercase();
        let href = has_page.then(|| format!("/headers/{name}"));
        let about = FieldAbout { hint: front.hint.clone(), section: front.spec.clone(), href };
        self.by_name.insert(name, about);
    }

    /// What to say about a header, whatever its case.
    #[must_use]
    pub fn about(&self, name: &str) -> Option<FieldAbout> {
        self.by_name.get(&name.to_ascii_lowercase()).cloned()
    }
}
