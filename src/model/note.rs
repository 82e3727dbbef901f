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

/// An observation with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The rule's name, stable, in kebab case.
    pub rule: String,
    pub level: Level,
    /// One sentence.
    pub text: String,
    /// Where the rule is written.
    pub section: String,
}
