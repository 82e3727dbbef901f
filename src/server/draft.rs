//! A form's draft, written out as the bytes of exactly one request to a lab. Kept apart from the form: what may be sent is decided here.

use crate::auth::grammar::is_token;
use crate::model::RequestDraft;
use crate::wire::framing::{BodyReader, Framing};

/// Why a form cannot become a request; each sentence says what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    #[error("The method must be one word of letters, such as GET.")]
    Method,
    #[error("The path must be ASCII without spaces, control characters or a #; write a space as %20.")]
    Path,
    #[error("Line {0} of the headers is not `Name: value`.")]
    Header(usize),
    #[error("The body has {0} bytes, and Content-Length must say so; correct that line or leave it out.")]
    Length(usize),
    #[error(
        "With Transfer-Encoding the body must be written in chunks and end with the last of them; \
         leave that line out to send the body as it is."
    )]
    Chunks,
    #[error("The request is larger than a form may send; shorten the headers or the body.")]
    TooLarge,
    #[error("More requests came to your lab than it takes; wait a few seconds, then send this again.")]
    TooOften,
    /// With the status and the phrase of the answer.
    #[error("The server could not read this as HTTP and answered {0} before any door; look at the headers.")]
    Unreadable(String),
}

const HEAD_MAX_BYTES: usize = 12 * 1024;
const BODY_MAX_BYTES: usize = 48 * 1024;

/// The bytes of the request to the lab at `base`.
///
/// # Errors
/// When the draft is not one whole request, or too large.
pub(super) fn request(draft: &RequestDraft, base: &str, host: &str) -> Result<Vec<u8>, DraftError> {
    if !is_token(&draft.method) {
        return Err(DraftError::Method);
    }
    let target = target(&draft.path).ok_or(DraftError::Path)?;
    let mut head = format!("{} {base}{target} HTTP/1.1\r\nHost: {host}\r\n", draft.method);
    let mut has_length = false;
    for (index, line) in draft.headers.iter().map(|line| line.trim()).enumerate() {
        if line.is_empty() {
            continue;
        }
        let (name, value) = line.split_once(':').ok_or(DraftError::Header(index + 1))?;
        if !is_token(name) || value.contains(|c: char| c.is_control() && c != '\t') {
            return Err(DraftError::Header(index + 1));
        }
        has_length |= says_length(name, value.trim(), &draft.body)?;
        if !name.eq_ignore_ascii_case("host") {
            head.push_str(&format!("{name}: {}\r\n", value.trim()));
        }
    }
    if !draft.body.is_empty() && !has_length {
        head.push_str(&format!("Content-Length: {}\r\n", draft.body.len()));
    }
    head.push_str("\r\n");
    if head.len() > HEAD_MAX_BYTES || draft.body.len() > BODY_MAX_BYTES {
        return Err(DraftError::TooLarge);
    }
    Ok([head.as_bytes(), draft.body.as_bytes()].concat())
}

/// True for a field that says where the body ends. It must say so truly: what is left over would be read as a
/// request of its own, and what is missing would be waited for (RFC 9112 6.3).
fn says_length(name: &str, value: &str, body: &str) -> Result<bool, DraftError> {
    if name.eq_ignore_ascii_case("content-length") {
        return if value.parse() == Ok(body.len()) { Ok(true) } else { Err(DraftError::Length(body.len())) };
    }
    if name.eq_ignore_ascii_case("transfer-encoding") {
        let mut reader = BodyReader::new(Framing::Chunked);
        let is_whole = reader.consume(body.as_bytes()) == body.len() && reader.is_done();
        return if is_whole { Ok(true) } else { Err(DraftError::Chunks) };
    }
    Ok(false)
}

/// The path as a request target holds it. What RFC 3986 3.3 keeps out of a path is percent-encoded; in a query,
/// only what the parser refuses. `None` when there is something whose encoding must be the author's own choice.
pub(super) fn target(path: &str) -> Option<String> {
    let mut target = String::with_capacity(path.len());
    let mut refused = "\"<>[\\]^`{|}";
    for character in path.chars() {
        match character {
            '#' => return None,
            character if !character.is_ascii_graphic() => return None,
            character if refused.contains(character) => {
                target.push_str(&format!("%{:02X}", u32::from(character)));
                continue;
            }
            '?' => refused = "\"<>",
            _ => {}
        }
        target.push(character);
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_target_may_not_hold_is_encoded_or_refused() {
        for (path, expected) in [
            ("basic/", Some("basic/")),
            ("a%20b%/?c=%3D&d", Some("a%20b%/?c=%3D&d")),
            ("<a>{\"b\"}|\\^`[c]", Some("%3Ca%3E%7B%22b%22%7D%7C%5C%5E%60%5Bc%5D")),
            ("a?b={\"<c>\"}|\\^`[d]", Some("a?b={%22%3Cc%3E%22}|\\^`[d]")),
            ("a~!$&'()*+,;=:@-._", Some("a~!$&'()*+,;=:@-._")),
            ("", Some("")),
            ("a b", None),
            ("a#b", None),
            ("a\r\nb", None),
            ("zoë", None),
        ] {
            assert_eq!(target(path).as_deref(), expected, "{path:?}");
        }
    }

    #[test]
    fn a_length_in_the_headers_must_be_the_true_one() {
        let wrong = DraftError::Length(3);
        for (header, body, expected) in [
            ("Content-Length: 3", "abc", Ok(())),
            ("content-length:3", "abc", Ok(())),
            ("Content-Length: 0", "", Ok(())),
            ("Content-Length: 0", "abc", Err(&wrong)),
            ("Content-Length: 4", "abc", Err(&wrong)),
            ("Content-Length: -3", "abc", Err(&wrong)),
            ("Content-Length: 3, 3", "abc", Err(&wrong)),
            ("Content-Length: 3\n\nContent-Length: 2", "abc", Err(&wrong)),
            ("Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n", Ok(())),
            ("Transfer-Encoding: chunked", "0\r\n\r\nGET / HTTP/1.1\r\n\r\n", Err(&DraftError::Chunks)),
            ("Transfer-Encoding: chunked", "3\r\nabc\r\n", Err(&DraftError::Chunks)),
            ("Transfer-Encoding: chunked", "abc", Err(&DraftError::Chunks)),
        ] {
            let draft = RequestDraft {
                method: "POST".to_owned(),
                path: "token".to_owned(),
                headers: header.lines().map(str::to_owned).collect(),
                body: body.to_owned(),
            };
            let made = request(&draft, "/lab/a/", "localhost");
            assert_eq!(made.as_ref().map(|_| ()), expected, "{header} {body}");
        }
    }
}
