//! An exchange as the rules look at it: the two messages, and what several rules want to know about them.

use serde_json::Value;

use super::lenient::{self, Challenge, Line};
use crate::auth::grammar::is_token;
use crate::model::{Field, Message};

/// What is known of earlier exchanges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Past {
    #[default]
    Nothing,
    /// An answer with this nonce and this count was accepted once before.
    ProofAccepted,
}

/// An exchange; the request is absent when only a response was pasted.
pub(super) struct Seen<'a> {
    pub(super) request: Option<&'a Message>,
    pub(super) response: &'a Message,
    pub(super) past: Past,
    /// 0 when the status line cannot be read.
    pub(super) status: u16,
    /// The lines of `WWW-Authenticate`, read as far as they can be.
    pub(super) lines: Vec<Line<'a>>,
    /// The lines of `Proxy-Authenticate`, which has the same grammar (RFC 9110 11.7.1).
    pub(super) proxy_lines: Vec<Line<'a>>,
    /// The content of the response in lower case, as far as rules look.
    pub(super) words: String,
    /// The content of the response, when it is a JSON object.
    pub(super) json: Option<Value>,
}

/// Sentences that explain a status stand at the beginning.
const WORDS_BYTES: usize = 8 * 1024;

impl<'a> Seen<'a> {
    pub(super) fn new(request: Option<&'a Message>, response: &'a Message, past: Past) -> Self {
        let lines = named(response, "www-authenticate").map(lenient::line).collect();
        let proxy_lines = named(response, "proxy-authenticate").map(lenient::line).collect();
        let body = &response.body.text;
        let words = body[..body.floor_char_boundary(WORDS_BYTES)].to_lowercase();
        let json = serde_json::from_str(body).ok().filter(Value::is_object);
        let status = status(&response.start_line);
        Self { request, response, past, status, lines, proxy_lines, words, json }
    }

    pub(super) fn is(&self, status: u16) -> bool {
        self.status == status
    }

    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The first field of the response with this name.
    pub(super) fn field(&self, name: &'a str) -> Option<&'a Field> {
        self.fields(name).next()
    }

    /// All fields of the response with this name.
    pub(super) fn fields(&self, name: &'a str) -> impl Iterator<Item = &'a Field> + use<'a> {
        named(self.response, name)
    }

    /// The first field of the request with this name.
    pub(super) fn asked(&self, name: &'a str) -> Option<&'a Field> {
        self.all_asked(name).next()
    }

    /// All fields of the request with this name.
    pub(super) fn all_asked(&self, name: &'a str) -> impl Iterator<Item = &'a Field> + use<'a> {
        self.request.into_iter().flat_map(move |request| named(request, name))
    }

    /// The method; empty when the request is not known.
    pub(super) fn method(&self) -> &'a str {
        self.request_word(0)
    }

    /// The request target; empty when the request is not known.
    pub(super) fn target(&self) -> &'a str {
        self.request_word(1)
    }

    fn request_word(&self, nth: usize) -> &'a str {
        self.request.and_then(|request| request.start_line.split(' ').nth(nth)).unwrap_or_default()
    }

    /// The lines with challenges of the server and of a proxy.
    pub(super) fn all_lines(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().chain(&self.proxy_lines)
    }

    /// The challenges of the server.
    pub(super) fn challenges(&self) -> impl Iterator<Item = &Challenge<'a>> {
        self.lines.iter().flat_map(|line| &line.challenges)
    }

    /// The challenges of the server and of a proxy.
    pub(super) fn all_challenges(&self) -> impl Iterator<Item = &Challenge<'a>> {
        self.all_lines().flat_map(|line| &line.challenges)
    }

    /// What follows the scheme in the request's `Authorization`, when it has this scheme.
    pub(super) fn credentials(&self, scheme: &str) -> Option<(&'a Field, &'a str)> {
        let field = self.asked("authorization")?;
        after_scheme(field, scheme).map(|rest| (field, rest))
    }

    /// The fields of the request that hold credentials, for the server or for a proxy.
    pub(super) fn credential_fields(&self) -> impl Iterator<Item = &'a Field> + use<'a> {
        self.all_asked("authorization").chain(self.all_asked("proxy-authorization"))
    }

    /// True when one of the phrases stands in the content of the response.
    pub(super) fn says(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.words.contains(phrase))
    }

    /// A text in the JSON object that the response contains.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.json.as_ref()?.get(key)?.as_str()
    }

    /// A directive of the response's `Cache-Control`: its value, empty when it has none (RFC 9111 5.2).
    pub(super) fn directive(&self, name: &str) -> Option<&'a str> {
        self.directive_in(name).map(|(_, value)| value)
    }

    /// The same, with the line that it stands on.
    pub(super) fn directive_in(&self, name: &str) -> Option<(&'a Field, &'a str)> {
        let lines = self.fields("cache-control");
        lines.flat_map(|field| field.value.split(',').map(move |directive| (field, directive))).find_map(
            |(field, directive)| {
                let (known, value) = directive.trim().split_once('=').unwrap_or((directive.trim(), ""));
                known.eq_ignore_ascii_case(name).then(|| (field, value.trim_matches('"')))
            },
        )
    }

    /// The start line of the response, when a condition holds.
    pub(super) fn when(&self, holds: bool) -> Vec<super::rule::Found> {
        if holds { vec![super::rule::Found::start(self.response)] } else { Vec::new() }
    }
}

/// All fields of a message with this name; a blank before the colon has a rule of its own.
pub(super) fn named<'a>(message: &'a Message, name: &'a str) -> impl Iterator<Item = &'a Field> + use<'a> {
    message.fields.iter().filter(move |field| field.name.trim_end().eq_ignore_ascii_case(name))
}

/// What follows the scheme in credentials, when they have this scheme (RFC 9110 11.4).
pub(super) fn after_scheme<'a>(field: &'a Field, scheme: &str) -> Option<&'a str> {
    let (name, rest) = field.value.split_once(' ').unwrap_or((&field.value, ""));
    name.eq_ignore_ascii_case(scheme).then(|| rest.trim_start_matches(' '))
}

/// True when a list names this method; its case matters (RFC 9110 9.1).
pub(super) fn allows(value: &str, method: &str) -> bool {
    value.split(',').any(|item| item.trim() == method)
}

/// True when a list field names this token, in any case.
pub(super) fn lists(value: &str, token: &str) -> bool {
    value.split(',').any(|item| item.trim().eq_ignore_ascii_case(token))
}

/// True when the field with this name lists this token, in any of its lines.
pub(super) fn any_lists<'a>(mut fields: impl Iterator<Item = &'a Field>, token: &str) -> bool {
    fields.any(|field| lists(&field.value, token))
}

/// The pairs of a target's query, undecoded.
pub(super) fn query(target: &str) -> impl Iterator<Item = (&str, &str)> {
    let query =
        target.split('#').next().and_then(|target| target.split_once('?')).map_or("", |(_, query)| query);
    query.split('&').filter_map(|pair| pair.split_once('='))
}

/// The code of a status line of any version: `HTTP/1.1 401 Unauthorized`, `HTTP/2 401`.
pub(super) fn status(line: &str) -> u16 {
    line.split(' ')
        .nth(1)
        .filter(|code| is_token(code))
        .and_then(|code| code.parse().ok())
        .unwrap_or_default()
}
