//! Where the bytes stand that a check looked at.

use crate::model::message::visible;
use crate::model::{Evidence, LookedAt, Part};

/// Where in the visible text of the head the evidence stands. Heads that are not UTF-8 have no ranges.
pub(super) fn locate(evidence: &Evidence, head: &[u8], body: &[u8]) -> Option<LookedAt> {
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
