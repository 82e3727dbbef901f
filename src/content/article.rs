//! What all reference pages share, and the front matter of those that have nothing else.

use serde::Deserialize;

use super::live::Live;
use super::markdown::Heading;
use super::quiz::Quiz;

/// The readable part of a page.
#[derive(Clone, Debug)]
pub struct Article {
    /// The page's address.
    pub path: String,
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// For search engines.
    pub description: String,
    /// The date on which the facts were last checked: YYYY-MM-DD; may be empty.
    pub checked: String,
    /// Against which document; may be empty.
    pub against: String,
    /// Slugs of what to try.
    pub scenarios: Vec<String>,
    /// The file below the content folder.
    pub file: String,
    /// As the author wrote it.
    pub markdown: String,
    pub blocks: Vec<Block>,
    pub headings: Vec<Heading>,
}

impl Article {
    /// The requests to be executed, in the author's order.
    pub fn examples(&self) -> impl Iterator<Item = &Live> {
        let rows = self.blocks.iter().filter_map(|block| match block {
            Block::Live(row) => Some(row),
            _ => None,
        });
        rows.flatten()
    }
}

/// A piece of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// Finished HTML, from Markdown.
    Html(String),
    /// Requests that stand side by side.
    Live(Vec<Live>),
    Quiz(Quiz),
}

/// The front matter of `compare/*.md` and `guide/*.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleFront {
    pub title: String,
    pub summary: String,
    pub checked: String,
    pub against: String,
    pub description: String,
    pub scenarios: Vec<String>,
}

/// The front matter of `auth/*.md`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeFront {
    pub title: String,
    pub summary: String,
    pub spec: String,
    pub checked: String,
    pub against: String,
    pub description: String,
    /// In the registry of authentication schemes.
    pub registered: bool,
    /// What Chromium does with the challenge.
    pub prompts: String,
    pub scenarios: Vec<String>,
}

/// The front matter of `status/*.md`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusFront {
    pub summary: String,
    pub about: String,
    pub required_header: String,
    pub cacheable: String,
    pub retry: String,
    pub spec: String,
    pub checked: String,
    pub against: String,
    pub scenarios: Vec<String>,
    pub description: String,
}

/// A page about a scheme.
pub struct SchemePage {
    /// The last part of its address.
    pub slug: String,
    pub front: SchemeFront,
    pub article: Article,
}

/// A page about a status code.
pub struct StatusPage {
    pub code: u16,
    pub front: StatusFront,
    pub article: Article,
}
