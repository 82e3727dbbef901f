//! Reading a text that was pasted: a response, a request and its response, or what `curl -i` and `curl -v` print.

use crate::auth::grammar::is_token;
use crate::model::{Body, Field, Message, SetBy};

/// An exchange as it was found in a text.
#[derive(Debug, PartialEq)]
pub struct Pasted {
    pub request: Option<Message>,
    pub response: Message,
}

/// Why a text cannot be read, and what would help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    #[error("there is nothing to read: give a response from its status line on, such as what curl -i prints")]
    Empty,
    #[error(
        "the text does not begin with a status line such as HTTP/1.1 401 Unauthorized: curl prints it with -i, or put it before the rest"
    )]
    NoStatusLine,
    #[error("there is a request and no response to it: give both, as curl -v prints them")]
    NoResponse,
    #[error("the request has to begin with its request line, such as GET /path HTTP/1.1")]
    NoRequestLine,
    #[error("with a request of its own, the text of the response may hold one response and no request")]
    NotOneResponse,
    #[error("a message has more than {FIELDS_MAX} fields: leave out those that do not matter")]
    TooManyFields,
    #[error("there are more than {EXCHANGES_MAX} exchanges: give fewer at a time")]
    TooManyExchanges,
}

/// So many fields may a message have.
pub(super) const FIELDS_MAX: usize = 200;
/// So many exchanges may a text hold; curl follows 50 redirects unless it is told otherwise.
pub(super) const EXCHANGES_MAX: usize = 60;
/// So much of a content is looked at.
const BODY_KEPT_BYTES: usize = 64 * 1024;

/// Reads all exchanges of a text.
///
/// # Errors
/// When it holds no response, or more than the bounds allow.
pub fn read(text: &str) -> Result<Vec<Pasted>, PasteError> {
    if text.trim().is_empty() {
        return Err(PasteError::Empty);
    }
    let parts = if is_verbose(text) { verbose(text) } else { plain(text)? };
    pair(parts)
}

/// Reads a response and the request that it answers from two texts.
///
/// # Errors
/// As `read`, and when there is not exactly one of each.
pub fn read_apart(request: &str, response: &str) -> Result<Vec<Pasted>, PasteError> {
    let mut found = read(response)?;
    let parts = if is_verbose(request) { verbose(request) } else { plain(request).unwrap_or_default() };
    let [asked] = &parts[..] else { return Err(PasteError::NoRequestLine) };
    if asked.is_response {
        return Err(PasteError::NoRequestLine);
    }
    match &mut found[..] {
        [Pasted { request: request @ None, .. }] => *request = Some(asked.message()?),
        _ => return Err(PasteError::NotOneResponse),
    }
    Ok(found)
}

/// The lines of one message.
struct Part<'a> {
    is_response: bool,
    head: Vec<&'a str>,
    head_ended: bool,
    /// What the head says about the length of the content.
    said_bytes: usize,
    body: Vec<&'a str>,
    /// With line ends as they were.
    body_bytes: usize,
}

impl<'a> Part<'a> {
    fn begin(is_response: bool) -> Self {
        Self {
            is_response,
            head: Vec::new(),
            head_ended: false,
            said_bytes: 0,
            body: Vec::new(),
            body_bytes: 0,
        }
    }

    fn take(&mut self, line: &'a str) {
        if self.head_ended {
            self.body.push(line);
        } else if line.is_empty() {
            self.head_ended = true;
        } else if self.head.len() <= FIELDS_MAX + 1 {
            // One more than is taken is enough to say so.
            let named = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            if let Some((_, length)) = named.filter(|_| self.said_bytes == 0) {
                self.said_bytes = length.trim().parse().unwrap_or(0);
            }
            self.head.push(line);
        }
    }

    /// True in the middle of a content that says how long it is: what looks like a message there is a part of it.
    /// curl prints no content of a response that it goes on from, whatever its length.
    fn is_inside_content(&self) -> bool {
        self.is_response && self.head_ended && (1..self.said_bytes).contains(&self.body_bytes)
    }

