//! Puts the doors behind two addresses: each lab's own, and the shared demo.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use tower::service_fn;

use super::door::{demo_door, lab_door};
use super::{Endpoint, discovery, endpoints};
use crate::labs::Labs;
use crate::limits::{AddressRate, Limits, Rate, Requests};
use crate::wire::{Answering, length};

/// What the doors need.
pub struct Demo {
    pub labs: Arc<Labs>,
    /// `https://…` or `http://…` without a last slash; otherwise the request's own host is used.
    pub origin: Option<String>,
    pub requests: Requests,
    /// How often somebody may come to one lab, and to the shared doors.
    pub(super) lab_rate: Option<Rate>,
    pub(super) demo_rate: AddressRate,
    doors: matchit::Router<&'static Endpoint>,
}

impl Demo {
    #[must_use]
    pub fn new(labs: Arc<Labs>, origin: Option<String>, limits: &Limits) -> Self {
        let mut doors = matchit::Router::new();
        for endpoint in endpoints() {
            doors
                .insert(format!("/{}", endpoint.path), endpoint)
                .expect("the paths of the routing table do not collide");
        }
        Self {
            labs,
            origin,
            requests: limits.requests.clone(),
            lab_rate: limits.rates.lab(),
            demo_rate: limits.rates.by_address(limits.rates.demo_rate),
            doors,
        }
    }

    /// The door at a path below the lab, with the values of its placeholders.
    #[must_use]
    pub fn find<'a>(&'a self, path: &'a str) -> Option<(&'static Endpoint, matchit::Params<'a, 'a>)> {
        let found = self.doors.at(path).ok()?;
        let complete = found.params.iter().all(|(_, value)| !value.is_empty());
        complete.then_some((*found.value, found.params))
    }

    /// True for an address of the demo or of a lab.
    #[must_use]
    pub fn has(path: &str) -> bool {
        Area::of(path).is_some()
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request) -> Response {
        let method = request.method().clone();
        let mut response = match Area::of(request.uri().path()) {
            Some(Area::Demo) => demo_door(self, request).await,
            Some(Area::Lab) => lab_door(self, request).await,
            // The document knows where there is no door, and anywhere else there is none either.
            Some(Area::Metadata) | None => discovery::metadata(self, request),
        };
        length::say(&mut response, &method);
        response
    }
}

/// What is at an address.
enum Area {
    Demo,
    Lab,
    Metadata,
}

impl Area {
    fn of(path: &str) -> Option<Self> {
        if path == "/demo" || path.starts_with("/demo/") {
            return Some(Self::Demo);
        }
        if path.strip_prefix("/lab/").is_some_and(|rest| !rest.is_empty()) {
            return Some(Self::Lab);
        }
        path.strip_prefix(discovery::WELL_KNOWN)?.starts_with('/').then_some(Self::Metadata)
    }
}

/// The doors alone, for serving a connection with them.
pub fn service(demo: Arc<Demo>) -> impl Answering + Sync {
    service_fn(move |request| {
        let demo = Arc::clone(&demo);
        async move { Ok(demo.answer(request).await) }
    })
}
