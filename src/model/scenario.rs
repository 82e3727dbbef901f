//! Something to try: where to start, what to notice, and when it is done.

use serde::{Deserialize, Serialize};

use super::goal::Goal;

/// A scenario, without its text and its solution, which stay on the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    pub slug: String,
    pub title: String,
    pub group: Group,
    /// One sentence.
    pub task: String,
    pub hints: Vec<String>,
    pub start: RequestDraft,
    pub goal: Goal,
    /// Some scenarios only work in a tab of their own.
    pub opens_tab: bool,
}

/// What a list of scenarios needs of each: enough to link to it and to tell when it is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioLink {
    pub slug: String,
    pub title: String,
    pub group: Group,
    pub goal: Goal,
}

/// The groups, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    FirstSteps,
    #[serde(rename = "401-in-depth")]
    Unauthorized,
    /// 403 where somebody else would get in.
    #[serde(rename = "403-who-you-are")]
    ForbiddenToYou,
    /// 403 whoever asks.
    #[serde(rename = "403-no-login-helps")]
    ForbiddenToAll,
    ServerMistakes,
    BrowserLab,
}

impl From<&Scenario> for ScenarioLink {
    fn from(scenario: &Scenario) -> Self {
        Self {
            slug: scenario.slug.clone(),
            title: scenario.title.clone(),
            group: scenario.group,
            goal: scenario.goal.clone(),
        }
    }
}

impl Group {
    pub const ALL: [Self; 6] = [
        Self::FirstSteps,
        Self::Unauthorized,
        Self::ForbiddenToYou,
        Self::ForbiddenToAll,
        Self::ServerMistakes,
        Self::BrowserLab,
    ];

    /// The heading of the group.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::FirstSteps => "First steps",
            Self::Unauthorized => "401 in depth",
            Self::ForbiddenToYou => "403: who you are",
            Self::ForbiddenToAll => "403: no login helps",
            Self::ServerMistakes => "Server mistakes",
            Self::BrowserLab => "Browser lab",
        }
    }
}

/// A request that somebody is still writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestDraft {
    #[serde(default = "get")]
    pub method: String,
    /// Below the lab, without a leading slash.
    pub path: String,
    /// Field lines, `Name: value`.
    #[serde(default)]
    pub headers: Vec<String>,
    #[serde(default)]
    pub body: String,
}

/// What nobody has written yet is a GET.
impl Default for RequestDraft {
    fn default() -> Self {
        Self { method: get(), path: String::new(), headers: Vec::new(), body: String::new() }
    }
}

fn get() -> String {
    "GET".to_owned()
}
