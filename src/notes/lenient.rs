//! Reading challenges that are broken: what `auth::challenge` would drop is kept here, and every fault has its place.

use std::ops::Range;

use crate::auth::grammar::{is_token, is_token_byte, is_token68};
use crate::model::Field;

/// What is wrong with the syntax of a list of challenges (RFC 9110 11.6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    NoScheme,
    BadScheme,
    CommaAfterScheme,
    NoComma,
    Semicolon,
    OpenQuote,
    BareValue,
    NoValue,
    Blanks,
}

/// One line of `WWW-Authenticate`.
pub(super) struct Line<'a> {
    pub(super) field: &'a Field,
    pub(super) challenges: Vec<Challenge<'a>>,
    pub(super) faults: Vec<(Fault, Range<usize>)>,
}

/// One challenge, as far as it can be understood.
pub(super) struct Challenge<'a> {
    pub(super) field: &'a Field,
    pub(super) scheme: &'a str,
    /// The scheme's place in the value, in bytes.
    pub(super) range: Range<usize>,
    pub(super) token68: Option<&'a str>,
    pub(super) params: Vec<Param<'a>>,
}

/// One parameter.
pub(super) struct Param<'a> {
    /// As it was spelled.
    pub(super) name: &'a str,
    /// Without its quotes.
    pub(super) value: String,
    pub(super) quoted: bool,
    /// From the name to the end of the value, in bytes.
    pub(super) range: Range<usize>,
    /// Already found to be no value at all.
    pub(super) faulty: bool,
}

impl Challenge<'_> {
    /// True when the scheme has this name, in any case (RFC 9110 11.1).
    pub(super) fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    pub(super) fn find(&self, name: &str) -> Option<&Param<'_>> {
        self.params.iter().find(|param| param.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.find(name).map(|param| param.value.as_str())
    }
}

/// Reads one line to its end, whatever it holds.
pub(super) fn line(field: &Field) -> Line<'_> {
    let mut reader = Reader {
        text: &field.value,
        at: 0,
        line: Line { field, challenges: Vec::new(), faults: Vec::new() },
        before: Before::Separator,
    };
    // Some rules compare each item of a line with every other one.
    for _ in 0..ITEMS_MAX {
        if !reader.item() {
            break;
        }
    }
    reader.line
}

/// So many schemes and parameters of one line are read.
const ITEMS_MAX: usize = 256;

/// What stands before the item that comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Separator,
    /// A scheme, and nothing but blanks.
    Scheme,
    /// A scheme and a comma.
    SchemeAndComma,
    /// A whole parameter or token68, and no separator.
    Param,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: Line<'a>,
    before: Before,
}

/// Names that are parameters even when nothing follows their `=`.
const KNOWN: [&str; 8] = ["realm", "nonce", "qop", "charset", "error", "scope", "opaque", "algorithm"];

impl<'a> Reader<'a> {
    /// Reads the next item; false at the end.
    fn item(&mut self) -> bool {
        self.skip_separators();
        let start = self.at;
        let Some(first) = self.byte() else { return false };
        if first == b';' {
            self.at += 1;
            self.fault(Fault::Semicolon, start);
            self.before = Before::Separator;
            return true;
        }
        let word = self.run(is_token_byte);
        let after_word = self.at;
        let blanks = self.skip_blanks();
        if !word.is_empty() && self.byte() == Some(b'=') {
            self.param(word, start, blanks > 0);
            return true;
        }
        self.at = after_word;
        self.scheme(start);
        true
    }

    fn scheme(&mut self, start: usize) {
        // Whatever belongs to no token ends at a blank or a comma.
        self.run(|byte| !matches!(byte, b' ' | b'\t' | b',' | b';'));
        let raw = &self.text[start..self.at];
        if self.is_more_qop(raw) {
            return;
        }
        let name =
            raw.trim_matches(|character: char| !character.is_ascii() || !is_token_byte(character as u8));
        if name.is_empty() {
            self.fault(Fault::NoScheme, start);
            return;
        }
        if !is_token(raw) {
            self.fault(Fault::BadScheme, start);
        }
        if self.before == Before::Param {
            self.fault(Fault::NoComma, start);
        }
        let range = start..self.at;
        self.before = Before::Scheme;
        let token68 = (self.skip_blanks() > 0).then(|| self.token68()).flatten();
        let field = self.line.field;
        self.line.challenges.push(Challenge { field, scheme: name, range, token68, params: Vec::new() });
    }

