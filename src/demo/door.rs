//! What happens at every door alike: find it, look at the method, read the body, let it answer, add the common fields, keep the exchange.

use std::net::IpAddr;
use std::time::{Instant, SystemTime};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ALLOW, CONTENT_ENCODING, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;

use super::body::{self, Received};
use super::negotiation::{self, Origin, Shown};
use super::record::{self, Sighting};
use super::{Demo, Endpoint, Knock, Reply, cors};
use crate::labs::id::random_text;
use crate::labs::{Access, Lab};
use crate::limits::Wait;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};
use crate::wire::Peer;

/// What is said where nothing is, and where something hides.
pub(super) const NO_DOOR: &str = "There is no door at this address.";

const ID_CHARACTERS: usize = 12;

pub(super) async fn demo_door(demo: &Demo, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let lab = demo.labs.demo();
    let origin = Origin::of(demo.origin.as_deref(), &parts.headers);
    let at = parts.uri.path().strip_prefix("/demo").unwrap_or_default();
    let found = demo.find(at);
    let shown = Shown { parts: &parts, origin, id: None, exhibit: exhibit(&found) };
    let mut ladder = Ladder::default();
    if let Err(wait) = demo.demo_rate.take(address(&parts)) {
        let refusal = too_often(wait, DEMO_TOO_OFTEN, &mut ladder);
        return negotiation::respond(&shown, Err(refusal), &ladder).map(Body::from);
    }
    let received = body::read(&parts, body, &demo.requests).await;
    let visit = Visit { demo, lab: &lab, parts: &parts, at, origin, base: "/demo/", id: None };
    let answered = visit.answer(found, &received, &mut ladder);
    negotiation::respond(&shown, answered, &ladder).map(Body::from)
}

pub(super) async fn lab_door(demo: &Demo, request: Request) -> Response {
    let (received_at, started) = (SystemTime::now(), Instant::now());
    let (parts, body) = request.into_parts();
    // As it is written: an id needs no percent signs.
    let below = parts.uri.path().strip_prefix("/lab/").unwrap_or_default();
    let (name, at) = below.split_at(below.find('/').unwrap_or(below.len()));
    let origin = Origin::of(demo.origin.as_deref(), &parts.headers);
    let found = demo.find(at);
    let exhibit = exhibit(&found);
    let shown = |id| Shown { parts: &parts, origin, id, exhibit };
    let lab = match demo.labs.access(name) {
        Access::Open(lab) => lab,
        closed => {
            let mut ladder = Ladder::default();
            let refusal = no_lab(&closed, &mut ladder);
            return negotiation::respond(&shown(None), Err(refusal), &ladder).map(Body::from);
        }
    };
    let mut ladder = Ladder::default();
    if let Some(Err(wait)) = demo.lab_rate.map(|rate| lab.knocks.take(rate)) {
        let refusal = too_often(wait, LAB_TOO_OFTEN, &mut ladder);
        return negotiation::respond(&shown(None), Err(refusal), &ladder).map(Body::from);
    }
    let received = body::read(&parts, body, &demo.requests).await;
    let base = lab.base();
    let id = random_text(ID_CHARACTERS);
    let visit = Visit { demo, lab: &lab, parts: &parts, at, origin, base: &base, id: Some(&id) };
    let answered = visit.answer(found, &received, &mut ladder);
    let response = negotiation::respond(&shown(Some(&id)), answered, &ladder);
    let sighting =
        Sighting { id, received: received_at, took: started.elapsed(), parts: &parts, at, body: &received };
    record::keep(&demo.labs, &lab, &sighting, ladder, response)
}

pub(super) fn no_lab(closed: &Access, ladder: &mut Ladder) -> Refusal {
    let (reason, section, detail) = match closed {
        Access::Expired(_) => (
            Reason::LabExpired,
            "RFC 9110 15.5.11",
            "This lab has expired, with everything in it. Get a new one with POST /api/labs, or press Knock on the home page.",
        ),
        _ => (
            Reason::NoSuchDoor,
            "RFC 9110 15.5.5",
            "There is no lab with this name. Get one with POST /api/labs, or use the shared doors below /demo/.",
        ),
    };
    ladder.stop(Rung::Door, reason, Finding::new(detail, section).at(Evidence::Target))
}

const LAB_TOO_OFTEN: &str =
    "More requests came to this lab than it takes. Wait as many seconds as Retry-After says, then go on.";
const DEMO_TOO_OFTEN: &str = "More requests came from your address than the shared doors take. Wait as many seconds as Retry-After says, or get a lab of your own with POST /api/labs.";

/// Nothing else is asked, and nothing is recorded.
fn too_often(wait: Wait, detail: &'static str, ladder: &mut Ladder) -> Refusal {
    let finding = Finding::new(detail, "RFC 6585 4");
    ladder
        .stop(Rung::NetworkRule, Reason::TooManyRequests, finding)
        .with("retry-after", wait.seconds().to_string())
}

/// Where a request comes from; nowhere, when this program sent it to itself.
fn address(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<Peer>().and_then(|peer| peer.address())
}

