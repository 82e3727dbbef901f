//! One question the server asked, and the fixed order of all questions: the ladder's rungs.

use serde::{Deserialize, Serialize};

/// The questions, in the order in which every endpoint asks them.
/// An endpoint leaves out those that do not concern it, and never changes the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    Door,
    Protected,
    NetworkRule,
    CredentialsPresent,
    WellFormed,
    SchemeOffered,
    Decodable,
    KnownIdentity,
    InTime,
    NotRevoked,
    RightAudience,
    StrongLogin,
    SameSite,
    Scope,
    Role,
    Owner,
    Handler,
}

impl Rung {
    pub const ALL: [Self; 17] = [
        Self::Door,
        Self::Protected,
        Self::NetworkRule,
        Self::CredentialsPresent,
        Self::WellFormed,
        Self::SchemeOffered,
        Self::Decodable,
        Self::KnownIdentity,
        Self::InTime,
        Self::NotRevoked,
        Self::RightAudience,
        Self::StrongLogin,
        Self::SameSite,
        Self::Scope,
        Self::Role,
        Self::Owner,
        Self::Handler,
    ];

    /// The question in words.
    #[must_use]
    pub fn question(self) -> &'static str {
        match self {
            Self::Door => "Is there such a door, and does it take this request?",
            Self::Protected => "Is it protected?",
            Self::NetworkRule => "May this address knock at all?",
            Self::CredentialsPresent => "Did you bring credentials?",
            Self::WellFormed => "Exactly one header, well formed?",
            Self::SchemeOffered => "A scheme that this door offers?",
            Self::Decodable => "Can the credentials be decoded?",
            Self::KnownIdentity => "Known identity, signature ours?",
            Self::InTime => "In time?",
            Self::NotRevoked => "Not revoked?",
            Self::RightAudience => "Meant for this door?",
            Self::StrongLogin => "Was the login strong enough?",
            Self::SameSite => "From the same site?",
            Self::Scope => "Does the scope allow it?",
            Self::Role => "Does the role allow it?",
            Self::Owner => "Is it yours?",
            Self::Handler => "Then the door opens",
        }
    }
}

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Passed,
    Stopped,
}

/// A question that was asked, with its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub rung: Rung,
    pub outcome: Outcome,
    /// One sentence: what was found.
    pub detail: String,
    /// The rule behind the question; may be empty.
    pub section: String,
    /// What would have passed; empty when it passed.
    pub would_pass: String,
    /// The bytes of the request that were looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked_at: Option<LookedAt>,
}

/// A range of bytes in the recorded request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAt {
    pub part: Part,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The two parts of a recorded request that have bytes of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    Head,
    Body,
}
