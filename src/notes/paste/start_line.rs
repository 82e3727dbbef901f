//! What a line has to look like to begin a message (RFC 9112 2.1).

use crate::auth::grammar::is_token;

/// True for `HTTP/1.1 401 Unauthorized` and `HTTP/2 401`; whether the code is one is for the rules to say.
pub(super) fn is_status_line(line: &str) -> bool {
    line.strip_prefix("HTTP/").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// True for `GET /path HTTP/1.1`.
pub(super) fn is_request_line(line: &str) -> bool {
    let mut words = line.trim_end().splitn(2, ' ');
    let (method, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let version = rest.rsplit_once(' ').map_or("", |(_, version)| version);
    is_token(method) && is_status_line(version)
}
