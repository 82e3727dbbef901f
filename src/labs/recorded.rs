//! An exchange as it is kept: bytes, and the climb. It becomes the `Exchange` of the model when somebody reads it.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use jiff::Timestamp;

use super::author::{Author, Typed};
use super::evidence::locate;
use crate::content::headers::Hints;
use crate::limits::{Bounds, SEEN_MAX_BYTES};
use crate::model::message::visible;
use crate::model::{
    Body, Capture, Check, Exchange, Field, Finding, Ladder, Level, Message, Note, Outcome, Rung, SetBy, Side,
    Timing,
};
use crate::notes::{Past, annotate};

/// What the server decided, before the bytes of the response are known.
#[derive(Debug)]
pub struct Climb {
    pub id: String,
    pub method: String,
    /// Below the lab, with the query.
    pub path: String,
    pub status: u16,
    pub received: SystemTime,
    pub took: Duration,
    pub asked: Vec<(Rung, Outcome, Finding)>,
    pub author: Author,
    pub answered_by: AnsweredBy,
    /// By which the nonce and the count of an accepted Digest answer are known again; they cannot be had back.
    pub proof: Option<u64>,
}

/// Who answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnsweredBy {
    /// A door, after its checks.
    Door,
    /// A rule that every request has to pass, whatever its door.
    Gate,
    /// The HTTP parser, to which it was no request.
    Parser,
}

impl AnsweredBy {
    /// What is to be known about an answer that no door gave.
    fn note(self) -> Option<Note> {
        let (rule, text, section) = match self {
            Self::Door => return None,
            Self::Gate => (
                "answered-before-the-door",
                "Answered by a rule that holds for every request, before any door asked its questions.",
                "",
            ),
            Self::Parser => (
                "answered-by-the-parser",
                "Answered by the HTTP parser before any check: these bytes are no request that it takes.",
                "RFC 9112 2.2",
            ),
        };
        Some(remark(rule, text, section))
    }
}

/// What is to be known about a head that is not shown whole.
fn cut_head() -> Note {
    let text =
        "A head was longer than this server keeps: all of it was read, and only its beginning is shown.";
    remark("head-cut", text, "")
}

/// What is to be known about a content that came in pieces.
fn in_chunks() -> Note {
    let text = "The content of the request came in chunks; it is shown put together, without their sizes.";
    remark("shown-without-chunks", text, "RFC 9112 7.1")
}

/// A remark on the record itself, which nobody has to mend.
fn remark(rule: &str, text: &str, section: &str) -> Note {
    Note {
        rule: rule.to_owned(),
        level: Level::Info,
        side: Side::Response,
        text: text.to_owned(),
        section: section.to_owned(),
        remedy: String::new(),
        line: None,
    }
}

/// A kept exchange.
#[derive(Debug)]
pub struct Recorded {
    /// Given by the log.
    pub seq: u64,
    pub climb: Climb,
    pub capture: Capture,
    pub request_head: Bytes,
    pub request_body: Kept,
    pub response_head: Bytes,
    pub response_body: Kept,
    /// A head was longer than is kept.
    pub has_cut_head: bool,
    /// Told after the exchange was kept, if at all.
    pub typed: Typed,
    /// Given by the log.
    pub past: Past,
}

/// The beginning of a body, and how long it was.
#[derive(Debug, Default)]
pub struct Kept {
    pub bytes: Bytes,
    pub size_bytes: u64,
}

impl Kept {
    /// Keeps at most 16 KiB.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let seen = &bytes[..bytes.len().min(SEEN_MAX_BYTES)];
        Self { bytes: Bytes::copy_from_slice(seen), size_bytes: bytes.len() as u64 }
    }

    fn body(&self) -> Body {
        Body {
            text: visible(&self.bytes),
            size_bytes: self.size_bytes,
            truncated: (self.bytes.len() as u64) < self.size_bytes,
        }
    }
}

/// Shortens to `max` bytes, by a copy, so that no longer text is kept alive for the sake of its beginning.
fn shorten(bytes: &mut Bytes, max: usize) {
    if bytes.len() > max {
        *bytes = Bytes::copy_from_slice(&bytes[..max]);
    }
}

/// Method and path stand in the head as well; as words of their own they are kept as far as somebody would read them.
const WORD_MAX_BYTES: usize = 4 * 1024;

/// What an entry costs beside its bytes, roughly.
const OVERHEAD_BYTES: usize = 1024;

