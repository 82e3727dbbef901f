//! The addresses of httpbin, where the tests of existing clients look. This page is their table.
//! Apart from the doors because nothing is explained or recorded here: the same answers as httpbin's, and fast.
//! Where httpbin breaks a rule of HTTP, the rule wins.

use axum::response::Response;
use serde_json::json;

use self::refusal::Refusal;
use self::router::Asked;
use crate::demo;

mod answer;
mod around;
mod cookies;
mod digest;
mod inspection;
mod login;
mod refusal;
mod router;
mod status;

pub use self::router::Httpbin;

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

fn list(asked: &Asked<'_>) -> Result<Response, Refusal> {
    let origin = demo::Origin::of(asked.httpbin.origin.as_deref(), &asked.parts.headers);
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
