//! Step-up authentication (RFC 9470): the token is good, and the login behind it is too weak or too old.

use super::authorization::FIELD;
use super::bearer::{self, Claims};
use super::grammar::quoted;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// The only kind of login that a door with step-up accepts: one with a second factor.
pub const MFA: &str = "urn:knock:mfa";

/// A login may be so old.
pub const MAX_AGE_SECONDS: i64 = 60;

/// The challenge (RFC 9470 3): which login would do, and how old it may be.
#[must_use]
pub fn challenge(realm: &str) -> String {
    format!(
        "{}, error=\"insufficient_user_authentication\", acr_values={}, max_age=\"{MAX_AGE_SECONDS}\"",
        bearer::challenge(realm),
        quoted(MFA)
    )
}

/// Asks whether the login behind a good token is strong and recent enough; `now` is the lab's time, in seconds since 1970.
///
/// # Errors
/// `WeakLogin` or `OldLogin`, with the challenge. The status is 401, although the token is valid.
pub fn require_login(claims: &Claims, realm: &str, now: i64, ladder: &mut Ladder) -> Result<(), Refusal> {
    let at = Evidence::field(FIELD);
    let fault = if claims.acr != MFA {
        Some((
            Reason::WeakLogin,
            "The token is good, but the login behind it was too weak: this door wants a second factor.",
        ))
    } else if now - claims.auth_time > MAX_AGE_SECONDS {
        Some((Reason::OldLogin, "The token is good, but the login behind it is more than 60 seconds old."))
    } else {
        None
    };
    let Some((reason, detail)) = fault else {
        let detail = "The login behind the token had a second factor and is recent.";
        ladder.pass(Rung::StrongLogin, Finding::new(detail, "RFC 9470 3").at(at));
        return Ok(());
    };
    let refusal = ladder.stop(
        Rung::StrongLogin,
        reason,
        Finding::new(detail, "RFC 9470 3")
            .remedy("A token from a new login with acr=urn:knock:mfa, used within 60 seconds.")
            .at(at),
    );
    Err(refusal.challenged_by(challenge(realm)))
}
