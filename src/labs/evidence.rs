//! Where the bytes stand that a check looked at.

use std::ops::Range;

use crate::model::message::visible;
use crate::model::{Evidence, LookedAt, Part};

/// Where in the visible text of the head or of the body the evidence stands; `None` for what is not there.
pub(super) fn locate(evidence: &Evidence, head: &[u8], body: &[u8]) -> Option<LookedAt> {
    let shown = |end: usize| visible(&head[..end]).len();
    let in_head =
        |at: Range<usize>| LookedAt { part: Part::Head, start: shown(at.start), end: shown(at.end) };
    let line = head.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    let is_space = |byte: &u8| *byte == b' ';
    let (method_end, target_end) = (line.iter().position(is_space)?, line.iter().rposition(is_space)?);
    match evidence {
        Evidence::Method => Some(in_head(0..method_end)),
        Evidence::Target => Some(in_head(method_end + 1..target_end)),
        Evidence::Body => {
            (!body.is_empty()).then(|| LookedAt { part: Part::Body, start: 0, end: visible(body).len() })
        }
        Evidence::Field { name, nth, range } => {
            let value = field_value(head, name, *nth)?;
            match range {
                Some(range) if value.start + range.end <= value.end => {
                    Some(in_head(value.start + range.start..value.start + range.end))
                }
                _ => Some(in_head(value)),
            }
        }
    }
}

/// The bytes of the value of a field line, without the space around it.
fn field_value(head: &[u8], name: &str, nth: usize) -> Option<Range<usize>> {
    let mut offset = 0;
    let mut values = head.split_inclusive(|byte| *byte == b'\n').filter_map(|line| {
        let start = offset;
        offset += line.len();
        let line = line.trim_ascii_end();
        let colon = line.iter().position(|byte| *byte == b':')?;
        let value = &line[colon + 1..];
        let before = value.len() - value.trim_ascii_start().len();
        let start = start + colon + 1 + before;
        line[..colon].eq_ignore_ascii_case(name.as_bytes()).then(|| start..start + value.trim_ascii().len())
    });
    values.nth(nth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_found_to_the_byte() {
        let head = b"GET /lab/x/basic/?a=b HTTP/1.1\r\nHost: h\r\nauthorization:  Basic YQ==\r\nAuthorization: two\r\nX-Empty: \r\n\r\n";
        let text = str::from_utf8(head).expect("ASCII");
        let cases = [
            (Evidence::Method, "GET"),
            (Evidence::Target, "/lab/x/basic/?a=b"),
            (Evidence::field("authorization"), "Basic YQ=="),
            (Evidence::within("authorization", 6..10), "YQ=="),
            (Evidence::within("authorization", 6..99), "Basic YQ=="),
            (Evidence::Field { name: "authorization", nth: 1, range: None }, "two"),
            (Evidence::field("x-empty"), ""),
        ];
        for (evidence, expected) in cases {
            let at = locate(&evidence, head, b"").expect("found");
            assert_eq!(&text[at.start..at.end], expected, "{evidence:?}");
        }
        let empty = locate(&Evidence::field("x-empty"), head, b"").expect("found");
        assert!(text[..empty.start].ends_with("X-Empty:"), "on its own line");
        // What is not UTF-8 is shown with more characters than it has bytes.
        let head = b"GET /\xff HTTP/1.1\r\nX: \xfe\r\nAuthorization: Basic \xeb\r\n\r\n";
        let text = visible(head);
        for (evidence, expected) in [
            (Evidence::Target, "/\\xFF"),
            (Evidence::field("authorization"), "Basic \\xEB"),
            (Evidence::within("authorization", 6..7), "\\xEB"),
            (Evidence::field("x"), "\\xFE"),
        ] {
            let at = locate(&evidence, head, b"").expect("found");
            assert_eq!(&text[at.start..at.end], expected, "{evidence:?}");
        }
        for missing in [Evidence::field("cookie"), Evidence::Body] {
            assert_eq!(locate(&missing, head, b""), None, "{missing:?}");
        }
    }
}
