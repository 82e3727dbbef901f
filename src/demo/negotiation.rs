//! From what a door decided to a response: problem details or a small page, and the fields that every answer has.

use std::fmt;
use std::sync::LazyLock;

use axum::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, HOST, LINK, REFERRER_POLICY, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use bytes::Bytes;

use super::{Reply, broken};
use crate::error;
use crate::model::{Ladder, Problem, Refusal};
use crate::wire::CommonFields;

const KNOCK_EXCHANGE: HeaderName = HeaderName::from_static("knock-exchange");
const KNOCK_BROKEN: HeaderName = HeaderName::from_static("knock-broken");
const PROBLEM: HeaderValue = HeaderValue::from_static(Problem::MEDIA_TYPE);
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The fields of every answer here, whatever it says and whoever gives it.
const COMMON: [(HeaderName, HeaderValue); 5] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
    ),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
];

/// What a script of another origin may do with an answer that goes by no cookie.
const FOR_ALL_ORIGINS: [(HeaderName, HeaderValue); 4] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Authorization, Content-Type, X-API-Key")),
    (
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(
            "WWW-Authenticate, Authentication-Info, Retry-After, Location, Link, Knock-Exchange",
        ),
    ),
    (RESOURCE_POLICY, HeaderValue::from_static("cross-origin")),
];

/// Of an answer that any origin may read.
pub static OPEN: LazyLock<CommonFields> =
    LazyLock::new(|| CommonFields::new(COMMON.into_iter().chain(FOR_ALL_ORIGINS)));

/// Of an answer that goes by a cookie.
static CLOSED: LazyLock<CommonFields> = LazyLock::new(|| {
    let policy = (RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    CommonFields::new(COMMON.into_iter().chain([policy]))
});

/// The circumstances of an answer.
pub(super) struct Shown<'a> {
    pub parts: &'a Parts,
    pub origin: Origin<'a>,
    /// Absent where nothing is recorded.
    pub id: Option<&'a str>,
    /// The name of an exhibit of the museum.
    pub exhibit: Option<&'static str>,
}

/// The origin under which visitors see us: the configured one, or what the request itself says. Most answers do not name it, so it is
/// worked out where it is written.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    configured: Option<&'a str>,
    headers: &'a HeaderMap,
}

impl<'a> Origin<'a> {
    /// The origin of a request with these fields.
    #[must_use]
    pub fn of(configured: Option<&'a str>, headers: &'a HeaderMap) -> Self {
        Self { configured, headers }
    }

    /// True when visitors come over TLS.
    #[must_use]
    pub fn is_secure(self) -> bool {
        self.configured.is_some_and(|origin| origin.starts_with("https://"))
    }
}

/// `https://…` or `http://…`, without a last slash.
impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(origin) = self.configured {
            return f.write_str(origin);
        }
        let host = self.headers.get(HOST).and_then(|value| value.to_str().ok());
        let host = host.filter(|host| host.parse::<Authority>().is_ok());
        f.write_str("http://")?;
        f.write_str(host.unwrap_or("localhost"))
    }
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
    if let Some(content_type) = reply.content_type {
        fields.insert(CONTENT_TYPE, content_type);
    }
    for (name, value) in reply.fields {
        fields.append(name, value);
    }
    add_fields(&mut response, shown);
    response
}

fn refused(shown: &Shown<'_>, refusal: &Refusal, ladder: &Ladder) -> Reply {
    let status = error::status(refusal.reason);
    let problem = Problem {
        kind: format!("{}{}", shown.origin, error::explained_at(refusal.reason)).into(),
        title: error::title(refusal.reason).into(),
        status: status.as_u16(),
        detail: refusal.public_detail.map_or_else(|| ladder.last_detail(), Into::into),
        instance: shown.id.map(|id| format!("/x/{id}")),
        error: error::oauth_code(refusal.reason).map(Into::into),
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
    Reply { status, content_type: Some(PROBLEM), ..Reply::json(problem) }
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
fn add_fields<B>(response: &mut Response<B>, shown: &Shown<'_>) {
    let fixed = HeaderValue::from_static;
    let path = shown.parts.uri.path();
    let fields = response.headers_mut();
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
    if shown.parts.method == Method::OPTIONS && !goes_by_cookie(path) {
        if let Some(allow) = fields.get(ALLOW).cloned() {
            fields.insert(ACCESS_CONTROL_ALLOW_METHODS, allow);
        }
        fields.insert(ACCESS_CONTROL_MAX_AGE, fixed("600"));
    }
    add_common(response, path);
}

/// The fields that every answer below the doors has, whoever gives it; what was said otherwise stays.
pub fn add_common<B>(response: &mut Response<B>, path: &str) {
    if goes_by_cookie(path) { CLOSED.give(response) } else { OPEN.give(response) }
}
