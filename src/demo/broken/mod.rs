//! The broken museum: doors that make one real mistake each, and nothing else of this house's. This page is its routing table.
//! Every response of an exhibit says so in `Knock-Broken`, and `/broken/{name}` explains it.

use super::Endpoint;
use super::Method::{Get, Post};

mod challenges;
mod cookies;
mod proofs;
mod statuses;

pub(super) use cookies::goes_by_cookie;

/// All exhibits; the last part of each path is its name.
pub(super) const EXHIBITS: &[Endpoint] = &[
    Endpoint {
        path: "broken/no-challenge/",
        methods: &[Get],
        about: "a 401 that does not say how to log in",
        answer: challenges::no_challenge,
    },
    Endpoint {
        path: "broken/basic-no-realm/",
        methods: &[Get],
        about: "Basic, for a realm that has no name",
        answer: challenges::basic_no_realm,
    },
    Endpoint {
        path: "broken/bearer-bare/",
        methods: &[Get],
        about: "the word Bearer, and nothing after it",
        answer: challenges::bearer_bare,
    },
    Endpoint {
        path: "broken/bearer-comma/",
        methods: &[Get],
        about: "a comma between Bearer and its parameters",
        answer: challenges::bearer_comma,
    },
    Endpoint {
        path: "broken/digest-unquoted/",
        methods: &[Get],
        about: "a Digest challenge without the quotes that it needs",
        answer: challenges::digest_unquoted,
    },
    Endpoint {
        path: "broken/digest-any-user/",
        methods: &[Get],
        about: "Digest that looks at the password and not at the name",
        answer: proofs::any_user,
    },
    Endpoint {
        path: "broken/digest-replay/",
        methods: &[Get],
        about: "Digest that takes the same answer again and again",
        answer: proofs::replay,
    },
    Endpoint {
        path: "broken/wrong-is-403/",
        methods: &[Get],
        about: "403 for a wrong password",
        answer: statuses::wrong_is_403,
    },
    Endpoint {
        path: "broken/wrong-is-200/",
        methods: &[Get],
        about: "200 for a wrong password, with the error in the content",
        answer: statuses::wrong_is_200,
    },
    Endpoint {
        path: "broken/soft-401/",
        methods: &[Get, Post],
        about: "a login page served with 200",
        answer: cookies::soft_401,
    },
    Endpoint {
        path: "broken/missing-is-403/",
        methods: &[Get],
        about: "403 for what is not there; ?id=1 is",
        answer: statuses::missing_is_403,
    },
    Endpoint {
        path: "broken/cookie-says-bearer/",
        methods: &[Get, Post],
        about: "a Bearer challenge where only a cookie opens",
        answer: cookies::says_bearer,
    },
    Endpoint {
        path: "broken/cors-hidden/",
        methods: &[Get],
        about: "a challenge that scripts of other origins cannot read",
        answer: challenges::cors_hidden,
    },
    Endpoint {
        path: "broken/role-before-identity/",
        methods: &[Get],
        about: "403 for the role of somebody who was never asked for a name",
        answer: statuses::role_before_identity,
    },
    Endpoint {
        path: "broken/case-sensitive-scheme/",
        methods: &[Get],
        about: "Basic that does not know basic",
        answer: statuses::case_sensitive_scheme,
    },
];

impl Endpoint {
    /// The name of an exhibit, as `Knock-Broken` tells it; `None` for a door that is in order.
    #[must_use]
    pub fn exhibit(&self) -> Option<&'static str> {
        self.path.strip_prefix("broken/")?.strip_suffix('/')
    }
}
