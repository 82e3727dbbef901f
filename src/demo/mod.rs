//! The endpoints. This page is their routing table: every lab and the shared demo have exactly these doors.

use crate::model::{Ladder, Refusal};

mod address;
mod api_key;
mod basic;
mod bearer;
mod body;
mod broken;
mod cookie;
mod cors;
mod csrf;
mod dialog;
mod digest;
mod discovery;
mod documents;
mod door;
mod form;
mod hall;
mod hidden;
mod knock;
mod login;
mod method;
mod negotiation;
mod quota;
mod record;
mod region;
mod reply;
mod role;
mod router;
mod same_origin;
mod session;
mod several;
mod signed;
mod spawn;
mod step_up;
mod sticky;
mod suspended;
mod token;
mod waf;

pub(crate) use body::{detail as body_detail, is_packed, read as read_body};
pub use cookie::value as cookie_value;
pub use knock::{Knock, form_fields, is_target};
pub use negotiation::{OPEN, Origin, add_common};
pub use record::LAB_COOKIE;
pub use reply::Reply;
pub use router::{Demo, service};
pub use same_origin::is_same_origin;
pub use spawn::{Server, spawn};

/// A method that a door may take; HEAD goes with GET, and OPTIONS with everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// How a door answers: it asks its questions through the ladder, and does no I/O.
pub type Answer = fn(&Knock<'_>, &mut Ladder) -> Result<Reply, Refusal>;

/// One door.
pub struct Endpoint {
    /// Below `/lab/{lab}/` and `/demo/`.
    pub path: &'static str,
    pub methods: &'static [Method],
    /// What is behind it, for the hall's list.
    pub about: &'static str,
    pub answer: Answer,
}

use Method::{Delete, Get, Post};

/// All doors: those that are in order, then the broken museum.
pub fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    ENDPOINTS.iter().chain(broken::EXHIBITS)
}

