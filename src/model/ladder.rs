//! The ladder while it is climbed: endpoints and schemes ask their questions through it, so every answer is on record.

use std::borrow::Cow;
use std::ops::Range;

use super::check::{Outcome, Rung};

/// Most answers come after fewer.
const QUESTIONS_EXPECTED: usize = 8;

/// The questions asked so far, in order.
#[derive(Debug, Default)]
pub struct Ladder {
    asked: Vec<(Rung, Outcome, Finding)>,
}

/// What a question found.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// One sentence, never with anything that the visitor sent.
    pub detail: Cow<'static, str>,
    /// The rule, such as `RFC 9110 11.6.2`; may be empty.
    pub section: &'static str,
    /// What would have passed; empty when it passed.
    pub would_pass: Cow<'static, str>,
    pub evidence: Option<Evidence>,
}

impl Finding {
    /// A finding with its sentence and its rule; more can be added with struct update.
    pub fn new(detail: impl Into<Cow<'static, str>>, section: &'static str) -> Self {
        Self { detail: detail.into(), section, ..Self::default() }
    }

    /// What it holds beyond the program's own texts, in bytes.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        let owned = |text: &Cow<'static, str>| if let Cow::Owned(text) = text { text.len() } else { 0 };
        size_of::<Self>() + owned(&self.detail) + owned(&self.would_pass)
    }

    /// Names the bytes that were looked at.
    #[must_use]
    pub fn at(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// Says what would have passed.
    #[must_use]
    pub fn remedy(mut self, would_pass: impl Into<Cow<'static, str>>) -> Self {
        self.would_pass = would_pass.into();
        self
    }
}

/// Where in a request a question looked, before the bytes of the whole request are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The method, the first word of the request line.
    Method,
    /// The request target in the request line.
    Target,
    /// A part of the value of the `nth` field of that name; all of it without a range.
    Field {
        name: &'static str,
        nth: usize,
        range: Option<Range<usize>>,
    },
    Body,
}

impl Evidence {
    /// The whole value of the first field of that name.
    #[must_use]
    pub fn field(name: &'static str) -> Self {
        Self::Field { name, nth: 0, range: None }
    }

    /// A part of the value of the first field of that name.
    #[must_use]
    pub fn within(name: &'static str, range: Range<usize>) -> Self {
        Self::Field { name, nth: 0, range: Some(range) }
    }
}

/// Why a request was refused: one variant an outcome. The status belongs to `error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    NoSuchDoor,
    HiddenDoor,
    MethodNotAllowed,
    BodyTooLarge,
    BodyTooLate,
    MalformedBody,
    LabExpired,
    UnsupportedContent,
    InvalidParameter,
    NoCredentials,
    RepeatedCredentials,
    MalformedCredentials,
    OtherScheme,
    UndecodableCredentials,
    WrongCredentials,
    ImproperDigest,
    OtherTarget,
    ForeignChallenge,
    OtherAlgorithm,
    WrongResponse,
    StaleNonce,
    UsedCount,
    NoKey,
    UnknownKey,
    RevokedKey,
    TestKey,
    NoSession,
    BadSession,
    ForbiddenSession,
    WrongLogin,
    CrossSite,
    RefusedPreflight,
    MissingToken,
    TokenTwice,
    NotAToken,
    UnacceptedAlgorithm,
    ForeignSignature,
    WrongIssuer,
    Expired,
    NotYetValid,
    Revoked,
    WrongAudience,
    WeakLogin,
    OldLogin,
    MissingScope,
    MissingRole,
    NotYours,
    Hidden,
    InvalidGrant,
    UnsupportedGrantType,
    NoSuchDocument,
    Suspended,
    AddressNotListed,
    ClosedRegion,
    LegalDemand,
    FirewallRule,
    MissingCsrfToken,
    WrongCsrfToken,
    MissingSignature,
    AlteredLink,
    ExpiredLink,
    NotGranted,
    SharedLab,
    QuotaSpent,
    TooManyRequests,
    /// The reasons that only the broken museum has.
    WrongButForbidden,
    MissingButForbidden,
    RoleOfNobody,
    SchemeInOtherCase,
    /// Our fault.
    Internal,
}

/// A refusal with the challenges that go with it, one a field line.
#[derive(Debug)]
pub struct Refusal {
    pub reason: Reason,
    pub challenges: Vec<String>,
    /// Further fields of the answer: names in lower case, with their values.
    pub fields: Vec<(&'static str, String)>,
    /// What the answer says instead of the last check's sentence, where that would give something away.
    pub public_detail: Option<&'static str>,
}

impl Refusal {
    /// Adds a challenge, to be sent as a `WWW-Authenticate` line of its own.
    #[must_use]
    pub fn challenged_by(mut self, challenge: String) -> Self {
        self.challenges.push(challenge);
        self
    }

    /// Adds a field to the answer; its name in lower case.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Hides the last check's sentence behind another one.
    #[must_use]
    pub fn saying(mut self, public_detail: &'static str) -> Self {
        self.public_detail = Some(public_detail);
        self
    }
}

impl Ladder {
    /// Records that a question was answered well.
    pub fn pass(&mut self, rung: Rung, finding: Finding) {
        if self.asked.is_empty() {
            self.asked.reserve(QUESTIONS_EXPECTED);
        }
        self.asked.push((rung, Outcome::Passed, finding));
    }

    /// Records the question that ends the climb.
    #[must_use = "a stop that is not returned lets the request through"]
    pub fn stop(&mut self, rung: Rung, reason: Reason, finding: Finding) -> Refusal {
        // A question that was half answered before counts once.
        self.asked.retain(|(asked, _, _)| *asked != rung);
        self.asked.push((rung, Outcome::Stopped, finding));
        Refusal { reason, challenges: Vec::new(), fields: Vec::new(), public_detail: None }
    }

    /// Adds a sentence to the last question: what the answer makes of it, where that is not the usual.
    pub fn explain(&mut self, sentence: &str) {
        if let Some((_, _, finding)) = self.asked.last_mut() {
            finding.detail = format!("{} {sentence}", finding.detail).into();
        }
    }

    /// All questions asked, in order.
    #[must_use]
    pub fn asked(&self) -> &[(Rung, Outcome, Finding)] {
        &self.asked
    }

    /// The record itself, when the climb is over.
    #[must_use]
    pub fn into_asked(self) -> Vec<(Rung, Outcome, Finding)> {
        self.asked
    }

    /// The sentence of the last question, which explains the status that was sent.
    #[must_use]
    pub fn last_detail(&self) -> Cow<'static, str> {
        self.asked.last().map_or("".into(), |(_, _, finding)| finding.detail.clone())
    }
}
