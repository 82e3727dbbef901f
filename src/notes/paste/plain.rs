//! Messages one after the other, as `curl -i` prints them and as our own raw text has them.

use super::lines::Lines;
use super::part::Part;
use super::start_line::{
    is_clear, is_clear_request_line, is_clear_status_line, is_field_line, is_request_line, is_status_line,
};
use super::{PARTS_MAX, PasteError, prompt, remarks};

pub(super) fn parts(text: &str) -> Result<Vec<Part<'_>>, PasteError> {
    let mut reader = Reader { lines: Lines::of(text), parts: Vec::new(), place: Place::Before, body: 0 };
    let mut command_goes_on = false;
    let mut after_blank = true;
    let mut at = 0;
    while at < text.len() {
        let next = reader.lines.next(at);
        let whole = text[at..next].trim_end_matches(['\r', '\n']);
        let line = if reader.place == Place::Before { remarks::without(whole) } else { Some(whole) };
        let is_blank = whole.trim().is_empty();
        let begins = line.and_then(|line| reader.begins(line, after_blank));
        match (reader.place, begins, line) {
            (_, Some(is_response), Some(line)) => reader.begin(at, is_response, line)?,
            (Place::Before, None, Some(line)) if !(is_blank || command_goes_on || is_said_before(line)) => {
                return Err(PasteError::NoStatusLine);
            }
            (Place::Head, ..) => {
                if let Some(after) = reader.take(whole, next) {
                    at = after;
                    after_blank = true;
                    continue;
                }
            }
            (Place::Content, ..) => {
                if let Some(cut) = glued(whole, reader.lines.line(next)) {
                    at += cut;
                    reader.begin(at, true, &whole[cut..])?;
                    at = next;
                    after_blank = false;
                    continue;
                }
            }
            _ => {}
        }
        command_goes_on = reader.place == Place::Before && prompt::goes_on(whole) && !is_blank;
        after_blank = is_blank || reader.place == Place::Before;
        at = next;
    }
    reader.end(text.len());
    Ok(reader.parts)
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first message.
    Before,
    Head,
    Content,
    /// Behind a content whose end is known.
    Behind,
}

struct Reader<'a> {
    lines: Lines<'a>,
    parts: Vec<Part<'a>>,
    place: Place,
    /// Where the content begins.
    body: usize,
}

impl<'a> Reader<'a> {
    /// Whether a line begins a message, and whether that is a response.
    fn begins(&self, line: &str, after_blank: bool) -> Option<bool> {
        let (response, request) = match self.place {
            Place::Before => (is_status_line(line), is_request_line(line)),
            Place::Behind => (is_clear_status_line(line), is_clear_request_line(line)),
            _ => (is_clear_status_line(line), after_blank && is_clear_request_line(line)),
        };
        (response || request).then_some(response)
    }

    fn begin(&mut self, at: usize, is_response: bool, line: &'a str) -> Result<(), PasteError> {
        self.end(at);
        if self.parts.len() >= PARTS_MAX {
            return Err(PasteError::TooManyExchanges);
        }
        let mut part = Part::begin(is_response);
        part.take(line);
        self.parts.push(part);
        self.place = Place::Head;
        Ok(())
    }

    /// Takes a line of a head; at its end, the place to go on from when it says truly how long the content is.
    fn take(&mut self, line: &'a str, next: usize) -> Option<usize> {
        let part = self.parts.last_mut()?;
        part.take(line);
        if !part.head_ended {
            return None;
        }
        (self.place, self.body) = (Place::Content, next);
        let mut ends = self.lines.ends(next, part.said_bytes?);
        let end = ends.find(|end| closes(&self.lines.text[*end..]))?;
        part.body = self.lines.text[next..end].lines().collect();
        self.place = Place::Behind;
        Some(end)
    }

    /// Ends a content of unknown length.
    fn end(&mut self, at: usize) {
        if let Some(part) = self.parts.last_mut().filter(|_| self.place == Place::Content) {
            part.body = self.lines.text[self.body..at].lines().collect();
            part.leave_out_what_follows();
        }
    }
}

/// White space behind a content that is looked past; more of it closes nothing.
const BLANKS_MAX_BYTES: usize = 4096;

/// True when a content may end here: nothing follows, or the next message, or what a shell prints.
///
/// A length that does not close in this way was counted on another content: line ends were changed on the way,
/// the content was compressed or made shorter, or a HEAD asked for none of it.
fn closes(rest: &str) -> bool {
    let near = &rest[..rest.floor_char_boundary(BLANKS_MAX_BYTES)];
    let blanks = near.len() - near.trim_start().len();
    match near[blanks..].lines().next() {
        None | Some("") => blanks == rest.len(),
        Some(line) => is_clear(line) || prompt::is_left_behind(line) || remarks::without(line).is_none(),
    }
}

/// True for what may stand before the first message: the command, and what curl says of its connection.
fn is_said_before(line: &str) -> bool {
    line.starts_with("* ") || prompt::is_command(line)
}

/// Where the next response begins in a line whose content has no line end: `{"ok":true}HTTP/1.1 401 Unauthorized`.
fn glued(line: &str, next: &str) -> Option<usize> {
    let behind = |at: usize| ["}", "]", "</html>"].iter().any(|end| line[..at].ends_with(end));
    // A text about HTTP may quote a status line; with fields below it, behind the end of a content, it is one.
    let at = line.rfind("HTTP/")?;
    (behind(at) && is_clear_status_line(&line[at..]) && is_field_line(next)).then_some(at)
}
