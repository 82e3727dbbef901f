//! What a good teacher says about an exchange: one topic a file, each rule with its level, its section and its remedy.
//! Pure functions over the two messages; nothing is fetched and nothing is kept.

mod rule;
mod seen;

// What several topics ask.
mod carriers;
mod dates;
mod freshness;
mod masked;

// How a list of challenges is read although it is broken, and how rules choose from it.
mod lenient;
mod select;

// The topics.
mod basic;
mod bearer;
mod caching;
mod challenges;
mod cookies;
mod cors;
mod credentials;
mod digest;
mod digest_answer;
mod framing;
mod preflight;
mod proof;
mod required;
mod secrets;
mod statuses;
mod success;
mod syntax;
mod wording;

// Texts that were pasted.
mod paste;
mod report;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod paste_tests;

pub use paste::{PasteError, Pasted, read, read_apart};
pub use report::{Report, Reported};
pub use rule::Rule;

use crate::model::{Message, Note};
pub use seen::Past;
use seen::Seen;

/// All rules, topic by topic; the notes on an exchange come in this order.
pub const CHECKS: &[&[Rule]] = &[
    statuses::RULES,
    challenges::RULES,
    syntax::RULES,
    basic::RULES,
    bearer::RULES,
    proof::RULES,
    digest::RULES,
    digest_answer::RULES,
    credentials::RULES,
    required::RULES,
    wording::RULES,
    success::RULES,
    caching::RULES,
    cookies::RULES,
    cors::RULES,
    preflight::RULES,
    secrets::RULES,
    framing::RULES,
];

/// Every rule, in order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().copied().flatten()
}

/// What there is to notice on an exchange; without its request, only what the response shows by itself.
#[must_use]
pub fn annotate(request: Option<&Message>, response: &Message, past: Past) -> Vec<Note> {
    let seen = Seen::new(request, response, past);
    rules().flat_map(|rule| rule.notes(&seen)).collect()
}
