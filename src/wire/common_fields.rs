//! Fields that many responses have alike. To put each of them into each response, and to write it from there, would take a sixth
//! of an answer: in HTTP/1 they are written as the lines that were made of them once, at the end of the head.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};

use super::spelling;

/// Fields, each name once, and their lines.
pub struct CommonFields {
    fields: Vec<(HeaderName, HeaderValue)>,
    lines: Vec<u8>,
}

impl CommonFields {
    /// Makes the lines.
    #[must_use]
    pub fn new(fields: impl IntoIterator<Item = (HeaderName, HeaderValue)>) -> Self {
        let fields: Vec<_> = fields.into_iter().collect();
        let mut lines = Vec::new();
        for (name, value) in &fields {
            let mut line = [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat();
            spelling::spell(&mut line);
            lines.append(&mut line);
        }
        Self { fields, lines }
    }

    /// Gives these fields to a response; what it says itself stays.
    pub fn give<B>(&'static self, response: &mut Response<B>) {
        let has_own = response.headers().keys().any(|own| self.fields.iter().any(|(name, _)| name == own));
        if has_own {
            self.add(response.headers_mut());
        } else {
            response.extensions_mut().insert(self);
        }
    }

    /// The fields that were given to a response and are not among its own yet.
    #[must_use]
    pub fn of<B>(response: &Response<B>) -> Option<&'static Self> {
        response.extensions().get().copied()
    }

    /// The fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.fields.iter().map(|(name, value)| (name, value))
    }

    /// As they are written in HTTP/1, each with its line end.
    pub(super) fn lines(&self) -> &[u8] {
        &self.lines
    }

    /// Adds those that are missing.
    pub(super) fn add(&self, to: &mut HeaderMap) {
        to.reserve(self.fields.len());
        for (name, value) in &self.fields {
            to.entry(name).or_insert_with(|| value.clone());
        }
    }
}
