//! What programs say around the messages: curl's remarks and its progress meter.

/// Remarks that curl prints behind a content, in the same line when the content has no line end.
const BEHIND: [&str; 12] = [
    "* Connection #",
    "* Closing connection ",
    "* closing connection #",
    "* shutting down connection #",
    "* Issue another request to this URL",
    "* Hostname ",
    "* Found bundle for host",
    "* Re-using existing connection",
    "* Reusing existing ",
    "* transfer closed with ",
    "* The requested URL returned error",
    "* HTTP error before end of send",
];
/// How a line begins that holds nothing but a remark.
const LINES: [&str; 7] = ["{ [", "} [", "  % Total", "curl: (", "Warning: ", "Note: ", "* Ignor"];
/// The words of the progress meter's second headline.
const HEADLINE: &str = "Dload  Upload";

/// A line without the remarks; nothing when it held only remarks.
pub(super) fn without(line: &str) -> Option<&str> {
    let rest = without_meter(line);
    if rest.is_empty() && !line.is_empty() {
        return None;
    }
    if LINES.iter().any(|begin| rest.starts_with(begin)) || rest.trim_start().starts_with(HEADLINE) {
        return None;
    }
    // One look at each star: a line may be as long as the text.
    let stars = rest.match_indices("* ").map(|(at, _)| at);
    let remark = stars.into_iter().find(|at| BEHIND.iter().any(|begin| rest[*at..].starts_with(begin)));
    match remark {
        Some(0) => None,
        Some(at) => Some(&rest[..at]),
        None => Some(rest),
    }
}

/// A line without the states of the progress meter, which carriage returns separate.
fn without_meter(line: &str) -> &str {
    let mut at = 0;
    let mut first = None;
    let mut end = 0;
    for segment in line.split('\r') {
        if let Some(size) = meter(segment) {
            first = first.or(Some(at));
            end = at + size;
        }
        at += segment.len() + 1;
    }
    let Some(first) = first else { return line };
    let before = line[..first].trim_end_matches('\r');
    if before.is_empty() { &line[end..] } else { before }
}

/// The size of a state of the progress meter at the start of a text: percentages and sizes, three times, a speed.
fn meter(text: &str) -> Option<usize> {
    let mut at = 0;
    for column in 0..12 {
        let rest = &text[at..];
        let from = rest.len() - rest.trim_start_matches(' ').len();
        let is_time = (8..11).contains(&column);
        let word = |byte: u8| match byte {
            b'0'..=b'9' => true,
            b'-' | b':' | b'd' | b'h' => is_time,
            b'.' | b'k' | b'K' | b'M' | b'G' | b'T' | b'P' => !is_time,
            _ => false,
        };
        let size = rest.bytes().skip(from).take_while(|byte| word(*byte)).count();
        if size == 0 || (is_time && !rest[from..from + size].contains([':', 'd', '-'])) {
            return None;
        }
        at += from + size;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const METER: &str = "100    11  100    11    0     0   2634      0 --:--:-- --:--:-- --:--:--  2750";

    #[test]
    fn remarks_are_told_from_content() {
        let split = format!(
            "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r{METER}"
        );
        for only in [
            "* Connection #0 to host h left intact",
            "* Closing connection 0",
            "* closing connection #0",
            "* shutting down connection #0",
            "{ [11 bytes data]",
            "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current",
            "                                 Dload  Upload   Total   Spent    Left  Speed",
            METER,
            &format!("\r{METER}"),
            &split,
            "curl: (18) transfer closed with 3 bytes remaining to read",
        ] {
            assert_eq!(without(only), None, "{only:?}");
        }
        for (line, content) in [
            ("{\"a\":1}* Closing connection 0".to_owned(), "{\"a\":1}"),
            ("{\"a\":1}* Connection #0 to host h left intact".to_owned(), "{\"a\":1}"),
            ("{\"a\":1}* Hostname h was found in DNS cache".to_owned(), "{\"a\":1}"),
            (format!("{{\"a\":1}}\r{METER}"), "{\"a\":1}"),
            (format!("{METER}HTTP/1.1 401"), "HTTP/1.1 401"),
            (format!("{METER}*   Trying 127.0.0.1:80..."), "*   Trying 127.0.0.1:80..."),
        ] {
            assert_eq!(without(&line), Some(content), "{line:?}");
        }
        for line in [
            "",
            "2 * 3 is 6",
            "* an item of a list",
            "100 11 100 11 0 0 2634 0",
            "1 2 3 4 5 6 7 8 9 10 11 12",
            "a\rb",
            "Connection #0",
            "{ \"a\": [] }",
            "0 é",
        ] {
            assert_eq!(without(line), Some(line));
        }
    }
}
