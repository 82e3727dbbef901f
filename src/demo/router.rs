//! Puts the doors behind two addresses: each lab's own, and the shared demo.

use std::sync::Arc;

use axum::Router;
use axum::routing::any;

use super::discovery;
use super::door::{demo_door, lab_door};
use super::{Endpoint, endpoints};
use crate::labs::Labs;
use crate::limits::{AddressRate, Limits, Rate, Requests};
use crate::wire::spelling::Spelling;

/// What the doors need.
pub struct Demo {
    pub labs: Arc<Labs>,
    /// `https://…` or `http://…` without a last slash; otherwise the request's own host is used.
    pub origin: Option<String>,
    pub spelling: Spelling,
    pub requests: Requests,
    /// How often somebody may come to one lab, and to the shared doors.
    pub(super) lab_rate: Option<Rate>,
    pub(super) demo_rate: AddressRate,
    doors: matchit::Router<&'static Endpoint>,
}

impl Demo {
    #[must_use]
    pub fn new(labs: Arc<Labs>, origin: Option<String>, spelling: Spelling, limits: &Limits) -> Self {
        let mut doors = matchit::Router::new();
        for endpoint in endpoints() {
            doors
                .insert(format!("/{}", endpoint.path), endpoint)
                .expect("the paths of the routing table do not collide");
        }
        Self {
            labs,
            origin,
            spelling,
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
}

/// The routes of the demo and of all labs.
pub fn router(demo: Arc<Demo>) -> Router {
    Router::new()
        .route("/demo", any(demo_door))
        .route("/demo/", any(demo_door))
        .route("/demo/{*path}", any(demo_door))
        .route("/lab/{lab}", any(lab_door))
        .route("/lab/{lab}/", any(lab_door))
        .route("/lab/{lab}/{*path}", any(lab_door))
        .route(&format!("{}/{{*door}}", discovery::WELL_KNOWN), any(discovery::metadata))
        .with_state(demo)
}
