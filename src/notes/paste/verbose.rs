//! What `curl -v` prints: `>` before what was sent, `<` before what came, `*` before its own remarks.

use super::part::Part;
use super::start_line::{is_clear_request_line, is_clear_status_line, is_request_line, is_status_line};
use super::{PARTS_MAX, PasteError, remarks};

/// True for what `curl -v` prints: the first message has its mark. A response that quotes such lines comes without one.
pub(super) fn is_verbose(text: &str) -> bool {
    let first = text.lines().map(|line| remarks::without(line).unwrap_or_default()).find_map(|line| {
        let sent = line.strip_prefix("> ").is_some_and(is_request_line);
        let marked = sent || line.strip_prefix("< ").is_some_and(is_status_line);
        (marked || is_status_line(line) || is_clear_request_line(line)).then_some(marked)
    });
    first == Some(true)
}

pub(super) fn parts(text: &str) -> Result<Vec<Part<'_>>, PasteError> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in text.lines() {
        let Some(line) = without_remarks(line) else { continue };
        if let Some((is_response, rest)) = marked(line) {
            if begins(parts.last(), is_response, rest) {
                if parts.len() >= PARTS_MAX {
                    return Err(PasteError::TooManyExchanges);
                }
                parts.push(Part::begin(is_response));
            }
            let head = parts.last_mut().filter(|part| part.is_response == is_response && !part.head_ended);
            if let Some(part) = head {
                part.take(rest);
                continue;
            }
        }
        // A head's lines are marked; with -i they come again without their mark.
        if let Some(part) = parts.last_mut().filter(|part| part.is_response && part.head_ended) {
            part.body.push(line);
        }
    }
    parts.iter_mut().for_each(Part::leave_out_what_follows);
    Ok(parts)
}

/// Whether a marked line came or was sent, and what stands behind its mark.
fn marked(line: &str) -> Option<(bool, &str)> {
    let rest = line.strip_prefix(['<', '>'])?;
    // Editors take away the blank of a line that has nothing else.
    let rest = rest.strip_prefix(' ').or(rest.trim_end().is_empty().then_some(""))?;
    Some((line.starts_with('<'), rest))
}

/// True when a marked line begins a message; others belong to a head, or to a content that looks like one.
fn begins(last: Option<&Part<'_>>, is_response: bool, rest: &str) -> bool {
    let is_awaited = last.is_none_or(|last| !last.is_response);
    match is_response {
        true if is_awaited => is_status_line(rest),
        true => is_clear_status_line(rest),
        false if last.is_none() => is_request_line(rest),
        false => is_clear_request_line(rest),
    }
}

/// A line without what curl says before, between and behind.
fn without_remarks(line: &str) -> Option<&str> {
    remarks::without(line).filter(|line| !line.starts_with("* ")).map(|line| line.trim_end_matches('\r'))
}