/// The doors that are in order.
const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "",
        methods: &[Get],
        about: "the hall: this list, open to everybody",
        answer: hall::answer,
    },
    Endpoint { path: "basic/", methods: &[Get, Post], about: "Basic", answer: basic::answer },
    Endpoint {
        path: "basic-hidden/",
        methods: &[Get],
        about: "Basic without a challenge: 404 to whoever has no good credentials",
        answer: hidden::answer,
    },
    Endpoint {
        path: "digest/",
        methods: &[Get, Post],
        about: "Digest with SHA-256 or MD5: the password is proved and never sent",
        answer: digest::answer,
    },
    Endpoint {
        path: "digest-md5/",
        methods: &[Get, Post],
        about: "Digest with MD5 alone",
        answer: digest::answer_md5,
    },
    Endpoint {
        path: "digest-sha256/",
        methods: &[Get, Post],
        about: "Digest with SHA-256 alone",
        answer: digest::answer_sha256,
    },
    Endpoint {
        path: "digest-sha512-256/",
        methods: &[Get, Post],
        about: "Digest with SHA-512-256 alone, which few clients know",
        answer: digest::answer_sha512_256,
    },
    Endpoint {
        path: "digest-int/",
        methods: &[Post],
        about: "Digest with qop=auth-int: the body is part of the proof",
        answer: digest::answer_int,
    },
    Endpoint { path: "bearer/", methods: &[Get], about: "Bearer", answer: bearer::answer },
    Endpoint {
        path: "bearer-scope/",
        methods: &[Get],
        about: "Bearer with the scope reports:read",
        answer: bearer::answer_with_scope,
    },
    Endpoint {
        path: "bearer-stepup/",
        methods: &[Get],
        about: "Bearer with a login by a second factor, at most 60 seconds ago",
        answer: step_up::answer,
    },
    Endpoint {
        path: "bearer-discovery/",
        methods: &[Get],
        about: "Bearer with the address of a document about the door",
        answer: discovery::answer,
    },
    Endpoint {
        path: "several/",
        methods: &[Get],
        about: "Digest, Basic or Bearer, as you like; ?layout=oneline asks for them on one line",
        answer: several::answer,
    },
    Endpoint {
        path: "optional/",
        methods: &[Get],
        about: "open to everybody; a Bearer token gets more",
        answer: bearer::answer_optional,
    },
    Endpoint {
        path: "api-key/",
        methods: &[Get],
        about: "an API key in X-API-Key; admins only",
        answer: api_key::answer,
    },
    Endpoint {
        path: "session/",
        methods: &[Get],
        about: "a session cookie; ?style= shows five ways to say that there is none",
        answer: session::answer,
    },
    Endpoint {
        path: "session/login",
        methods: &[Get, Post],
        about: "begins a session: a form for people, user and password for programs",
        answer: login::log_in,
    },
    Endpoint { path: "session/logout", methods: &[Post], about: "ends a session", answer: login::log_out },
    Endpoint {
        path: "cors/",
        methods: &[Get],
        about: "Bearer, for scripts of other origins; ?expose=0 hides the challenge, ?preflight=401 spoils the preflight",
        answer: cors::answer,
    },
    Endpoint { path: "token", methods: &[Post], about: "issues tokens", answer: token::issue },
    Endpoint { path: "token/refresh", methods: &[Post], about: "renews tokens", answer: token::refresh },
    Endpoint { path: "token/revoke", methods: &[Post], about: "revokes tokens", answer: token::revoke },
    Endpoint {
        path: "dialog/{run}/",
        methods: &[Get],
        about: "Basic, for the browser's own login window",
        answer: dialog::answer,
    },
    Endpoint {
        path: "dialog-digest/{run}/",
        methods: &[Get],
        about: "Digest, for the browser's own login window",
        answer: dialog::answer_digest,
    },
    Endpoint { path: "forbidden/role/", methods: &[Get], about: "admins only", answer: role::answer },
    Endpoint {
        path: "forbidden/documents/{id}/",
        methods: &[Get],
        about: "owners only; ?hide=1 hides what is not yours",
        answer: documents::answer,
    },
    Endpoint {
        path: "forbidden/csrf/",
        methods: &[Get, Post],
        about: "GET hands out a token that POST must bring",
        answer: csrf::answer,
    },
    Endpoint {
        path: "forbidden/ip/",
        methods: &[Get],
        about: "listed addresses only; ?trust=1 believes X-Forwarded-For",
        answer: address::answer,
    },
    Endpoint {
        path: "forbidden/region/",
        methods: &[Get],
        about: "closed for your region; ?code=451 names a law",
        answer: region::answer,
    },
    Endpoint {
        path: "forbidden/waf/",
        methods: &[Get],
        about: "a filter reads ?q= and blocks what looks like an attack",
        answer: waf::answer,
    },
    Endpoint {
        path: "forbidden/signed/",
        methods: &[Get],
        about: "opens for a signed link until it expires",
        answer: signed::answer,
    },
    Endpoint { path: "forbidden/signed/link", methods: &[Post], about: "signs a link", answer: signed::link },
    Endpoint {
        path: "forbidden/quota/",
        methods: &[Get],
        about: "three knocks in 30 seconds, then 403; with ?style=429 that",
        answer: quota::answer,
    },
    Endpoint {
        path: "forbidden/sticky/",
        methods: &[Get],
        about: "a 403 that may be kept for a minute",
        answer: sticky::answer,
    },
    Endpoint {
        path: "forbidden/sticky/grant",
        methods: &[Post],
        about: "grants access to forbidden/sticky/, in a lab of your own",
        answer: sticky::grant,
    },
    Endpoint {
        path: "forbidden/method/",
        methods: &[Get, Delete],
        about: "only admins may DELETE; with ?code=405 nobody",
        answer: method::answer,
    },
    Endpoint {
        path: "forbidden/suspended/",
        methods: &[Get],
        about: "the right password, and still no for suspended accounts",
        answer: suspended::answer,
    },
];
