//! What `curl -v` prints: `>` before what was sent, `<` before what came, `*` before its own remarks.

use super::part::Part;
use super::start_line::{is_request_line, is_status_line};

/// True for what `curl -v` prints.
pub(super) fn is_verbose(text: &str) -> bool {
    text.lines().any(|line| {
        let sent = line.strip_prefix("> ").is_some_and(is_request_line);
        sent || line.strip_prefix("< ").is_some_and(is_status_line)
    })
}

pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in text.lines() {
        let marked = |mark: char| {
            let rest = line.strip_prefix(mark)?;
            rest.strip_prefix(' ')
                .or(rest.trim_end().is_empty().then_some(""))
                .map(|line| line.trim_end_matches('\r'))
        };
        let (is_response, rest) = match (marked('<'), marked('>')) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => {
                // A head's lines are marked; with -i they come again without their mark.
                if let Some(part) = parts.last_mut().filter(|part| part.is_response && part.head_ended) {
                    part.body.extend(without_remarks(line));
                }
                continue;
            }
        };
        let goes_on = parts.last().is_some_and(|part| part.is_response == is_response && !part.head_ended);
        if !goes_on {
            parts.push(Part::begin(is_response));
        }
        if let Some(part) = parts.last_mut() {
            part.take(rest);
        }
    }
    parts.retain(|part| !part.head.is_empty());
    parts
}

/// A line of content, without what curl says between and behind.
fn without_remarks(line: &str) -> Option<&str> {
    let own = ["* ", "{ [", "} [", "  % Total"].iter().any(|mark| line.starts_with(mark));
    // A content without a line end is followed by the remark at once.
    let content = line.split("* Connection #").next().unwrap_or_default();
    (!own).then(|| content.trim_end_matches('\r'))
}
