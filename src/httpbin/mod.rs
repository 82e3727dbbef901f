//! The addresses of httpbin, where the tests of existing clients look. This page is their table.
//! Apart from the doors because nothing is explained or recorded here: the same answers as httpbin's, and fast.
//! Where httpbin breaks a rule of HTTP, the rule wins.

use std::borrow::Cow;
use std::sync::Mutex;

use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use serde_json::json;

use self::refusal::{NO_ADDRESS, Refusal};
use crate::demo;
use crate::labs::counts::Counts;
use crate::labs::{Keys, Labs};
use crate::limits::{Lifetimes, Requests};
use crate::model::Reason;
use crate::wire::spelling::Spelling;

mod answer;
mod around;
mod cookies;
mod digest;
mod inspection;
mod login;
mod refusal;
mod status;

/// What the answers depend on.
pub struct Httpbin {
    /// `https://…` or `http://…` without a last slash; otherwise the request's own host is used.
    origin: Option<String>,
    spelling: Spelling,
    requests: Requests,
    lifetimes: Lifetimes,
    keys: Keys,
    counts: Mutex<Counts>,
    addresses: matchit::Router<&'static Endpoint>,
}

impl Httpbin {
    /// Answers of its own origin; what it has to sign and to remember is bounded as in the shared lab.
    #[must_use]
    pub fn new(origin: Option<String>, spelling: Spelling, requests: Requests, labs: &Labs) -> Self {
        let lifetimes = labs.bounds.lifetimes;
        let counts = Mutex::new(Counts::new(labs.bounds.shared, lifetimes.nonce_window));
        let mut addresses = matchit::Router::new();
        for endpoint in ENDPOINTS {
            addresses
                .insert(format!("/{}", endpoint.path), endpoint)
                .expect("the paths of the table do not collide");
        }
        Self { origin, spelling, requests, lifetimes, keys: labs.keys.clone(), counts, addresses }
    }
}

/// A request, whole and within its limits.
struct Asked<'a> {
    httpbin: &'a Httpbin,
    parts: &'a Parts,
    body: &'a Bytes,
    values: matchit::Params<'a, 'a>,
}

impl Asked<'_> {
    /// The value of a placeholder, decoded; empty where the address has none of this name.
    fn value(&self, name: &str) -> Result<Cow<'_, str>, Refusal> {
        percent_decode_str(self.values.get(name).unwrap_or_default()).decode_utf8().map_err(|_| UNREADABLE)
    }

    fn query(&self) -> impl Iterator<Item = (String, String)> {
        demo::form_fields(self.parts.uri.query().unwrap_or_default().as_bytes())
    }
}

const UNREADABLE: Refusal =
    Refusal::new(Reason::InvalidParameter, "The address holds percent signs that are not UTF-8.");

/// How an address answers.
type Answer = fn(&Asked<'_>) -> Result<Response, Refusal>;

/// One address, or a family of them.
pub struct Endpoint {
    /// Below `/httpbin/`.
    pub path: &'static str,
    /// The value of `Allow`.
    pub allow: &'static str,
    pub about: &'static str,
    answer: Answer,
}

impl Endpoint {
    /// An address that is only read.
    const fn read(path: &'static str, about: &'static str, answer: Answer) -> Self {
        Self { path, allow: "GET, HEAD, OPTIONS", about, answer }
    }
}

/// All addresses.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint::read("", "this list", list),
    Endpoint {
        path: "status/{codes}",
        allow: "GET, HEAD, POST, PUT, PATCH, DELETE, TRACE, OPTIONS",
        about: "the status you ask for, or one of several: 200:3,503:1 gives 503 to every fourth request",
        answer: status::answer,
    },
    Endpoint::read("basic-auth/{user}/{password}", "Basic, with these credentials", login::basic),
    Endpoint::read(
        "hidden-basic-auth/{user}/{password}",
        "the same, but a 404 for everybody else",
        login::hidden,
    ),
    Endpoint::read(
        "digest-auth/{qop}/{user}/{password}",
        "Digest with MD5, with these credentials",
        digest::answer,
    ),
    Endpoint::read(
        "digest-auth/{qop}/{user}/{password}/{algorithm}",
        "Digest with MD5, SHA-256 or SHA-512-256",
        digest::answer,
    ),
    Endpoint::read(
        "digest-auth/{qop}/{user}/{password}/{algorithm}/{stale_after}",
        "the same; a nonce is good for so many requests, or for as many as you like: never",
        digest::answer,
    ),
    Endpoint::read("bearer", "Bearer, with any token", login::bearer),
    Endpoint::read("headers", "the header fields of your request", inspection::headers),
    Endpoint::read("get", "your request: query, header fields, address", inspection::request),
    Endpoint::read("cookies", "the cookies of your request", cookies::list),
    Endpoint::read("cookies/set", "sets the cookies of the query, then leads to the list", cookies::set),
    Endpoint::read("cookies/set/{name}/{value}", "sets one cookie, then leads to the list", cookies::set_one),
    Endpoint::read(
        "cookies/delete",
        "deletes the cookies named in the query, then leads to the list",
        cookies::delete,
    ),
];

const ROOT: &str = "/httpbin";

impl Httpbin {
    /// True for one of these addresses, and for all below them.
    #[must_use]
    pub fn has(path: &str) -> bool {
        path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let mut response = self.decide(&parts, body).await.unwrap_or_else(IntoResponse::into_response);
        self.spelling.apply(&mut response);
        around::add(&parts, response.headers_mut());
        response
    }

    async fn decide(&self, parts: &Parts, body: Body) -> Result<Response, Refusal> {
        let received = demo::read_body(parts, body, &self.requests).await;
        if let Some(fault) = received.fault {
            return Err(Refusal::new(fault, demo::body_detail(fault)));
        }
        let path = parts.uri.path().strip_prefix(ROOT).unwrap_or_default();
        if path.is_empty() {
            return Ok(Redirect::permanent("/httpbin/").into_response());
        }
        let found = self.addresses.at(path).map_err(|_| NO_ADDRESS)?;
        if !takes(found.value.allow, &parts.method) {
            return Ok(answer::other_method(&parts.method, found.value.allow));
        }
        (found.value.answer)(&Asked { httpbin: self, parts, body: &received.content, values: found.params })
    }
}

/// OPTIONS is answered for every address alike.
fn takes(allow: &str, method: &Method) -> bool {
    method != Method::OPTIONS && allow.split(", ").any(|known| known == method.as_str())
}

fn list(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let origin = demo::origin(asked.httpbin.origin.as_deref(), &asked.parts.headers);
    let addresses: Vec<_> = ENDPOINTS
        .iter()
        .map(|endpoint| {
            json!({
                "path": format!("{origin}/httpbin/{}", endpoint.path),
                "methods": endpoint.allow.split(", ").collect::<Vec<_>>(),
                "about": endpoint.about,
            })
        })
        .collect();
    Ok(answer::json(&json!({ "addresses": addresses })))
}
