//! The addresses of httpbin, where the tests of existing clients look. This page is their table.
//! Apart from the doors because nothing is explained or recorded here: the same answers as httpbin's, and fast.
//! Where httpbin breaks a rule of HTTP, the rule wins.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::middleware::from_fn_with_state;
use axum::response::{Redirect, Response};
use axum::routing::{MethodFilter, MethodRouter, any, get, on};
use futures::future::BoxFuture;
use serde_json::json;

use crate::demo;
use crate::labs::counts::Counts;
use crate::labs::{Keys, Labs};
use crate::limits::{Lifetimes, Requests};
use crate::wire::spelling::Spelling;

mod answer;
mod around;
mod cookies;
mod digest;
mod inspection;
mod login;
mod refusal;
mod segments;
mod status;

/// What the answers depend on.
pub struct Httpbin {
    /// `https://…` or `http://…` without a last slash; otherwise the request's own host is used.
    pub origin: Option<String>,
    pub spelling: Spelling,
    pub requests: Requests,
    lifetimes: Lifetimes,
    keys: Keys,
    counts: Mutex<Counts>,
}

impl Httpbin {
    /// Answers of its own origin; what it has to sign and to remember is bounded as in the shared lab.
    #[must_use]
    pub fn new(origin: Option<String>, spelling: Spelling, requests: Requests, labs: &Labs) -> Self {
        let lifetimes = labs.bounds.lifetimes;
        let counts = Mutex::new(Counts::new(labs.bounds.shared, lifetimes.nonce_window));
        Self { origin, spelling, requests, lifetimes, keys: labs.keys.clone(), counts }
    }
}

type Routes = MethodRouter<Arc<Httpbin>>;

/// One address, or a family of them.
pub struct Endpoint {
    /// Below `/httpbin/`.
    pub path: &'static str,
    /// The value of `Allow`.
    pub allow: &'static str,
    pub about: &'static str,
    routes: fn() -> Routes,
}

impl Endpoint {
    /// An address that is only read.
    const fn read(path: &'static str, about: &'static str, routes: fn() -> Routes) -> Self {
        Self { path, allow: "GET, HEAD, OPTIONS", about, routes }
    }
}

/// HEAD goes with GET.
const EVERY_METHOD: MethodFilter = MethodFilter::GET
    .or(MethodFilter::POST)
    .or(MethodFilter::PUT)
    .or(MethodFilter::PATCH)
    .or(MethodFilter::DELETE)
    .or(MethodFilter::TRACE);

/// All addresses.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint::read("", "this list", || get(list)),
    Endpoint {
        path: "status/{codes}",
        allow: "GET, HEAD, POST, PUT, PATCH, DELETE, TRACE, OPTIONS",
        about: "the status you ask for, or one of several: 200:3,503:1 gives 503 to every fourth request",
        routes: || on(EVERY_METHOD, status::answer),
    },
    Endpoint::read("basic-auth/{user}/{password}", "Basic, with these credentials", || get(login::basic)),
    Endpoint::read("hidden-basic-auth/{user}/{password}", "the same, but a 404 for everybody else", || {
        get(login::hidden)
    }),
    Endpoint::read("digest-auth/{qop}/{user}/{password}", "Digest with MD5, with these credentials", || {
        get(digest::by_md5)
    }),
    Endpoint::read(
        "digest-auth/{qop}/{user}/{password}/{algorithm}",
        "Digest with MD5, SHA-256 or SHA-512-256",
        || get(digest::by_algorithm),
    ),
    Endpoint::read(
        "digest-auth/{qop}/{user}/{password}/{algorithm}/{stale_after}",
        "the same; a nonce is good for so many requests, or for as many as you like: never",
        || get(digest::until_stale),
    ),
    Endpoint::read("bearer", "Bearer, with any token", || get(login::bearer)),
    Endpoint::read("headers", "the header fields of your request", || get(inspection::headers)),
    Endpoint::read("get", "your request: query, header fields, address", || get(inspection::request)),
    Endpoint::read("cookies", "the cookies of your request", || get(cookies::list)),
    Endpoint::read("cookies/set", "sets the cookies of the query, then leads to the list", || {
        get(cookies::set)
    }),
    Endpoint::read("cookies/set/{name}/{value}", "sets one cookie, then leads to the list", || {
        get(cookies::set_one)
    }),
    Endpoint::read(
        "cookies/delete",
        "deletes the cookies named in the query, then leads to the list",
        || get(cookies::delete),
    ),
];

/// The routes.
pub fn router(httpbin: Arc<Httpbin>) -> Router {
    let mut router = Router::new()
        .route("/httpbin", any(async || Redirect::permanent("/httpbin/")))
        .route("/httpbin/{*path}", any(async || refusal::NO_ADDRESS));
    for endpoint in ENDPOINTS {
        let allow = endpoint.allow;
        let routes =
            (endpoint.routes)().fallback(async move |method: Method| answer::other_method(&method, allow));
        router = router.route(&format!("/httpbin/{}", endpoint.path), routes);
    }
    router.route_layer(from_fn_with_state(Arc::clone(&httpbin), around::add)).with_state(httpbin)
}

/// Its future is boxed, because its type would otherwise depend on the table that it reads.
fn list(State(httpbin): State<Arc<Httpbin>>, headers: HeaderMap) -> BoxFuture<'static, Response> {
    Box::pin(async move {
        let origin = demo::origin(httpbin.origin.as_deref(), &headers);
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
        answer::json(&json!({ "addresses": addresses }))
    })
}
