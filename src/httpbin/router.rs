//! From a request to the address that answers it, and what holds for every address alike.

use std::borrow::Cow;
use std::sync::Mutex;

use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::refusal::{NO_ADDRESS, Refusal};
use super::{ENDPOINTS, Endpoint, answer, around, digest};
use crate::demo;
use crate::labs::counts::Counts;
use crate::labs::{Keys, Labs};
use crate::limits::{Lifetimes, Requests};
use crate::model::Reason;
use crate::wire::length;

const ROOT: &str = "/httpbin";

/// What the answers depend on.
pub struct Httpbin {
    /// `https://…` or `http://…` without a last slash; otherwise the request's own host is used.
    pub(super) origin: Option<String>,
    requests: Requests,
    pub(super) lifetimes: Lifetimes,
    pub(super) keys: Keys,
    /// What comes back with every answer to a Digest challenge (RFC 7616 3.3).
    pub(super) opaque: String,
    pub(super) counts: Mutex<Counts>,
    addresses: matchit::Router<&'static Endpoint>,
}

impl Httpbin {
    /// Answers of its own origin; what it has to sign and to remember is bounded as in the shared lab.
    #[must_use]
    pub fn new(origin: Option<String>, requests: Requests, labs: &Labs) -> Self {
        let lifetimes = labs.bounds.lifetimes;
        let counts = Mutex::new(Counts::new(labs.bounds.shared, lifetimes.nonce_window));
        let (keys, opaque) = (labs.keys.clone(), digest::opaque(&labs.keys));
        let mut addresses = matchit::Router::new();
        for endpoint in ENDPOINTS {
            addresses
                .insert(format!("/{}", endpoint.path), endpoint)
                .expect("the paths of the table do not collide");
        }
        Self { origin, requests, lifetimes, keys, opaque, counts, addresses }
    }

    /// True for one of these addresses, and for all below them.
    #[must_use]
    pub fn has(path: &str) -> bool {
        path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let mut response = self.decide(&parts, body).await.unwrap_or_else(IntoResponse::into_response);
        around::add(&parts, &mut response);
        length::say(&mut response, &parts.method);
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
    method != Method::OPTIONS && allow.split(',').any(|known| known.trim_ascii_start() == method.as_str())
}

/// A request, whole and within its limits.
pub(super) struct Asked<'a> {
    pub httpbin: &'a Httpbin,
    pub parts: &'a Parts,
    pub body: &'a Bytes,
    values: matchit::Params<'a, 'a>,
}

impl Asked<'_> {
    /// The value of a placeholder, decoded; empty where the address has none of this name.
    pub(super) fn value(&self, name: &str) -> Result<Cow<'_, str>, Refusal> {
        percent_decode_str(self.values.get(name).unwrap_or_default()).decode_utf8().map_err(|_| UNREADABLE)
    }

    pub(super) fn query(&self) -> impl Iterator<Item = (String, String)> {
        demo::form_fields(self.parts.uri.query().unwrap_or_default().as_bytes())
    }
}

const UNREADABLE: Refusal =
    Refusal::new(Reason::InvalidParameter, "The address holds percent signs that are not UTF-8.");
