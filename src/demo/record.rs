//! Keeps an exchange in its lab's log, as soon as its last byte is on the way.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, Version};
use bytes::Bytes;

use super::body::{Received, is_packed};
use crate::auth::digest;
use crate::labs::masking::{masked, masked_body, masked_response, masked_target};
use crate::labs::recorded::{AnsweredBy, Kept};
use crate::labs::{Climb, Lab, Labs, Recorded, Typed};
use crate::model::{Capture, Ladder, Reason};
use crate::notes::Past;
use crate::wire::{CommonFields, Recording, WireBytes};

/// What was seen of a request.
pub(super) struct Sighting<'a> {
    pub id: String,
    pub received: SystemTime,
    pub took: Duration,
    pub parts: &'a Parts,
    /// Below the lab, with the leading slash.
    pub at: &'a str,
    pub body: &'a Received,
}

/// Arranges for the exchange to be kept, and returns the response.
pub(super) fn keep(
    labs: &Arc<Labs>,
    lab: &Arc<Lab>,
    seen: &Sighting<'_>,
    ladder: Ladder,
    response: Response<Bytes>,
) -> Response<Body> {
    let parts = seen.parts;
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let below = target.get(parts.uri.path().len() - seen.at.len()..).unwrap_or_default();
    let climb = Climb {
        id: seen.id.clone(),
        method: parts.method.as_str().to_owned(),
        path: masked_target(below.strip_prefix('/').unwrap_or(below), lab),
        status: response.status().as_u16(),
        received: seen.received,
        took: seen.took,
        asked: ladder.into_asked(),
        author: parts.extensions.get().cloned().unwrap_or_default(),
        answered_by: AnsweredBy::Door,
        proof: response.status().is_success().then(|| proof(parts)).flatten(),
    };
    let has_secret = [LOCATION, SET_COOKIE].iter().any(|name| response.headers().contains_key(name));
    let (labs, lab) = (Arc::clone(labs), Arc::clone(lab));
    match parts.extensions.get::<Recording>() {
        Some(Recording { tap, head: Some(head) }) => {
            let head = masked(head, &lab);
            let body = kept(seen.body, parts, &lab);
            tap.finish(move |wire| {
                let mut recorded = from_bytes(climb, head, body, wire);
                if has_secret {
                    recorded.response_head = masked_response(recorded.response_head.to_vec(), &lab);
                }
                labs.record(&lab, recorded);
            });
        }
        _ => {
            let mut recorded = from_decoded(climb, parts, kept(seen.body, parts, &lab), &response);
            recorded.request_head = masked(&recorded.request_head, &lab);
            recorded.response_head = masked_response(recorded.response_head.to_vec(), &lab);
            labs.record(&lab, recorded);
        }
    }
    response.map(Body::from)
}

/// What a Digest answer is known by when it comes again: its nonce and its count.
fn proof(parts: &Parts) -> Option<u64> {
    let spent = digest::spent(parts.headers.get(AUTHORIZATION)?.to_str().ok()?)?;
    let mut hasher = DefaultHasher::new();
    spent.hash(&mut hasher);
    Some(hasher.finish())
}

fn kept(body: &Received, parts: &Parts, lab: &Lab) -> Kept {
    let content = match body.fault {
        // Nobody here reads it, so nobody can say what in it is a secret.
        Some(Reason::UnsupportedContent) if is_packed(&parts.headers) => b"*".repeat(body.content.len()),
        _ => masked_body(&body.content, lab),
    };
    Kept { size_bytes: body.size_bytes, ..Kept::of(&content) }
}

fn from_bytes(climb: Climb, head: Bytes, request_body: Kept, wire: WireBytes) -> Recorded {
    Recorded {
        seq: 0,
        climb,
        capture: if wire.complete { Capture::Bytes } else { Capture::Cut },
        request_head: head,
        request_body,
        response_head: wire.response_head,
        response_body: Kept { bytes: wire.response_body, size_bytes: wire.response_body_size },
        has_cut_head: false,
        typed: Typed::default(),
        past: Past::Nothing,
    }
}

/// HTTP/2 has no text on the wire; the fields are shown in its own spelling (RFC 9113 8.2).
fn from_decoded(climb: Climb, parts: &Parts, request_body: Kept, response: &Response<Bytes>) -> Recorded {
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let version = if parts.version == Version::HTTP_2 { "HTTP/2" } else { "HTTP/1.1" };
    let request_head = format!("{} {target} {version}\r\n", parts.method);
    let response_head = format!("{version} {}\r\n", response.status().as_u16());
    let common = CommonFields::of(response).into_iter().flat_map(CommonFields::fields);
    Recorded {
        seq: 0,
        climb,
        capture: Capture::Decoded,
        request_head: head(request_head, parts.headers.iter()),
        request_body,
        response_head: head(response_head, response.headers().iter().chain(common)),
        response_body: if parts.method == Method::HEAD { Kept::default() } else { Kept::of(response.body()) },
        has_cut_head: false,
        typed: Typed::default(),
        past: Past::Nothing,
    }
}

fn head<'a>(start_line: String, fields: impl Iterator<Item = (&'a HeaderName, &'a HeaderValue)>) -> Bytes {
    let mut head = start_line.into_bytes();
    for (name, value) in fields {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head.into()
}

/// The cookie that lets its owner read a lab.
pub const LAB_COOKIE: &str = "knock_lab";
