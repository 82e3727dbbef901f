//! How field names are spelled on the wire.
//!
//! Names are compared without regard to case, but people read them: `WWW-Authenticate` is how RFC 9110 writes it. hyper writes them
//! in lower case, or capitalises them letter by letter and knows no exceptions, so they are spelled on their way out.

use memchr::memchr;

/// What a status line begins with (RFC 9112 4).
const VERSION: &[u8] = b"HTTP/1.";
/// Where the status code stands in it.
const CODE_AT: usize = 9;
/// Written like this by those who have them.
const IN_LOWER_CASE: &[u8] = b"x-ratelimit-";

/// Spells the names in the head of a response, and in those of the interim ones before it (RFC 9110 15.2). Where the empty line at
/// its end begins; `None` for what is no head.
pub(super) fn apply(bytes: &mut [u8]) -> Option<usize> {
    let mut at = 0;
    while bytes[at..].starts_with(VERSION) {
        let is_interim = bytes.get(at + CODE_AT) == Some(&b'1');
        at += memchr(b'\n', &bytes[at..])? + 1;
        while !bytes[at..].starts_with(b"\r\n") {
            at += spell(&mut bytes[at..])?;
        }
        if !is_interim {
            return Some(at);
        }
        at += b"\r\n".len();
    }
    None
}

/// Capitalises the words of the name at the beginning of a line; the length of the line.
pub(super) fn spell(line: &mut [u8]) -> Option<usize> {
    let (mut begins, mut colon) = (true, 0);
    let keeps = line.starts_with(IN_LOWER_CASE);
    for (at, byte) in line.iter_mut().enumerate() {
        if *byte == b':' {
            colon = at;
            break;
        }
        if begins && !keeps {
            byte.make_ascii_uppercase();
        }
        begins = *byte == b'-';
    }
    match &line[..colon] {
        b"Www-Authenticate" => line[..colon].copy_from_slice(b"WWW-Authenticate"),
        b"Etag" => line[..colon].copy_from_slice(b"ETag"),
        _ => {}
    }
    Some(colon + memchr(b'\n', &line[colon..])? + 1)
}

#[cfg(test)]
mod tests {
    use super::apply;

    #[test]
    fn names_are_spelled_as_people_know_them_and_nothing_else_is_touched() {
        for (written, spelled) in [
            (
                "HTTP/1.1 401 a: www-b\r\nwww-authenticate: etag\r\nwww-authenticate: x-y: z\r\netag: \"a-b\"\r\n\r\nx-y: z\r\n",
                "HTTP/1.1 401 a: www-b\r\nWWW-Authenticate: etag\r\nWWW-Authenticate: x-y: z\r\nETag: \"a-b\"\r\n\r\nx-y: z\r\n",
            ),
            (
                "HTTP/1.0 200 OK\r\nx-ratelimit-limit: 1\r\nx-content-type-options: a\r\n2nd-x: b\r\n\r\n",
                "HTTP/1.0 200 OK\r\nx-ratelimit-limit: 1\r\nX-Content-Type-Options: a\r\n2nd-X: b\r\n\r\n",
            ),
            (
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\ndate: x-y\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nDate: x-y\r\n\r\n",
            ),
        ] {
            let mut bytes = written.as_bytes().to_vec();
            let end = apply(&mut bytes).expect("a head");
            assert_eq!(str::from_utf8(&bytes), Ok(spelled));
            assert!(
                spelled[end..].starts_with("\r\n") && spelled[..end].ends_with("\r\n"),
                "{spelled}: {end}"
            );
        }
    }

    #[test]
    fn what_is_no_head_stays_as_it_is() {
        for bytes in [
            &b""[..],
            b"\0\0\x12\x04\0\0\0\0\0",
            b"x-y: z\r\n\r\n",
            b"HTTP/1.1 100 Continue\r\n\r\n",
            b"HTTP/1.1 100 Continue\r\n\r\nx-y: z\r\n",
            b"HTTP/1.1 200 OK",
            b"HTTP/1.1 200 OK\r\n",
        ] {
            let mut seen = bytes.to_vec();
            assert_eq!(apply(&mut seen), None, "{bytes:?}");
            assert_eq!(seen, bytes);
        }
    }
}
