//! One observation on an exchange, as a good teacher would make it.

use serde::{Deserialize, Serialize};

/// How serious an observation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Allowed, and likely to cause trouble.
    Warning,
    /// Breaks a rule of the cited section.
    Violation,
}

/// Which of the two messages an observation is about, and so who would have to mend it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    Request,
    #[default]
    Response,
}

/// An observation with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The rule's name, stable, in kebab case.
    pub rule: String,
    pub level: Level,
    #[serde(default)]
    pub side: Side,
    /// One sentence.
    pub text: String,
    /// Where the rule is written.
    pub section: String,
    /// What to do about it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remedy: String,
    /// The line it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<NotedLine>,
}

/// A line of a message's head, with the part that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedLine {
    /// The start line or a field line, without its line end; a long one is cut around the part that matters.
    pub text: String,
    /// The first byte of the part that matters.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

impl NotedLine {
    /// The line in three: before the part that matters, that part, and after it.
    #[must_use]
    pub fn pieces(&self) -> (&str, &str, &str) {
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        (part(0, self.start), part(self.start, self.end), part(self.end, self.text.len()))
    }
}
