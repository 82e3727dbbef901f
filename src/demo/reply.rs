//! What a door says when it opens.

use axum::http::header::LOCATION;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use crate::auth::Account;

/// An answer, before the fields that every answer has.
pub struct Reply {
    pub status: StatusCode,
    /// Absent where there is no content.
    pub content_type: Option<HeaderValue>,
    pub body: Vec<u8>,
    pub fields: Vec<(HeaderName, HeaderValue)>,
}

/// What is said to somebody who is known.
#[derive(Serialize)]
struct Known<'a> {
    authenticated: bool,
    user: &'a str,
    role: &'a str,
    scheme: &'a str,
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

impl Reply {
    /// 200 with a JSON body.
    #[must_use]
    pub fn json(value: &impl Serialize) -> Self {
        let mut body = serde_json::to_vec_pretty(value).expect("our own types serialise");
        body.push(b'\n');
        Self { status: StatusCode::OK, content_type: Some(JSON), body, fields: Vec::new() }
    }

    /// 200 for somebody who is known.
    #[must_use]
    pub fn authenticated(account: &Account, scheme: &str) -> Self {
        Self::json(&Known { authenticated: true, user: account.user, role: account.role.name(), scheme })
    }

    /// A small page of fixed text; the sentences must not hold anything that a visitor sent.
    #[must_use]
    pub fn page(status: StatusCode, title: &str, sentences: &str) -> Self {
        let body = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>{title}</title>\n<h1>{title}</h1>\n{sentences}\n</html>\n"
        );
        Self { status, content_type: Some(HTML), body: body.into_bytes(), fields: Vec::new() }
    }

    /// 303: the answer is at another address of this origin (RFC 9110 15.4.4).
    #[must_use]
    pub fn see_other(path: &str) -> Self {
        let location = HeaderValue::try_from(path).expect("our own paths are ASCII");
        Self::empty(StatusCode::SEE_OTHER).with(LOCATION, location)
    }

    /// No content, as an answer to OPTIONS.
    #[must_use]
    pub fn empty(status: StatusCode) -> Self {
        Self { status, content_type: None, body: Vec::new(), fields: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.fields.push((name, value));
        self
    }
}
