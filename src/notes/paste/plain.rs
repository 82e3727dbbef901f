//! Messages one after the other, as `curl -i` prints them and as our own raw text has them.

use super::PasteError;
use super::part::Part;
use super::start_line::{is_request_line, is_status_line};

pub(super) fn parts(text: &str) -> Result<Vec<Part<'_>>, PasteError> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut after_blank = true;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\r', '\n']);
        let response = is_status_line(line);
        let inside = parts.last().is_some_and(Part::is_inside_content);
        if !inside && (response || (after_blank && is_request_line(line))) {
            parts.push(Part::begin(response));
        }
        match parts.last_mut() {
            Some(part) => {
                part.body_bytes += if part.head_ended { whole.len() } else { 0 };
                part.take(line);
            }
            None if line.trim().is_empty() || is_prompt(line) => {}
            None => return Err(PasteError::NoStatusLine),
        }
        after_blank = line.trim().is_empty() || parts.is_empty();
    }
    Ok(parts)
}

/// The command that was copied along with what it printed.
fn is_prompt(line: &str) -> bool {
    ["$ ", "% ", "# ", "curl "].iter().any(|mark| line.starts_with(mark))
}
