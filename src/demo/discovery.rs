//! `bearer-discovery/`: its challenge says where to read how the door is protected, and that address answers (RFC 9728).

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::ALLOW;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::door::{NO_DOOR, no_lab};
use super::negotiation::{self, Origin, Shown};
use super::{Demo, Knock, Reply, bearer};
use crate::auth::grammar::quoted;
use crate::labs::Access;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// Stands between the host and the path of the door (RFC 9728 3.1).
pub(super) const WELL_KNOWN: &str = "/.well-known/oauth-protected-resource";
const DOOR: &str = "bearer-discovery/";
const ALLOWED: &str = "GET, HEAD, OPTIONS";

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let claims = bearer::gate(knock, &knock.realm("bearer-discovery"), ladder).map_err(|mut refusal| {
        let address = quoted(&format!("{}{WELL_KNOWN}{}{DOOR}", knock.origin, knock.base));
        for challenge in &mut refusal.challenges {
            challenge.push_str(&format!(", resource_metadata={address}"));
        }
        refusal
    })?;
    Ok(bearer::opened(&claims, ladder))
}

/// The document. It is no door of a lab, so nothing is recorded.
pub(super) fn metadata(demo: &Demo, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let origin = Origin::of(demo.origin.as_deref(), &parts.headers);
    let mut ladder = Ladder::default();
    let answered = describe(demo, &parts, origin, &mut ladder);
    let shown = Shown { parts: &parts, origin, id: None, exhibit: None };
    negotiation::respond(&shown, answered, &ladder).map(Body::from)
}

fn describe(demo: &Demo, parts: &Parts, origin: Origin<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let door = parts.uri.path().strip_prefix(WELL_KNOWN).unwrap_or_default();
    if door.strip_prefix("/demo/") != Some(DOOR) {
        let lab = door.strip_prefix("/lab/").and_then(|rest| rest.strip_suffix(DOOR)?.strip_suffix('/'));
        match lab.map(|name| demo.labs.access(name)) {
            Some(Access::Open(_)) => {}
            Some(closed) => return Err(no_lab(&closed, ladder)),
            None => {
                let finding = Finding::new(NO_DOOR, "RFC 9728 3.1").at(Evidence::Target);
                return Err(ladder.stop(Rung::Door, Reason::NoSuchDoor, finding));
            }
        }
    }
    match parts.method {
        Method::GET | Method::HEAD => {}
        Method::OPTIONS => {
            return Ok(Reply::empty(StatusCode::NO_CONTENT).with(ALLOW, HeaderValue::from_static(ALLOWED)));
        }
        _ => {
            let finding =
                Finding::new("The document can only be read.", "RFC 9110 15.5.6").at(Evidence::Method);
            return Err(ladder.stop(Rung::Door, Reason::MethodNotAllowed, finding).with("allow", ALLOWED));
        }
    }
    // No authorization server is named: the token endpoint plays a login and is none (RFC 9728 2 leaves it out, too).
    Ok(Reply::json(&json!({
        "resource": format!("{origin}{door}"),
        "resource_name": "Knock, the door bearer-discovery/",
        "resource_documentation": format!("{origin}/auth/bearer#discovery"),
        "bearer_methods_supported": ["header"],
    })))
}
