//! What the linter says about a text: the notes of all its exchanges, counted.

use serde::Serialize;

use super::annotate;
use super::paste::Pasted;
use super::seen::{Past, named, status};
use crate::auth::digest;
use crate::model::{Level, Note};

/// The exchanges of a text with their notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub exchanges: Vec<Reported>,
}

/// One exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// The request line, if there was a request.
    pub request: Option<String>,
    /// The status line.
    pub response: String,
    /// The status; 0 when it cannot be read.
    pub status: u16,
    /// Violations first, then warnings; within a level as the rules come.
    pub notes: Vec<Note>,
}

impl Report {
    /// Looks at every exchange.
    #[must_use]
    pub fn on(exchanges: &[Pasted]) -> Self {
        let exchanges = exchanges.iter().enumerate().map(|(at, pasted)| {
            let mut notes =
                annotate(pasted.request.as_ref(), &pasted.response, past(pasted, &exchanges[..at]));
            notes.sort_by_key(|note| std::cmp::Reverse(note.level));
            Reported {
                request: pasted.request.as_ref().map(|request| request.start_line.clone()),
                response: pasted.response.start_line.clone(),
                status: status(&pasted.response.start_line),
                notes,
            }
        });
        Self { exchanges: exchanges.collect() }
    }

    /// How many notes have this level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        let all = self.exchanges.iter().flat_map(|exchange| &exchange.notes);
        all.filter(|note| note.level == level).count()
    }

    /// The count of each level in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let counted = |level, one: &str, many: &str| match self.count(level) {
            0 => format!("no {many}"),
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        let violations = counted(Level::Violation, "violation", "violations");
        let warnings = counted(Level::Warning, "warning", "warnings");
        let hints = counted(Level::Info, "hint", "hints");
        format!("{violations}, {warnings}, {hints}")
    }

    /// The report for programs.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        #[derive(Serialize)]
        struct Numbered<'a> {
            /// Counts up from 1.
            exchange: usize,
            #[serde(flatten)]
            note: &'a Note,
        }
        let numbered = self.exchanges.iter().zip(1..);
        let notes: Vec<Numbered<'_>> = numbered
            .flat_map(|(reported, exchange)| {
                reported.notes.iter().map(move |note| Numbered { exchange, note })
            })
            .collect();
        let exchanges = self.exchanges.iter().map(
            |reported| serde_json::json!({ "request": reported.request, "response": reported.response }),
        );
        serde_json::json!({
            "violations": self.count(Level::Violation),
            "warnings": self.count(Level::Warning),
            "hints": self.count(Level::Info),
            "exchanges": exchanges.collect::<Vec<_>>(),
            "notes": notes,
        })
    }
}

/// What the exchanges before say about one.
fn past(pasted: &Pasted, earlier: &[Pasted]) -> Past {
    let accepted = |before: &&Pasted| (200..300).contains(&status(&before.response.start_line));
    let mut known = earlier.iter().filter(accepted).filter_map(proof);
    match proof(pasted) {
        Some(again) if known.any(|proof| proof == again) => Past::ProofAccepted,
        _ => Past::Nothing,
    }
}

/// The nonce and the count of the request's Digest answer.
fn proof(pasted: &Pasted) -> Option<(String, String)> {
    digest::spent(&named(pasted.request.as_ref()?, "authorization").next()?.value)
}
