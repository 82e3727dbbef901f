//! Reading `broken/*.md`: the pages of the broken museum.

use serde::Deserialize;

use super::article::Article;
use crate::model::RequestDraft;

/// The front matter of an exhibit's page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitFront {
    pub title: String,
    pub summary: String,
    /// Where the rule is written; what the linter calls a warning breaks none, and causes trouble.
    pub breaks: String,
    /// The linter's name for the mistake.
    pub rule: String,
    pub checked: String,
    pub against: String,
    pub description: String,
    pub scenarios: Vec<String>,
    /// Requests after the last of which the linter names the rule; they may hold placeholders.
    pub shown: Vec<RequestDraft>,
}

/// The page of an exhibit.
pub struct ExhibitPage {
    /// As `Knock-Broken` has it.
    pub name: String,
    pub front: ExhibitFront,
    pub article: Article,
}
