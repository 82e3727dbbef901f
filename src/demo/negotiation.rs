//! From what a door decided to a response: problem details or a small page, and the fields that every answer has.

use axum::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, HOST, LINK, REFERRER_POLICY, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use bytes::Bytes;

use super::{Demo, Reply, broken};
use crate::error;
use crate::model::{Ladder, Problem, Refusal};

const KNOCK_EXCHANGE: HeaderName = HeaderName::from_static("knock-exchange");
const KNOCK_BROKEN: HeaderName = HeaderName::from_static("knock-broken");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The fields of every answer of the demo, whatever it says.
pub static COMMON: [(HeaderName, HeaderValue); 8] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Authorization, Content-Type, X-API-Key")),
    (
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(
            "WWW-Authenticate, Authentication-Info, Retry-After, Location, Link, Knock-Exchange",
        ),
    ),
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
    ),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (RESOURCE_POLICY, HeaderValue::from_static("cross-origin")),
];

/// As many fields as an answer usually has, so that their table grows once.
const FIELDS_EXPECTED: usize = 16;

/// The circumstances of an answer.
pub(super) struct Shown<'a> {
    pub demo: &'a Demo,
    pub parts: &'a Parts,
    pub origin: &'a str,
    /// Absent where nothing is recorded.
    pub id: Option<&'a str>,
    /// The name of an exhibit of the museum.
    pub exhibit: Option<&'static str>,
}

/// The origin under which visitors see us: the configured one, or what the request itself says.
#[must_use]
pub fn origin(configured: Option<&str>, headers: &HeaderMap) -> String {
    if let Some(origin) = configured {
        return origin.to_owned();
    }
    let host = headers.get(HOST).and_then(|value| value.to_str().ok()?.parse::<Authority>().ok());
    host.map_or_else(|| "http://localhost".to_owned(), |host| format!("http://{host}"))
}

/// The response to what a door decided.
pub(super) fn respond(
    shown: &Shown<'_>,
    answered: Result<Reply, Refusal>,
    ladder: &Ladder,
) -> Response<Bytes> {
    let reply = answered.unwrap_or_else(|refusal| refused(shown, &refusal, ladder));
    let mut response = Response::new(Bytes::from(reply.body));
    *response.status_mut() = reply.status;
    let fields = response.headers_mut();
    fields.reserve(FIELDS_EXPECTED);
    if !reply.content_type.is_empty() {
        fields.insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    }
    for (name, value) in reply.fields {
        fields.append(name, value);
    }
    shown.demo.spelling.apply(&mut response);
    add_fields(response.headers_mut(), shown);
    response
}

fn refused(shown: &Shown<'_>, refusal: &Refusal, ladder: &Ladder) -> Reply {
    let status = error::status(refusal.reason);
    let problem = Problem {
        kind: format!("{}{}", shown.origin, error::explained_at(refusal.reason)),
        title: error::title(refusal.reason).to_owned(),
        status: status.as_u16(),
        detail: refusal.public_detail.unwrap_or_else(|| ladder.last_detail()).to_owned(),
        instance: shown.id.map(|id| format!("/x/{id}")),
        error: error::oauth_code(refusal.reason).map(str::to_owned),
    };
    let mut reply =
        if is_navigation(&shown.parts.headers) { page(status, &problem) } else { json(status, &problem) };
    for challenge in &refusal.challenges {
        if let Ok(value) = HeaderValue::try_from(challenge) {
            reply = reply.with(WWW_AUTHENTICATE, value);
        }
    }
    for (name, value) in &refusal.fields {
        if let Ok(value) = HeaderValue::try_from(value) {
            reply = reply.with(HeaderName::from_static(name), value);
        }
    }
    reply
}

fn json(status: StatusCode, problem: &Problem) -> Reply {
    Reply { status, content_type: Problem::MEDIA_TYPE, ..Reply::json(problem) }
}

/// Every text in a problem is ours, so it can stand in a page as it is.
fn page(status: StatusCode, problem: &Problem) -> Reply {
    let exchange = problem.instance.as_ref().map_or(String::new(), |instance| {
        format!("\n<p><a href=\"{instance}\">See what crossed the wire, and which check said no.</a>")
    });
    let sentences = format!(
        "<p>{}\n<p><a href=\"{}\">What a {} is, and what to do about it.</a>{exchange}",
        problem.detail, problem.kind, problem.status
    );
    Reply::page(status, &format!("{} {}", status.as_u16(), problem.title), &sentences)
}

/// A browser that opens an address asks for HTML first.
pub(super) fn is_navigation(headers: &HeaderMap) -> bool {
    const HTML: &[u8] = b"text/html";
    let first = headers.get(ACCEPT).and_then(|accept| accept.as_bytes().get(..HTML.len()));
    first.is_some_and(|first| first.eq_ignore_ascii_case(HTML))
}

/// The doors that go by a cookie are for this origin alone (Fetch, CORS protocol).
fn goes_by_cookie(path: &str) -> bool {
    let below = match path.strip_prefix("/lab/") {
        Some(rest) => rest.split_once('/').map_or("", |(_, below)| below),
        None => path.strip_prefix("/demo/").unwrap_or_default(),
    };
    below == "session" || below.starts_with("session/") || broken::goes_by_cookie(below)
}

/// The fields of every answer, after those that say something about this one.
fn add_fields(fields: &mut HeaderMap, shown: &Shown<'_>) {
    let fixed = HeaderValue::from_static;
    fields.entry(CACHE_CONTROL).or_insert(fixed("no-store"));
    if let Some(id) = shown.id {
        for (name, value) in
            [(KNOCK_EXCHANGE, id.to_owned()), (LINK, format!("</x/{id}>; rel=\"describedby\""))]
        {
            fields.append(name, HeaderValue::try_from(value).expect("ids are letters and digits"));
        }
    }
    if let Some(name) = shown.exhibit {
        fields.insert(KNOCK_BROKEN, fixed(name));
    }
    let closed = add_common(fields, shown.parts.uri.path());
    if shown.parts.method == Method::OPTIONS && !closed {
        if let Some(allow) = fields.get(ALLOW).cloned() {
            fields.insert(ACCESS_CONTROL_ALLOW_METHODS, allow);
        }
        fields.insert(ACCESS_CONTROL_MAX_AGE, fixed("600"));
    }
}

/// The fields that every answer below the doors has, whoever gives it; what was said otherwise stays. True for a path that is
/// closed to other origins.
pub fn add_common(fields: &mut HeaderMap, path: &str) -> bool {
    let closed = goes_by_cookie(path);
    if closed {
        fields.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    }
    fields.reserve(COMMON.len());
    for (name, value) in &COMMON {
        if !closed || !name.as_str().starts_with("access-control-") {
            fields.entry(name).or_insert_with(|| value.clone());
        }
    }
    closed
}