impl Recorded {
    /// Keeps no more than the bounds allow, and no memory beyond it.
    pub fn cut(&mut self, bounds: &Bounds) {
        for text in [&mut self.climb.method, &mut self.climb.path] {
            text.truncate(text.floor_char_boundary(WORD_MAX_BYTES));
            text.shrink_to_fit();
        }
        let max = |bytes: u32| usize::try_from(bytes).unwrap_or(usize::MAX);
        let heads = [&mut self.request_head, &mut self.response_head];
        for head in heads {
            self.has_cut_head |= head.len() > max(bounds.kept_head_bytes);
            shorten(head, max(bounds.kept_head_bytes));
        }
        for body in [&mut self.request_body, &mut self.response_body] {
            shorten(&mut body.bytes, max(bounds.kept_body_bytes));
        }
    }

    /// What it holds, in bytes, roughly.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        let findings = self.climb.asked.iter().map(|(_, _, finding)| finding.size_bytes());
        OVERHEAD_BYTES
            + self.climb.method.len()
            + self.climb.path.len()
            + findings.sum::<usize>()
            + self.request_head.len()
            + self.request_body.bytes.len()
            + self.response_head.len()
            + self.response_body.bytes.len()
    }

    /// The exchange as the API and the pages show it.
    #[must_use]
    pub fn exchange(&self, hints: &Hints) -> Exchange {
        let climb = &self.climb;
        let mut request = message(&self.request_head, self.request_body.body(), hints);
        climb.author.label(&mut request.fields, &self.typed);
        let response = message(&self.response_head, self.response_body.body(), hints);
        let mut notes: Vec<Note> = climb.answered_by.note().into_iter().collect();
        if request.field("transfer-encoding").is_some() {
            notes.push(in_chunks());
        }
        if self.has_cut_head {
            // What seems to be missing may stand in the part that was not kept.
            notes.push(cut_head());
        } else {
            notes.extend(annotate(Some(&request), &response, self.past));
        }
        Exchange {
            seq: self.seq,
            id: climb.id.clone(),
            method: climb.method.clone(),
            path: climb.path.clone(),
            status: climb.status,
            checks: climb
                .asked
                .iter()
                .map(|asked| check(asked, &self.request_head, &self.request_body.bytes))
                .collect(),
            notes,
            timing: Timing {
                received: Timestamp::try_from(climb.received).unwrap_or_default().to_string(),
                took_us: u64::try_from(climb.took.as_micros()).unwrap_or(u64::MAX),
            },
            capture: self.capture,
            hop: climb.author.hop(&request),
            request,
            response,
        }
    }
}

/// An exchange that was not recorded anywhere, from its bytes: the examples on the pages.
#[must_use]
pub fn example(
    request: &[u8],
    body: &[u8],
    response_head: &[u8],
    response_body: &[u8],
    hints: &Hints,
) -> Exchange {
    let line = str::from_utf8(request).unwrap_or_default().lines().next().unwrap_or_default();
    let mut words = line.split(' ');
    let climb = Climb {
        id: String::new(),
        method: words.next().unwrap_or_default().to_owned(),
        path: words.next().unwrap_or_default().to_owned(),
        status: str::from_utf8(response_head)
            .ok()
            .and_then(|head| head.get(9..12)?.parse().ok())
            .unwrap_or_default(),
        received: SystemTime::now(),
        took: Duration::ZERO,
        asked: Ladder::default().into_asked(),
        author: Author::Client,
        answered_by: AnsweredBy::Door,
        proof: None,
    };
    Recorded {
        seq: 0,
        climb,
        capture: Capture::Bytes,
        request_head: Bytes::copy_from_slice(request),
        request_body: Kept::of(body),
        response_head: Bytes::copy_from_slice(response_head),
        response_body: Kept::of(response_body),
        has_cut_head: false,
        typed: Typed::default(),
        past: Past::Nothing,
    }
    .exchange(hints)
}

/// A message whose fields were set by the server, until something else is said.
fn message(head: &[u8], body: Body, hints: &Hints) -> Message {
    let head = visible(head);
    let mut lines = head.split_inclusive('\n').map(|line| line.trim_end_matches(['\r', '\n']));
    let start_line = lines.next().unwrap_or_default().to_owned();
    let fields = lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            Field {
                name: name.to_owned(),
                value: value.trim_matches([' ', '\t']).to_owned(),
                set_by: SetBy::Server,
                about: hints.about(name),
            }
        })
        .collect();
    Message { start_line, fields, body, head }
}

fn check((rung, outcome, finding): &(Rung, Outcome, Finding), head: &[u8], body: &[u8]) -> Check {
    Check {
        rung: *rung,
        outcome: *outcome,
        detail: finding.detail.to_string(),
        section: finding.section.to_owned(),
        would_pass: finding.would_pass.to_string(),
        looked_at: finding.evidence.as_ref().and_then(|evidence| locate(evidence, head, body)),
    }
}
