//! What is around the messages of a pasted text: a byte order mark, fences, quotes, indentation, a log.

use std::borrow::Cow;

use super::devtools;
use super::start_line::{is_clear, is_clear_request_line, is_clear_status_line, is_status_line};

/// A text without what was put around its messages.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    for unwrap in [fenced, unquoted, logged, outdented, devtools::messages] {
        if let Some(inner) = unwrap(&text) {
            text = Cow::Owned(inner);
        }
    }
    text
}

/// True for a start line, with the mark of `curl -v` or without.
fn begins(line: &str) -> bool {
    let sent = line.strip_prefix("> ").is_some_and(is_clear_request_line);
    sent || line.strip_prefix("< ").is_some_and(is_clear_status_line) || is_clear(line)
}

/// What stands between the fences of Markdown, when the first of them comes before any message.
fn fenced(text: &str) -> Option<String> {
    let is_fence = |line: &str| ["```", "~~~"].iter().any(|fence| line.trim_start().starts_with(fence));
    text.lines().find(|line| is_fence(line) || begins(line.trim_start())).filter(|line| is_fence(line))?;
    let mut inner = String::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        if is_fence(line) {
            inside = !inside;
            // What stands in the next block is another message.
            inner.push_str(if inside && !inner.is_empty() { "\n" } else { "" });
        } else if inside {
            inner.push_str(line);
        }
    }
    Some(inner)
}

/// A text of which every line is quoted as in a mail. In what `curl -v` prints only the request looks like this.
fn unquoted(text: &str) -> Option<String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let quoted = lines.next()?.trim_start().strip_prefix('>')?;
    let first = quoted.trim_start();
    let blank = if first.len() < quoted.len() { " " } else { "" };
    if !(begins(first) || first.starts_with('>')) || !lines.all(|line| line.trim_start().starts_with('>')) {
        return None;
    }
    let mut inner = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        // A second level is what the mail of the mail has put there, unless it is a mark of curl's.
        let mut rest = line.trim_start_matches([' ', '\t']);
        rest = rest.strip_prefix('>').map_or(rest, |rest| rest.strip_prefix(blank).unwrap_or(rest));
        inner.push_str(rest);
    }
    Some(inner)
}

/// The messages in what `wget -d` prints.
fn logged(text: &str) -> Option<String> {
    let is_mark = |line: &str, end: &str| line.starts_with("---re") && line.trim_end().ends_with(end);
    text.lines().find(|line| is_mark(line, " begin---") || begins(line)).filter(|line| !begins(line))?;
    let mut inner = String::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        if is_mark(line, " begin---") || is_mark(line, " end---") {
            inside = is_mark(line, " begin---");
        } else if inside {
            inner.push_str(line);
        }
    }
    Some(inner)
}

/// A text whose messages are indented, as in Markdown and by `wget -S`; what is not indented stands around them.
fn outdented(text: &str) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| !begins(line.trim_start()) && !is_status_line(line));
    let first = lines.next()?;
    let indent = &first[..first.len() - first.trim_start().len()];
    if indent.is_empty() {
        return None;
    }
    // Where only the first line has white space before it, that was copied by chance.
    let alone = lines.next().is_some_and(|line| !line.trim().is_empty() && !line.starts_with(indent));
    if alone {
        return Some(text.replacen(first, first.trim_start(), 1));
    }
    let mut inner = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(indent) {
            Some(rest) => inner.push_str(rest),
            None if line.trim().is_empty() => inner.push('\n'),
            None => {}
        }
    }
    Some(inner)
}
