//! `api-key/`: a key in a field of its own, which is no registered scheme. Only an admin's key opens it.

use super::{Knock, Reply};
use crate::auth::api_key::{self, Misplaced};
use crate::auth::{Account, Role};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new(
            "It is: this door wants an API key in the header X-API-Key. No registered scheme describes that.",
            "RFC 9110 11.4",
        ),
    );
    let values: Vec<&[u8]> =
        knock.headers.get_all(api_key::FIELD).iter().map(axum::http::HeaderValue::as_bytes).collect();
    let account = api_key::verify(&values, misplaced(knock), ladder)
        .map_err(|refusal| refusal.challenged_by(api_key::challenge(&knock.realm("api-key"))))?;
    require_admin(account, ladder)?;
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, api_key::SCHEME))
}

/// The two places in which people put a key that belongs into the header.
fn misplaced(knock: &Knock<'_>) -> Option<Misplaced> {
    if !knock.authorization().is_empty() {
        return Some(Misplaced::InAuthorization);
    }
    knock.query_fields().any(|(name, _)| api_key::is_parameter(&name)).then_some(Misplaced::InQuery)
}

fn require_admin(account: &Account, ladder: &mut Ladder) -> Result<(), Refusal> {
    let at = Evidence::field("x-api-key");
    if account.role == Role::Admin {
        let detail = format!("{}'s key has the role admin.", account.user);
        ladder.pass(Rung::Role, Finding::new(detail, "RFC 9110 15.5.4").at(at));
        return Ok(());
    }
    Err(ladder.stop(
        Rung::Role,
        Reason::MissingRole,
        Finding::new(
            format!(
                "The key is good, but {} has the role {}; this door needs the role admin.",
                account.user,
                account.role.name()
            ),
            "RFC 9110 15.5.4",
        )
        .remedy("The key of an admin, such as live_bob_admin.")
        .at(at),
    ))
}
