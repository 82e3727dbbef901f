//! Reading `scenarios/*.md`.

use serde::Deserialize;

use super::article::Article;
use crate::model::goal::Step;
use crate::model::{Goal, Group, RequestDraft, Scenario};

/// The front matter of a scenario.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFront {
    pub title: String,
    pub group: Group,
    /// The place within the group.
    pub order: u32,
    pub task: String,
    pub hints: Vec<String>,
    pub description: String,
    #[serde(default)]
    pub opens_tab: bool,
    pub start: RequestDraft,
    pub goal: Vec<Step>,
    pub solution: Vec<RequestDraft>,
}

/// A scenario with everything that stays on the server.
pub struct ScenarioPage {
    pub scenario: Scenario,
    pub order: u32,
    /// Requests that meet the goal; their paths and headers may hold placeholders.
    pub solution: Vec<RequestDraft>,
    pub article: Article,
}

impl ScenarioFront {
    /// The scenario that readers get, under its slug.
    #[must_use]
    pub fn scenario(&self, slug: &str) -> Scenario {
        Scenario {
            slug: slug.to_owned(),
            title: self.title.clone(),
            group: self.group,
            task: self.task.clone(),
            hints: self.hints.clone(),
            start: self.start.clone(),
            goal: Goal(self.goal.clone()),
            opens_tab: self.opens_tab,
        }
    }
}