/// A door, with the values of its placeholders.
type Found<'a> = (&'static Endpoint, matchit::Params<'a, 'a>);

/// The name of the exhibit that was found.
fn exhibit(found: &Option<Found<'_>>) -> Option<&'static str> {
    found.as_ref().and_then(|(endpoint, _)| endpoint.exhibit())
}

/// A request on its way to a door.
struct Visit<'a> {
    demo: &'a Demo,
    lab: &'a Lab,
    parts: &'a Parts,
    /// Below the lab, with the leading slash.
    at: &'a str,
    origin: Origin<'a>,
    base: &'a str,
    /// Absent where nothing is recorded.
    id: Option<&'a str>,
}

impl Visit<'_> {
    fn answer(
        &self,
        found: Option<Found<'_>>,
        received: &Received,
        ladder: &mut Ladder,
    ) -> Result<Reply, Refusal> {
        let Some((endpoint, params)) = found else {
            return self.no_door(ladder);
        };
        let knock = Knock {
            lab: self.lab,
            keys: &self.demo.labs.keys,
            method: &self.parts.method,
            uri: &self.parts.uri,
            origin: self.origin,
            base: self.base,
            address: address(self.parts),
            id: self.id,
            query: self.parts.uri.query().unwrap_or_default(),
            params,
            headers: &self.parts.headers,
            body: &received.content,
            now: self.lab.clock.now(),
        };
        if self.parts.method == Method::OPTIONS {
            if endpoint.path == cors::PATH {
                cors::options(&knock, ladder)?;
            }
            ladder.pass(
                Rung::Door,
                Finding::new(
                    "OPTIONS only asks what this door takes, and never needs credentials.",
                    "RFC 9110 9.3.7",
                )
                .at(Evidence::Method),
            );
            let allowed = HeaderValue::try_from(endpoint.allow()).expect("methods are tokens");
            return Ok(Reply::empty(StatusCode::NO_CONTENT).with(ALLOW, allowed));
        }
        if !endpoint.takes(&self.parts.method) {
            let refusal = ladder.stop(
                Rung::Door,
                Reason::MethodNotAllowed,
                Finding::new("There is a door here, but it does not take this method.", "RFC 9110 15.5.6")
                    .remedy("One of the methods in Allow.")
                    .at(Evidence::Method),
            );
            return Err(refusal.with("allow", endpoint.allow()));
        }
        if let Some(reason) = received.fault {
            return Err(self.unread(reason, ladder));
        }
        ladder.pass(
            Rung::Door,
            Finding::new("There is a door here, and it takes this method.", "RFC 9110 9.1")
                .at(Evidence::Target),
        );
        (endpoint.answer)(&knock, ladder)
    }

    /// The refusal of a body that did not arrive whole, or is not read.
    fn unread(&self, reason: Reason, ladder: &mut Ladder) -> Refusal {
        let section = if reason == Reason::UnsupportedContent { "RFC 9110 15.5.16" } else { "RFC 9112 6" };
        let finding =
            Finding::new(body::detail(reason), section).remedy(body::remedy(reason)).at(Evidence::Body);
        let refusal = ladder.stop(Rung::Door, reason, finding);
        if reason == Reason::UnsupportedContent && self.parts.headers.contains_key(CONTENT_ENCODING) {
            return refusal.with("accept-encoding", "identity");
        }
        refusal
    }

    /// A missing last slash is mended with a redirect; all else is a 404.
    fn no_door(&self, ladder: &mut Ladder) -> Result<Reply, Refusal> {
        let with_slash = format!("{}/", self.at);
        if self.demo.find(&with_slash).is_some()
            && let Ok(location) = HeaderValue::try_from(self.redirect_target())
        {
            ladder.pass(
                Rung::Door,
                Finding::new(
                    "The door's address ends with a slash, so you are sent there.",
                    "RFC 9110 15.4.9",
                )
                .at(Evidence::Target),
            );
            return Ok(Reply::empty(StatusCode::PERMANENT_REDIRECT).with(LOCATION, location));
        }
        Err(ladder.stop(
            Rung::Door,
            Reason::NoSuchDoor,
            Finding::new(NO_DOOR, "RFC 9110 15.5.5")
                .remedy("A door from the list in the hall, which is the address up to and including the lab's name.")
                .at(Evidence::Target),
        ))
    }

    /// The same address with the slash; only the path of a door that exists, and the visitor's own query.
    fn redirect_target(&self) -> String {
        let query = self.parts.uri.query().map_or(String::new(), |query| format!("?{query}"));
        format!("{}/{query}", self.parts.uri.path())
    }
}

impl Endpoint {
    fn takes(&self, method: &Method) -> bool {
        let asked = if method == Method::HEAD { &Method::GET } else { method };
        self.methods.iter().any(|known| known.name() == asked.as_str())
    }

    /// The value of `Allow` (RFC 9110 10.2.1).
    #[must_use]
    pub fn allow(&self) -> String {
        let mut methods: Vec<&str> = self.methods.iter().map(|method| method.name()).collect();
        if methods.contains(&"GET") {
            methods.insert(1, "HEAD");
        }
        methods.push("OPTIONS");
        methods.join(", ")
    }
}
