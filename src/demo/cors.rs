//! `cors/`: what a script of another origin gets to see of a 401, and what a preflight that asks for credentials does to it.

use super::{Knock, Reply, bearer};
use crate::auth::bearer::challenge;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

pub(super) const PATH: &str = "cors/";
const REALM: &str = "cors";

/// All that is exposed elsewhere, but the challenge.
const WITHOUT_CHALLENGE: &str = "Authentication-Info, Retry-After, Location, Link, Knock-Exchange";

/// Whether OPTIONS is answered as it should be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Preflight {
    Answered,
    Refused,
}

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let exposed = knock.query_choice("expose", &[("1", true), ("0", false)], ladder)?;
    preflight(knock, ladder)?;
    let claims = bearer::gate(knock, &knock.realm(REALM), ladder)
        .map_err(|refusal| if exposed { refusal } else { hide_challenge(refusal) })?;
    Ok(bearer::opened(&claims, ladder))
}

/// Keeps scripts of other origins from reading the challenge.
pub(super) fn hide_challenge(refusal: Refusal) -> Refusal {
    refusal.with("access-control-expose-headers", WITHOUT_CHALLENGE)
}

/// The only door at which OPTIONS may need credentials, on purpose.
///
/// # Errors
/// `RefusedPreflight` with `preflight=401`, which no browser can get past: a preflight never carries credentials.
pub(super) fn options(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<(), Refusal> {
    if preflight(knock, ladder)? == Preflight::Answered {
        return Ok(());
    }
    let refusal = ladder.stop(
        Rung::Protected,
        Reason::RefusedPreflight,
        Finding::new(
            "With preflight=401 this door wants credentials even for OPTIONS, and a browser's preflight never carries any.",
            "RFC 9110 9.3.7",
        )
        .remedy("The address with preflight=ok.")
        .at(Evidence::Target),
    );
    Err(refusal.challenged_by(challenge(&knock.realm(REALM))))
}

fn preflight(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Preflight, Refusal> {
    knock.query_choice("preflight", &[("ok", Preflight::Answered), ("401", Preflight::Refused)], ladder)
}
