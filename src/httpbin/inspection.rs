//! `headers` and `get`: a request, told back as JSON in httpbin's shape.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderName};
use axum::response::Response;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::refusal::Refusal;
use super::router::Asked;
use super::{answer, cookies};
use crate::demo::Origin;
use crate::wire::Peer;

#[derive(Serialize)]
struct Headers<'a> {
    headers: Fields<'a>,
}

#[derive(Serialize)]
struct Get<'a> {
    args: BTreeMap<String, OneOrMore>,
    headers: Fields<'a>,
    origin: String,
    url: String,
}

/// A value, or a list where a name comes again.
#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

pub(super) fn headers(asked: &Asked<'_>) -> Result<Response, Refusal> {
    Ok(answer::json(&Headers { headers: Fields::of(asked) }))
}

pub(super) fn request(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let parts = asked.parts;
    let mut args = BTreeMap::new();
    for (name, value) in asked.query() {
        match args.remove(&name) {
            None => args.insert(name, OneOrMore::One(value)),
            Some(OneOrMore::One(first)) => args.insert(name, OneOrMore::More(vec![first, value])),
            Some(OneOrMore::More(mut values)) => {
                values.push(value);
                args.insert(name, OneOrMore::More(values))
            }
        };
    }
    // What a proxy says about itself is not believed.
    let origin = match parts.extensions.get() {
        Some(Peer::Address(address)) => address.to_string(),
        Some(Peer::Memory) | None => "127.0.0.1".to_owned(),
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let url = Origin::of(asked.httpbin.origin.as_deref(), &parts.headers).to_string() + target;
    Ok(answer::json(&Get { args, headers: Fields::of(asked), origin, url }))
}

/// Header fields, each name once and with its words capitalised; cookies that are ours are left out,
/// because a script must not learn what `HttpOnly` keeps from it.
struct Fields<'a> {
    headers: &'a HeaderMap,
    shows_env: bool,
}

impl<'a> Fields<'a> {
    fn of(asked: &Asked<'a>) -> Self {
        let shows_env = asked.query().any(|(name, _)| name == "show_env");
        Self { headers: &asked.parts.headers, shows_env }
    }
}

/// What proxies and hosts write; as with httpbin it is only told to who asks for it with `show_env`.
const ENV: [&str; 15] = [
    "connect-time",
    "total-route-time",
    "via",
    "x-forwarded-for",
    "x-forwarded-port",
    "x-forwarded-proto",
    "x-forwarded-protocol",
    "x-forwarded-ssl",
    "x-heroku-dynos-in-use",
    "x-heroku-queue-depth",
    "x-heroku-queue-wait-time",
    "x-real-ip",
    "x-request-id",
    "x-request-start",
    "x-varnish",
];

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let shown = |name: &&HeaderName| self.shows_env || ENV.binary_search(&name.as_str()).is_err();
        for name in self.headers.keys().filter(shown) {
            let value =
                if name == COOKIE { cookies::theirs(self.headers) } else { value(self.headers, name) };
            if let Some(value) = value {
                map.serialize_entry(&Capitalised(name), &value)?;
            }
        }
        map.end()
    }
}

/// The values of all lines with this name (RFC 9110 5.3).
fn value<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Cow<'a, str>> {
    let mut values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    let first = values.next()?;
    Some(values.fold(first, |all, next| all + "," + next))
}

/// `x-api-key` as `X-Api-Key`.
struct Capitalised<'a>(&'a HeaderName);

impl fmt::Display for Capitalised<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, word) in self.0.as_str().split('-').enumerate() {
            if nth > 0 {
                f.write_str("-")?;
            }
            let (first, rest) = word.split_at(word.len().min(1));
            write!(f, "{}{rest}", first.to_ascii_uppercase())?;
        }
        Ok(())
    }
}

impl Serialize for Capitalised<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
