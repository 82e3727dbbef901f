//! What a line has to look like to begin a message (RFC 9112 2.1).

use crate::auth::grammar::is_token;

/// True for what can only be meant as a status line; whether the code is one is for the rules to say.
pub(super) fn is_status_line(line: &str) -> bool {
    line.strip_prefix("HTTP/").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// True for what can only be meant as `GET /path HTTP/1.1`.
pub(super) fn is_request_line(line: &str) -> bool {
    let mut words = line.trim_end().splitn(2, ' ');
    let (method, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let version = rest.rsplit_once(' ').map_or("", |(_, version)| version);
    is_token(method) && is_status_line(version)
}

/// True for `HTTP/1.1 401 Unauthorized` and `HTTP/2 401`, and not for a sentence that begins with a version.
pub(super) fn is_clear_status_line(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let (version, code) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // The version stands at the very beginning.
    line.starts_with(version) && is_version(version) && code.starts_with(|first: char| first.is_ascii_digit())
}

/// True for `GET /path HTTP/1.1`, and not for a sentence that ends with a version.
pub(super) fn is_clear_request_line(line: &str) -> bool {
    let mut words = line.trim_end().splitn(2, ' ');
    let (method, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (target, version) = rest.rsplit_once(' ').unwrap_or_default();
    // RFC 9112 3.2: a path, a whole address, host and port, or the asterisk.
    let is_target = target.starts_with(['/', '*']) || target.contains(':');
    is_token(method) && is_target && is_version(version)
}

/// True for either of them.
pub(super) fn is_clear(line: &str) -> bool {
    is_clear_status_line(line) || is_clear_request_line(line)
}

fn is_version(word: &str) -> bool {
    is_status_line(word) && word.bytes().skip(5).all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// True for a line of a head.
pub(super) fn is_field_line(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| is_token(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_about_a_version_begins_no_message() {
        for line in
            ["HTTP/1.1 401 Unauthorized", "HTTP/2 401 ", "HTTP/1.0  200", "HTTP/1.1 4O1 oh", "HTTP/3\t403"]
        {
            assert!(is_clear_status_line(line), "{line}");
        }
        for line in
            ["HTTP/2 is faster", "HTTP/1.1", "HTTP/1.1, 200", "http/1.1 401", "HTTP/x 401", " HTTP/2 401", ""]
        {
            assert!(!is_clear_status_line(line), "{line}");
        }
        for line in ["GET / HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT h:443 HTTP/1.1", "GET http://h/ HTTP/2"]
        {
            assert!(is_clear_request_line(line), "{line}");
        }
        for line in ["We use HTTP/1.1", "I sent it by HTTP/2", "GET /", "GET / HTTP/1.1?", "", "é / HTTP/1.1"]
        {
            assert!(!is_clear_request_line(line), "{line}");
        }
    }
}