    /// `qop=auth,auth-int` without quotes is one mistake, not another challenge.
    fn is_more_qop(&mut self, word: &str) -> bool {
        let last = self.line.challenges.last_mut().and_then(|challenge| challenge.params.last_mut());
        match last {
            Some(param) if param.name.eq_ignore_ascii_case("qop") && matches!(word, "auth" | "auth-int") => {
                param.value.push(',');
                param.value.push_str(word);
                param.range.end = self.at;
                true
            }
            _ => false,
        }
    }

    /// Takes a token68 only when nothing but the end of the challenge follows it.
    fn token68(&mut self) -> Option<&'a str> {
        let start = self.at;
        let word = self.run(|byte| !matches!(byte, b' ' | b'\t' | b','));
        let end = self.at;
        self.skip_blanks();
        let complete = matches!(self.byte(), None | Some(b','));
        let is_param = word.strip_suffix('=').is_some_and(|name| KNOWN.contains(&name));
        if complete && is_token68(word) && !is_param {
            self.at = end;
            self.before = Before::Param;
            return Some(word);
        }
        self.at = start;
        None
    }

    fn param(&mut self, name: &'a str, start: usize, blank_before: bool) {
        self.at += 1;
        let blank_after = self.skip_blanks() > 0 && !matches!(self.byte(), None | Some(b','));
        let (value, quoted, faulty) = self.value(start);
        if blank_before || blank_after {
            self.fault(Fault::Blanks, start);
        }
        match self.before {
            Before::Param => self.fault(Fault::NoComma, start),
            Before::SchemeAndComma => self.fault(Fault::CommaAfterScheme, start),
            Before::Scheme | Before::Separator => {}
        }
        self.before = Before::Param;
        let range = start..self.at;
        match self.line.challenges.last_mut() {
            Some(challenge) => challenge.params.push(Param { name, value, quoted, range, faulty }),
            None if self.line.faults.iter().any(|(fault, _)| *fault == Fault::NoScheme) => {}
            None => self.fault(Fault::NoScheme, start),
        }
    }

    /// The value that begins here, whether it was quoted, and whether a fault was found; `param` is where its name begins.
    fn value(&mut self, param: usize) -> (String, bool, bool) {
        let start = self.at;
        if self.byte() == Some(b'"') {
            let (value, closed) = self.quoted_string();
            if !closed {
                self.fault(Fault::OpenQuote, start);
            }
            return (value, true, !closed);
        }
        let word = self.run(|byte| !matches!(byte, b' ' | b'\t' | b',' | b';'));
        if self.words_follow() {
            self.run(|byte| byte != b',' && byte != b';');
        }
        let value = self.text[start..self.at].trim_end();
        self.at = start + value.len();
        if word.is_empty() {
            self.fault(Fault::NoValue, param);
        } else if !is_token(value) {
            self.fault(Fault::BareValue, start);
        }
        (value.to_owned(), false, word.is_empty() || !is_token(value))
    }

    /// True when what stands after a bare value is more of it: `realm=Members only`.
    fn words_follow(&mut self) -> bool {
        let end = self.at;
        if self.skip_blanks() == 0 {
            return false;
        }
        let more = !matches!(self.byte(), None | Some(b',' | b';'));
        self.run(is_token_byte);
        self.skip_blanks();
        let is_param = self.byte() == Some(b'=');
        self.at = end;
        more && !is_param
    }

    fn quoted_string(&mut self) -> (String, bool) {
        let mut value = String::new();
        let inside = &self.text[self.at + 1..];
        let mut characters = inside.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.at += 1 + at + 1;
                    return (value, true);
                }
                '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
                other => value.push(other),
            }
        }
        self.at = self.text.len();
        (value, false)
    }

    fn fault(&mut self, fault: Fault, start: usize) {
        self.line.faults.push((fault, start..self.at.max(start)));
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn run(&mut self, belongs: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        // Bytes above 127 belong together, so that no character is cut.
        let end = rest.bytes().position(|byte| !belongs(byte)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn skip_blanks(&mut self) -> usize {
        self.run(|byte| matches!(byte, b' ' | b'\t')).len()
    }

    /// Empty list items are allowed (RFC 9110 5.6.1.2).
    fn skip_separators(&mut self) {
        if self.run(|byte| matches!(byte, b' ' | b'\t' | b',')).contains(',') {
            self.before =
                if self.before == Before::Scheme { Before::SchemeAndComma } else { Before::Separator };
        }
    }
}
