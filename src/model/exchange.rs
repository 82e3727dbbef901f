//! One request and its response, with what the server asked and what there is to notice.

use serde::{Deserialize, Serialize};

use super::check::{Check, LookedAt, Outcome, Part};
use super::message::Message;
use super::note::Note;

/// An exchange as the log, the API and the pages show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// Counts up from 1 within a lab.
    pub seq: u64,
    pub id: String,
    pub method: String,
    /// The path below the lab, with its query.
    pub path: String,
    pub status: u16,
    pub request: Message,
    pub response: Message,
    pub checks: Vec<Check>,
    pub notes: Vec<Note>,
    pub timing: Timing,
    pub capture: Capture,
    /// Where the request came through, when something says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hop: Option<Hop>,
}

/// A station between the client and this server. What crossed the wire here is what the station sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    pub standing: Standing,
    /// The address of a trusted one; otherwise the field line that tells of it.
    pub named: String,
}

/// How much is known about a hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A proxy that this server was told of.
    Trusted,
    /// A field says so, which anybody may write.
    Told,
}

/// Fields that tell of a hop, the one that names it first (RFC 9110 7.6.3, RFC 7239 4).
const HOP_FIELDS: [&str; 3] = ["via", "forwarded", "x-forwarded-for"];

impl Hop {
    /// What a request says about the way it took.
    #[must_use]
    pub fn told_by(request: &Message) -> Option<Self> {
        let told = |name: &&str| request.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        let field = HOP_FIELDS.iter().find_map(told)?;
        Some(Self { standing: Standing::Told, named: [&field.name, ": ", &field.value].concat() })
    }
}

/// When it happened, and how long the server took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// When the head of the request had arrived: RFC 3339, UTC.
    pub received: String,
    /// From then until the response was handed to the connection, in microseconds.
    pub took_us: u64,
}

/// How faithful the record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capture {
    /// The bytes as they crossed the connection.
    Bytes,
    /// HTTP/2: fields are compressed on the wire and shown as decoded.
    Decoded,
    /// The connection ended before the whole response was sent.
    Cut,
}

impl Exchange {
    /// The question that ended the climb, if one did.
    #[must_use]
    pub fn stopped_at(&self) -> Option<&Check> {
        self.checks.iter().find(|check| check.outcome == Outcome::Stopped)
    }

    /// The text of the bytes a check looked at; `None` when they were not kept.
    #[must_use]
    pub fn bytes_at(&self, at: LookedAt) -> Option<&str> {
        let text = match at.part {
            Part::Head => &self.request.head,
            Part::Body => &self.request.body.text,
        };
        text.get(at.start..at.end)
    }

    /// The response's challenges, one a field line (RFC 9110 11.6.1).
    pub fn challenges(&self) -> impl Iterator<Item = &str> {
        self.response.fields("www-authenticate")
    }
}
