//! The block `http-live`: a request that is really made when the page is rendered, and what the page promises about the answer.

use base64ct::{Base64, Encoding};

use super::digest_order::DigestOrder;

/// A request to be executed, with its promise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Live {
    /// What the author calls it; may be empty.
    pub caption: String,
    pub method: String,
    /// With the leading slash; may hold placeholders.
    pub target: String,
    /// Field lines, which may hold placeholders.
    pub headers: Vec<String>,
    pub body: String,
    pub promised_status: u16,
    /// Field lines that the response must hold, exactly so.
    pub promised_fields: Vec<String>,
}

/// A value that is made when the request is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placeholder<'a> {
    /// Base64 of `user:password`.
    Basic(&'a str),
    /// A token from the token endpoint, with these form fields.
    Token(Vec<(&'a str, &'a str)>),
    /// The value of a session cookie for `user:password`, made so many seconds ago.
    Session { pair: &'a str, age_seconds: i64 },
    /// What `forbidden/csrf/` hands out to `user:password`.
    Csrf(&'a str),
    /// The query of a link that is signed for so many seconds; below zero it has ended so long ago.
    Link { lifetime_seconds: &'a str },
    /// The parameters of an answer by the Digest scheme to a challenge of the same address.
    Digest(DigestOrder<'a>),
}

impl Live {
    /// Reads a block.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn parse(caption: &str, text: &str) -> Result<Self, String> {
        let (request, promise) = text
            .split_once("\n---\n")
            .ok_or("an http-live block needs a line `---` between the request and its promise")?;
        let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
        let mut lines = head.lines();
        let (method, target) = lines
            .next()
            .and_then(|line| line.strip_suffix(" HTTP/1.1")?.split_once(' '))
            .ok_or("an http-live block begins with a request line such as `GET /demo/basic/ HTTP/1.1`")?;
        if !target.starts_with("/demo/") {
            return Err(format!("{target} is not below /demo/"));
        }
        let without =
            placeholders(target)?.iter().fold(target.to_owned(), |text, (whole, _)| text.replace(whole, ""));
        if without.contains(' ') {
            return Err(format!("the request line has a blank in {target}"));
        }
        let mut promise = promise.lines().filter(|line| !line.is_empty());
        let promised_status = promise
            .next()
            .and_then(|line| line.trim().parse().ok())
            .ok_or("after `---` an http-live block promises a status code")?;
        let headers: Vec<String> = lines.map(str::to_owned).collect();
        for header in &headers {
            placeholders(header)?;
        }
        Ok(Self {
            caption: caption.to_owned(),
            method: method.to_owned(),
            target: target.to_owned(),
            headers,
            body: body.to_owned(),
            promised_status,
            promised_fields: promise.map(str::to_owned).collect(),
        })
    }

    /// True when it holds what one lab hands out and another refuses.
    #[must_use]
    pub fn is_of_one_lab(&self) -> bool {
        let lines = self.headers.iter().chain([&self.target]);
        let mut found = lines.flat_map(|line| placeholders(line).unwrap_or_default());
        found.any(|(_, placeholder)| !matches!(placeholder, Placeholder::Basic(_)))
    }
}

/// The placeholders of a line, each with its whole text.
///
/// # Errors
/// When one is unknown or not closed.
pub fn placeholders(line: &str) -> Result<Vec<(&str, Placeholder<'_>)>, String> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find("{{") {
        let length = rest[start..].find("}}").ok_or("a placeholder is not closed with `}}`")? + 2;
        let whole = &rest[start..start + length];
        let mut words = whole[2..length - 2].split_ascii_whitespace();
        let placeholder = match (words.next(), words.clone().next()) {
            (Some("digest"), _) => Placeholder::Digest(DigestOrder::read(words)?),
            (Some("basic"), Some(pair)) => Placeholder::Basic(pair),
            (Some("session"), Some(pair)) => {
                let age = match (words.nth(1), words.next()) {
                    (None, _) => Some(0),
                    (Some(word), None) => word.strip_prefix("age=").and_then(|age| age.parse().ok()),
                    _ => None,
                };
                let age_seconds =
                    age.ok_or_else(|| format!("{whole} takes user:password and age=seconds"))?;
                Placeholder::Session { pair, age_seconds }
            }
            (Some("csrf"), Some(pair)) => Placeholder::Csrf(pair),
            (Some("link"), Some(word)) => Placeholder::Link {
                lifetime_seconds: word
                    .strip_prefix("lifetime=")
                    .ok_or_else(|| format!("{whole} takes lifetime=seconds"))?,
            },
            (Some("token"), _) => Placeholder::Token(
                words
                    .map(|word| word.split_once('=').ok_or_else(|| format!("`{word}` is not name=value")))
                    .collect::<Result<_, _>>()?,
            ),
            _ => return Err(format!("the placeholder {whole} is unknown")),
        };
        found.push((whole, placeholder));
        rest = &rest[start + length..];
    }
    Ok(found)
}

/// The form that logs `user:password` in.
#[must_use]
pub fn login_form(pair: &str) -> [(&str, &str); 2] {
    let (user, password) = pair.split_once(':').unwrap_or((pair, ""));
    [("user", user), ("password", password)]
}

/// The value of a cookie in a `Set-Cookie` field.
#[must_use]
pub fn cookie_value(set_cookie: &str) -> Option<&str> {
    set_cookie.split(';').next()?.split_once('=').map(|(_, value)| value.trim())
}

/// The value of a Basic placeholder.
#[must_use]
pub fn basic_value(pair: &str) -> String {
    Base64::encode_string(pair.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_read_whole() {
        let live = Live::parse(
            "Nobody",
            "POST /demo/token HTTP/1.1\nA: {{basic a:b}}\n\nsub=alice\n---\n200\nB: c\n",
        )
        .expect("valid");
        assert_eq!((&*live.method, &*live.target, &*live.body), ("POST", "/demo/token", "sub=alice"));
        assert_eq!((live.promised_status, live.promised_fields), (200, vec!["B: c".to_owned()]));
    }

    #[test]
    fn a_placeholder_may_stand_in_the_target_too() {
        let live = Live::parse("", "GET /demo/forbidden/signed/?{{link lifetime=60}} HTTP/1.1\n---\n200")
            .expect("valid");
        let target = "/demo/forbidden/signed/?{{link lifetime=60}}";
        let link = ("{{link lifetime=60}}", Placeholder::Link { lifetime_seconds: "60" });
        assert_eq!((&*live.target, placeholders(&live.target)), (target, Ok(vec![link])));
        assert!(live.is_of_one_lab());
        let anywhere =
            Live::parse("", "GET /demo/basic/ HTTP/1.1\nA: {{basic a:b}}\n---\n200").expect("valid");
        assert!(!anywhere.is_of_one_lab());
    }

    #[test]
    fn what_is_wrong_with_a_block_is_said() {
        for (text, says) in [
            ("GET /demo/ HTTP/1.1", "---"),
            ("GET /demo/\n---\n200", "request line"),
            ("GET /demo/ x HTTP/1.1\n---\n200", "blank"),
            ("GET /demo/?{{link 60}} HTTP/1.1\n---\n200", "lifetime=seconds"),
            ("GET /x HTTP/1.1\n---\n200", "not below"),
            ("GET /demo/ HTTP/1.1\n---\nOK", "status"),
            ("GET /demo/ HTTP/1.1\nA: {{basic a:b\n---\n200", "closed"),
            ("GET /demo/ HTTP/1.1\nA: {{negotiate a:b}}\n---\n200", "unknown"),
            ("GET /demo/ HTTP/1.1\nA: {{digest}}\n---\n200", "user:password"),
            ("GET /demo/ HTTP/1.1\nA: {{digest a:b twice}}\n---\n200", "used"),
            ("GET /demo/ HTTP/1.1\nA: {{token alice}}\n---\n200", "name=value"),
            ("GET /demo/ HTTP/1.1\nA: {{session a:b ttl=1}}\n---\n200", "age=seconds"),
            ("GET /demo/ HTTP/1.1\nA: {{session a:b age=1 x}}\n---\n200", "age=seconds"),
        ] {
            let error = Live::parse("", text).expect_err(text);
            assert!(error.contains(says), "{error}");
        }
    }
}
