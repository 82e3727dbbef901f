//! An exchange as it is kept: bytes, and the climb. It becomes the `Exchange` of the model when somebody reads it.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use jiff::Timestamp;

use super::author::Author;
use crate::content::headers::Hints;
use crate::model::message::visible;
use crate::model::{
    Body, Capture, Check, Evidence, Exchange, Field, Finding, Ladder, Level, LookedAt, Message, Note,
    Outcome, Part, Rung, SetBy, Timing,
};
use crate::wire::tap::BODY_KEPT_BYTES;

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
        Some(Note {
            rule: rule.to_owned(),
            level: Level::Info,
            text: text.to_owned(),
            section: section.to_owned(),
        })
    }
}

/// A kept exchange.
#[derive(Debug)]
pub struct Recorded {
    /// Given by the log.
    pub seq: u64,
    pub id: String,
    pub climb: Climb,
    pub capture: Capture,
    pub request_head: Bytes,
    pub request_body: Kept,
    pub response_head: Bytes,
    pub response_body: Kept,
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
        let kept = &bytes[..bytes.len().min(BODY_KEPT_BYTES)];
        Self { bytes: Bytes::copy_from_slice(kept), size_bytes: bytes.len() as u64 }
    }

    fn body(&self) -> Body {
        Body {
            text: visible(&self.bytes),
            size_bytes: self.size_bytes,
            truncated: (self.bytes.len() as u64) < self.size_bytes,
        }
    }
}

/// What an entry costs beside its bytes, roughly.
const OVERHEAD_BYTES: usize = 1024;

impl Recorded {
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        OVERHEAD_BYTES
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
        climb.author.label(&mut request.fields);
        let response = message(&self.response_head, self.response_body.body(), hints);
        Exchange {
            seq: self.seq,
            id: self.id.clone(),
            method: climb.method.clone(),
            path: climb.path.clone(),
            status: climb.status,
            checks: climb
                .asked
                .iter()
                .map(|asked| check(asked, &self.request_head, &self.request_body.bytes))
                .collect(),
            notes: climb.answered_by.note().into_iter().collect(),
            timing: Timing {
                received: Timestamp::try_from(climb.received).unwrap_or_default().to_string(),
                took_us: u64::try_from(climb.took.as_micros()).unwrap_or(u64::MAX),
            },
            capture: self.capture,
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
    };
    Recorded {
        seq: 0,
        id: String::new(),
        climb,
        capture: Capture::Bytes,
        request_head: Bytes::copy_from_slice(request),
        request_body: Kept::of(body),
        response_head: Bytes::copy_from_slice(response_head),
        response_body: Kept::of(response_body),
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

/// Where in the visible text of the head the evidence stands. Heads that are not UTF-8 have no ranges.
fn locate(evidence: &Evidence, head: &[u8], body: &[u8]) -> Option<LookedAt> {
    let text = str::from_utf8(head).ok()?;
    let in_head = |start: usize, end: usize| Some(LookedAt { part: Part::Head, start, end });
    let line_end = text.find(['\r', '\n'])?;
    let (method_end, target_end) = (text.find(' ')?, text[..line_end].rfind(' ')?);
    match evidence {
        Evidence::Method => in_head(0, method_end),
        Evidence::Target => in_head(method_end + 1, target_end),
        Evidence::Body => {
            (!body.is_empty()).then(|| LookedAt { part: Part::Body, start: 0, end: visible(body).len() })
        }
        Evidence::Field { name, nth, range } => {
            let (start, end) = field_value(text, name, *nth)?;
            match range {
                Some(range) if start + range.end <= end => in_head(start + range.start, start + range.end),
                _ => in_head(start, end),
            }
        }
    }
}

fn field_value(head: &str, name: &str, nth: usize) -> Option<(usize, usize)> {
    let mut offset = 0;
    let mut seen = 0;
    for line in head.split_inclusive('\n') {
        if let Some((found, value)) = line.split_once(':')
            && found.eq_ignore_ascii_case(name)
        {
            if seen == nth {
                let start =
                    offset + found.len() + 1 + (value.len() - value.trim_start_matches([' ', '\t']).len());
                let end = offset + line.trim_end().len();
                return Some((start, end.max(start)));
            }
            seen += 1;
        }
        offset += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_found_to_the_byte() {
        let head = b"GET /lab/x/basic/?a=b HTTP/1.1\r\nHost: h\r\nauthorization:  Basic YQ==\r\nAuthorization: two\r\n\r\n";
        let text = str::from_utf8(head).expect("ASCII");
        let cases = [
            (Evidence::Method, "GET"),
            (Evidence::Target, "/lab/x/basic/?a=b"),
            (Evidence::field("authorization"), "Basic YQ=="),
            (Evidence::within("authorization", 6..10), "YQ=="),
            (Evidence::within("authorization", 6..99), "Basic YQ=="),
            (Evidence::Field { name: "authorization", nth: 1, range: None }, "two"),
        ];
        for (evidence, expected) in cases {
            let at = locate(&evidence, head, b"").expect("found");
            assert_eq!(&text[at.start..at.end], expected, "{evidence:?}");
        }
        for missing in [Evidence::field("cookie"), Evidence::Body] {
            assert_eq!(locate(&missing, head, b""), None, "{missing:?}");
        }
    }
}
