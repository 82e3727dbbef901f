//! A request as a door sees it: parsed, with the lab's time, and without any way to reach the outside.

use std::net::IpAddr;

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, Uri};
use bytes::Bytes;

use super::negotiation::{Origin, is_navigation};
use crate::labs::{Keys, Lab};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// A request at a door.
pub struct Knock<'a> {
    pub lab: &'a Lab,
    pub keys: &'a Keys,
    pub method: &'a Method,
    pub uri: &'a Uri,
    pub origin: Origin<'a>,
    /// The path of the lab, with its last slash.
    pub base: &'a str,
    /// Where the connection comes from; absent for what this program sends to itself.
    pub address: Option<IpAddr>,
    /// The exchange's id; absent where nothing is recorded.
    pub id: Option<&'a str>,
    pub query: &'a str,
    /// The values of the door's placeholders.
    pub params: matchit::Params<'a, 'a>,
    pub headers: &'a HeaderMap,
    pub body: &'a Bytes,
    /// The lab's time, in seconds since 1970.
    pub now: i64,
}

impl<'a> Knock<'a> {
    /// The values of all `Authorization` lines.
    #[must_use]
    pub fn authorization(&self) -> Vec<&'a [u8]> {
        self.headers.get_all(AUTHORIZATION).iter().map(axum::http::HeaderValue::as_bytes).collect()
    }

    /// True for a browser that opens an address or sends a form.
    #[must_use]
    pub fn is_navigation(&self) -> bool {
        is_navigation(self.headers)
    }

    /// The realm of a door: the lab's name, a slash, the door's.
    #[must_use]
    pub fn realm(&self, door: &str) -> String {
        format!("{}/{door}", self.lab.id)
    }

    /// The first value of a query parameter, decoded.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<String> {
        self.query_fields().find_map(|(key, value)| (key == name).then_some(value))
    }

    /// All query parameters, decoded.
    pub fn query_fields(&self) -> impl Iterator<Item = (String, String)> {
        form_fields(self.query.as_bytes())
    }

    /// A query parameter that is a switch: `0`, `1` or absent, which is `0`.
    ///
    /// # Errors
    /// `InvalidParameter` for any other value.
    pub fn query_switch(&self, name: &'static str, ladder: &mut Ladder) -> Result<bool, Refusal> {
        self.query_choice(name, &[("0", false), ("1", true)], ladder)
    }

    /// A query parameter that takes one of a few words, each with its meaning; absent, it is the first.
    ///
    /// # Errors
    /// `InvalidParameter` for any other value.
    pub fn query_choice<T: Copy>(
        &self,
        name: &'static str,
        choices: &[(&'static str, T)],
        ladder: &mut Ladder,
    ) -> Result<T, Refusal> {
        let given = self.query_value(name);
        let chosen = match given.as_deref() {
            None => choices.first(),
            Some(given) => choices.iter().find(|(word, _)| *word == given),
        };
        if let Some((_, meaning)) = chosen {
            return Ok(*meaning);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        Err(ladder.stop(
            Rung::Door,
            Reason::InvalidParameter,
            Finding::new(format!("The parameter {name} takes {}.", words.join(" or ")), "RFC 9110 15.5.1")
                .remedy(format!("{name}={}.", words.join(&format!(" or {name}="))))
                .at(Evidence::Target),
        ))
    }
}

/// True for the target of a request as it crossed the wire: the path and the query, or all of an absolute one
/// (RFC 9112 3.2).
#[must_use]
pub fn is_target(uri: &Uri, text: &str) -> bool {
    let path_and_query = uri.path_and_query().map_or("/", |target| target.as_str());
    let absolute = uri.authority().map(|_| uri.to_string());
    text == path_and_query || absolute.is_some_and(|absolute| text == absolute)
}

/// The fields of a form or a query.
pub fn form_fields(bytes: &[u8]) -> impl Iterator<Item = (String, String)> {
    serde_urlencoded::from_bytes::<Vec<(String, String)>>(bytes).unwrap_or_default().into_iter()
}
