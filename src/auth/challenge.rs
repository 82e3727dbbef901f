//! Reading `WWW-Authenticate`: a list of challenges in which commas separate both challenges and parameters (RFC 9110 11.6.1).

use super::grammar::{is_token_byte, is_token68};

/// One challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// As it was spelled.
    pub scheme: String,
    /// The old form without names, used by Negotiate (RFC 9110 11.2).
    pub token68: Option<String>,
    /// Names in lower case, values without their quotes, in order.
    pub params: Vec<(String, String)>,
}

impl Challenge {
    /// Reads one field value. What cannot be read ends the list: a client has to use what it understood.
    #[must_use]
    pub fn parse_list(value: &str) -> Vec<Self> {
        Self::read(value).0
    }

    /// Reads one field value, of which nothing may be left over.
    #[must_use]
    pub fn parse_whole(value: &str) -> Option<Vec<Self>> {
        let (challenges, is_whole) = Self::read(value);
        is_whole.then_some(challenges)
    }

    /// The challenges that could be read, and whether that was all.
    fn read(value: &str) -> (Vec<Self>, bool) {
        let mut reader = Reader::new(value);
        let mut challenges: Vec<Self> = Vec::new();
        loop {
            reader.skip_separators();
            let Some(word) = reader.token() else {
                let is_whole = reader.rest.is_empty();
                return (challenges, is_whole);
            };
            let blanks = reader.skip_blanks();
            if reader.rest.starts_with('=') && !challenges.is_empty() {
                // Still a parameter of the challenge before.
                let Some(value) = reader.skip_equals().then(|| reader.value()).flatten() else {
                    return (challenges, false);
                };
                if let Some(current) = challenges.last_mut() {
                    current.params.push((word.to_ascii_lowercase(), value));
                }
                continue;
            }
            let mut challenge = Self { scheme: word.to_owned(), token68: None, params: Vec::new() };
            if blanks > 0 {
                challenge.token68 = reader.token68();
            }
            challenges.push(challenge);
        }
    }

    /// True when the scheme has this name, in any case (RFC 9110 11.1).
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// The value of a parameter, by its lower-case name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Takes a field value apart, piece by piece.
pub(super) struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(value: &'a str) -> Self {
        Self { rest: value }
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn skip_blanks(&mut self) -> usize {
        let trimmed = self.rest.trim_start_matches([' ', '\t']);
        let skipped = self.rest.len() - trimmed.len();
        self.rest = trimmed;
        skipped
    }

    /// Empty list items are allowed (RFC 9110 5.6.1.2).
    pub(super) fn skip_separators(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', ',']);
    }

    pub(super) fn token(&mut self) -> Option<&'a str> {
        let end = self.rest.bytes().position(|byte| !is_token_byte(byte)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    /// Takes a token68 only when nothing but the end of the challenge follows it.
    fn token68(&mut self) -> Option<String> {
        let end = self.rest.find([',', ' ', '\t']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let ends_challenge = rest.trim_start_matches([' ', '\t']);
        let complete = ends_challenge.is_empty() || ends_challenge.starts_with(',');
        // `realm=` alone is a parameter that lacks its value, not a token68 worth showing.
        if complete && is_token68(word) {
            self.rest = rest;
            return Some(word.to_owned());
        }
        None
    }

    /// Skips the sign between a name and its value, and the blanks after it; false when it is not there.
    pub(super) fn skip_equals(&mut self) -> bool {
        let Some(rest) = self.rest.strip_prefix('=') else { return false };
        self.rest = rest;
        self.skip_blanks();
        true
    }

    /// A value, bare or quoted.
    pub(super) fn value(&mut self) -> Option<String> {
        if let Some(quoted) = self.rest.strip_prefix('"') {
            return self.quoted_string(quoted);
        }
        self.token().map(str::to_owned)
    }

    fn quoted_string(&mut self, inside: &'a str) -> Option<String> {
        let mut value = String::new();
        let mut characters = inside.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.rest = &inside[at + 1..];
                    return Some(value);
                }
                '\\' => value.push(characters.next()?.1),
                other => value.push(other),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Challenge;

    fn read(value: &str) -> Vec<(String, Option<String>, Vec<(String, String)>)> {
        Challenge::parse_list(value).into_iter().map(|c| (c.scheme, c.token68, c.params)).collect()
    }

    fn params(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    /// Scheme, token68, parameters.
    type Row<'a> = (&'a str, Option<&'a str>, &'a [(&'a str, &'a str)]);

    #[test]
    fn a_challenge_is_read_in_every_allowed_form() {
        let cases: &[(&str, &[Row<'_>])] = &[
            (
                r#"Basic realm="demo/basic", charset="UTF-8""#,
                &[("Basic", None, &[("realm", "demo/basic"), ("charset", "UTF-8")])],
            ),
            ("Bearer", &[("Bearer", None, &[])]),
            ("Negotiate YII=", &[("Negotiate", Some("YII="), &[])]),
            (
                r#"Bearer realm="a", Basic realm="b""#,
                &[("Bearer", None, &[("realm", "a")]), ("Basic", None, &[("realm", "b")])],
            ),
            (
                r#",, Basic  Realm = "x\"y" ,,, Bearer"#,
                &[("Basic", None, &[("realm", "x\"y")]), ("Bearer", None, &[])],
            ),
            (
                r#"Digest realm="r", qop="auth", algorithm=SHA-256, stale=true"#,
                &[(
                    "Digest",
                    None,
                    &[("realm", "r"), ("qop", "auth"), ("algorithm", "SHA-256"), ("stale", "true")],
                )],
            ),
            ("", &[]),
        ];
        for (value, expected) in cases {
            let expected: Vec<_> = expected
                .iter()
                .map(|(scheme, token68, list)| {
                    ((*scheme).to_owned(), token68.map(str::to_owned), params(list))
                })
                .collect();
            assert_eq!(read(value), expected, "{value}");
        }
    }

    #[test]
    fn what_cannot_be_read_ends_the_list_and_never_panics() {
        for value in
            ["Basic realm=\"open", "\"", "=", "Basic =", "Basic realm=", "Bäsic x", "Basic realm=\"\\"]
        {
            let _ = Challenge::parse_list(value);
        }
        assert_eq!(read(r#"Basic realm="open"#)[0].2, params(&[]));
    }
}
