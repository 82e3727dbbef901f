//! The lines of one message, and the message that they make.

use super::{FIELDS_MAX, PasteError, prompt, remarks};
use crate::auth::grammar::is_token;
use crate::model::{Body, Field, Message, SetBy};

/// So much of a content is looked at.
const BODY_KEPT_BYTES: usize = 64 * 1024;

/// The lines of one message, without their line ends.
pub(super) struct Part<'a> {
    pub(super) is_response: bool,
    pub(super) head: Vec<&'a str>,
    pub(super) head_ended: bool,
    /// What the head says about the length of the content.
    pub(super) said_bytes: Option<usize>,
    pub(super) body: Vec<&'a str>,
}

/// So many lines at the end of a content are looked at for what a shell printed behind it.
const LINES_BEHIND_MAX: usize = 16;

impl<'a> Part<'a> {
    pub(super) fn begin(is_response: bool) -> Self {
        Self { is_response, head: Vec::new(), head_ended: false, said_bytes: None, body: Vec::new() }
    }

    pub(super) fn take(&mut self, line: &'a str) {
        if self.head_ended {
            self.body.push(line);
        } else if line.trim().is_empty() {
            // White space alone cannot be told from an empty line on a screen, and no field is made of it.
            self.head_ended = true;
        } else if self.head.len() <= FIELDS_MAX + 1 {
            // One more than is taken is enough to say so.
            let named = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            self.said_bytes = self.said_bytes.or_else(|| named?.1.trim().parse().ok());
            self.head.push(line);
        }
    }

    /// Takes away the remarks, prompts and commands that stand behind the content.
    pub(super) fn leave_out_what_follows(&mut self) {
        let mut kept = self.body.len();
        for at in (kept.saturating_sub(LINES_BEHIND_MAX)..kept).rev() {
            let content = remarks::without(self.body[at]).filter(|line| !prompt::is_left_behind(line));
            let Some(line) = content else {
                kept = at;
                continue;
            };
            // Whether such a line belongs to a command is for the lines above it to say.
            let is_open = at > 0 && prompt::goes_on(self.body[at - 1]);
            if is_open || line.trim().is_empty() {
                continue;
            }
            let end = prompt::behind_content(line).unwrap_or(line.len());
            self.body[at] = &line[..end];
            break;
        }
        self.body.truncate(kept);
    }

    /// RFC 9110 15.2: a 1xx comes before the answer; 101 is the answer.
    pub(super) fn is_interim(&self) -> bool {
        let code = self.head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
        self.is_response && code.len() == 3 && code.starts_with('1') && code != "101"
    }

    pub(super) fn message(&self) -> Result<Message, PasteError> {
        let (first, lines) = self.head.split_first().ok_or(PasteError::Empty)?;
        if lines.len() > FIELDS_MAX {
            return Err(PasteError::TooManyFields);
        }
        let whole = self.body.join("\n");
        let kept = whole.floor_char_boundary(BODY_KEPT_BYTES);
        let text = if whole.trim().is_empty() { String::new() } else { whole[..kept].to_owned() };
        let size_bytes = if text.is_empty() { 0 } else { whole.len() as u64 };
        let body = Body { truncated: kept < whole.len(), text, size_bytes };
        let head = format!("{}\r\n\r\n", self.head.join("\r\n"));
        Ok(Message { start_line: first.trim_end().to_owned(), fields: self.fields(lines), body, head })
    }

    /// RFC 9112 5.2: a line that begins with white space continues the field before it, whatever number of them there is.
    /// It adds to that field, and stays to be noticed.
    fn fields(&self, lines: &[&str]) -> Vec<Field> {
        let set_by = if self.is_response { SetBy::Server } else { SetBy::Client };
        let mut fields: Vec<Field> = Vec::with_capacity(lines.len());
        let mut continued = None;
        for line in lines {
            let (name, value) = if line.starts_with([' ', '\t']) {
                if let Some(field) = continued.and_then(|at: usize| fields.get_mut(at)) {
                    let blank = if field.value.is_empty() { "" } else { " " };
                    field.value.push_str(blank);
                    field.value.push_str(line.trim());
                }
                (*line, "")
            } else {
                // HTTP/2's own fields begin with a colon.
                let (name, value) =
                    line.split_once(':').filter(|(name, _)| !name.is_empty()).unwrap_or((*line, ""));
                // RFC 9112 5.1: white space before the colon is a fault, and the field is meant all the same.
                continued = is_token(name.trim_end()).then_some(fields.len());
                (name, value)
            };
            let (name, value) = (name.to_owned(), value.trim().to_owned());
            fields.push(Field { name, value, set_by, about: None });
        }
        fields
    }
}
