//! From the text in the raw console to bytes: what is changed on the way is said here, and beside the form.

use crate::wire::framing::head_length;

/// Why a raw text does not become an exchange; each sentence says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum RawError {
    #[error(
        "There is no request in the text; it begins with a line such as GET /lab/{{lab}}/basic/ HTTP/1.1."
    )]
    Empty,
    #[error("The request has more than 16 KiB; shorten it.")]
    TooLarge,
    #[error("This is how HTTP/2 begins, which is not written as text; end the first line with HTTP/1.1.")]
    Http2,
    /// With the lab's address.
    #[error(
        "The target is not in your lab. It must begin with {0}, spelled like this, and may not leave it with two dots."
    )]
    Outside(String),
    /// With the host that would do.
    #[error("The target names another host, and your lab is at {0}.")]
    OtherHost(String),
    #[error("The connection ended without an answer, so there is no exchange to show.")]
    NoAnswer,
}

/// A request may be so large.
const MAX_BYTES: usize = 16 * 1024;
/// Stands for the name of the visitor's lab.
const LAB: &str = "{lab}";

/// The bytes of the request: line ends are CR LF, `\xNN` is one byte, `{lab}` is the lab's name.
///
/// # Errors
/// When there is nothing to send, or too much.
pub(super) fn bytes(text: &str, lab: &str) -> Result<Vec<u8>, RawError> {
    let text = text.replace(LAB, lab).replace("\r\n", "\n").replace('\n', "\r\n");
    let mut bytes = unescaped(&text);
    // The parser skips empty lines before a request (RFC 9112 2.2).
    let start = bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).ok_or(RawError::Empty)?;
    bytes.drain(..start);
    if bytes.starts_with(b"PRI * HTTP/2") {
        return Err(RawError::Http2);
    }
    // Without its empty line a head never ends, and the parser would wait for the rest.
    if head_length(&bytes).is_none() {
        bytes.extend_from_slice(if bytes.ends_with(b"\n") { b"\r\n" } else { b"\r\n\r\n" });
    }
    if bytes.len() > MAX_BYTES { Err(RawError::TooLarge) } else { Ok(bytes) }
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        match rest {
            [b'\\', b'x', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(*high) << 4 | digit(*low));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

fn digit(character: u8) -> u8 {
    match character {
        b'0'..=b'9' => character - b'0',
        _ => character.to_ascii_lowercase() - b'a' + 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_bytes_by_few_rules() {
        for (text, expected) in [
            ("GET / HTTP/1.1", &b"GET / HTTP/1.1\r\n\r\n"[..]),
            ("GET / HTTP/1.1\n", b"GET / HTTP/1.1\r\n\r\n"),
            ("GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"),
            ("\n\r\nGET / HTTP/1.1\n\n", b"GET / HTTP/1.1\r\n\r\n"),
            ("POST / HTTP/1.1\nA: b\n\none\ntwo", b"POST / HTTP/1.1\r\nA: b\r\n\r\none\r\ntwo"),
            ("GET /lab/{lab}/ HTTP/1.1\nX: {lab}{Lab}", b"GET /lab/amber/ HTTP/1.1\r\nX: amber{Lab}\r\n\r\n"),
            ("A \\xFF\\x0a\\x41\\xfg\\x\\\\x41\\x5Cx41\n", b"A \xff\nA\\xfg\\x\\A\\x41\r\n\r\n"),
            ("zoë \\x", b"zo\xc3\xab \\x\r\n\r\n"),
        ] {
            assert_eq!(bytes(text, "amber").as_deref(), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        for (text, expected) in [
            ("", RawError::Empty),
            ("\r\n\n", RawError::Empty),
            ("\\x0D\\x0A", RawError::Empty),
            ("PRI * HTTP/2.0\n\nSM\n\n", RawError::Http2),
            (&"x".repeat(MAX_BYTES + 1), RawError::TooLarge),
            // Two bytes for each line end.
            (&"\n".repeat(MAX_BYTES).replacen('\n', "x", 1), RawError::TooLarge),
        ] {
            assert_eq!(bytes(text, "amber"), Err(expected), "{}", text.len());
        }
        assert!(bytes(&"\\xFF".repeat(MAX_BYTES - 4), "amber").is_ok(), "four characters, one byte");
    }
}