    fn message(&self) -> Result<Message, PasteError> {
        let (first, lines) = self.head.split_first().ok_or(PasteError::Empty)?;
        if lines.len() > FIELDS_MAX {
            return Err(PasteError::TooManyFields);
        }
        let mut fields: Vec<Field> = Vec::with_capacity(lines.len());
        for line in lines {
            let field = self.field(line, fields.last_mut());
            fields.push(field);
        }
        let whole = self.body.join("\n");
        let kept = whole.floor_char_boundary(BODY_KEPT_BYTES);
        let text = if whole.trim().is_empty() { String::new() } else { whole[..kept].to_owned() };
        let size_bytes = if text.is_empty() { 0 } else { whole.len() as u64 };
        let body = Body { truncated: kept < whole.len(), text, size_bytes };
        let head = format!("{}\r\n\r\n", self.head.join("\r\n"));
        Ok(Message { start_line: first.trim_end().to_owned(), fields, body, head })
    }

    /// A field line; one that continues the line before adds to it, and stays to be noticed.
    fn field(&self, line: &str, before: Option<&mut Field>) -> Field {
        let set_by = if self.is_response { SetBy::Server } else { SetBy::Client };
        if line.starts_with([' ', '\t']) {
            if let Some(before) = before.filter(|before| is_token(&before.name)) {
                before.value = format!("{} {}", before.value, line.trim());
            }
            return Field { name: line.to_owned(), value: String::new(), set_by, about: None };
        }
        // HTTP/2's own fields begin with a colon.
        let (name, value) = line.split_once(':').filter(|(name, _)| !name.is_empty()).unwrap_or((line, ""));
        Field { name: name.to_owned(), value: value.trim().to_owned(), set_by, about: None }
    }
}

/// True for `HTTP/1.1 401 Unauthorized` and `HTTP/2 401`; whether the code is one is for the rules to say.
fn is_status_line(line: &str) -> bool {
    line.strip_prefix("HTTP/").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// True for `GET /path HTTP/1.1`.
fn is_request_line(line: &str) -> bool {
    let mut words = line.trim_end().splitn(2, ' ');
    let (method, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let version = rest.rsplit_once(' ').map_or("", |(_, version)| version);
    is_token(method) && is_status_line(version)
}

/// True for what `curl -v` prints.
fn is_verbose(text: &str) -> bool {
    text.lines().any(|line| {
        let sent = line.strip_prefix("> ").is_some_and(is_request_line);
        sent || line.strip_prefix("< ").is_some_and(is_status_line)
    })
}

/// What `curl -v` prints: `>` before what was sent, `<` before what came, `*` before its own remarks.
fn verbose(text: &str) -> Vec<Part<'_>> {
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

/// Messages one after the other, as `curl -i` prints them and as our own raw text has them.
fn plain(text: &str) -> Result<Vec<Part<'_>>, PasteError> {
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

fn pair(parts: Vec<Part<'_>>) -> Result<Vec<Pasted>, PasteError> {
    let mut exchanges = Vec::new();
    let mut waiting = None;
    for part in parts {
        if !part.is_response {
            waiting = Some(part.message()?);
        } else if !is_interim(&part) {
            exchanges.push(Pasted { request: waiting.take(), response: part.message()? });
        }
        if exchanges.len() > EXCHANGES_MAX {
            return Err(PasteError::TooManyExchanges);
        }
    }
    if exchanges.is_empty() {
        return Err(if waiting.is_some() { PasteError::NoResponse } else { PasteError::Empty });
    }
    Ok(exchanges)
}

/// RFC 9110 15.2: a 1xx comes before the answer; 101 is the answer.
fn is_interim(part: &Part<'_>) -> bool {
    let code = part.head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
    code.len() == 3 && code.starts_with('1') && code != "101"
}
