//! `basic/`: a door with the Basic scheme, and the gate that other doors put before their own questions.

use super::{Knock, Reply};
use crate::auth::{Account, basic};
use crate::model::{Finding, Ladder, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let account = gate(knock, &knock.realm("basic"), ladder)?;
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, basic::SCHEME))
}

/// Lets nobody through without good Basic credentials for this realm.
///
/// # Errors
/// What `basic::verify` gives, with a fresh challenge.
pub(super) fn gate(knock: &Knock<'_>, realm: &str, ladder: &mut Ladder) -> Result<&'static Account, Refusal> {
    protected(ladder);
    basic::verify(&knock.authorization(), ladder)
        .map_err(|refusal| refusal.challenged_by(basic::challenge(realm)))
}

/// The question that comes before the credentials.
pub(super) fn protected(ladder: &mut Ladder) {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: this door wants to know who you are, by the Basic scheme.", "RFC 9110 11.4"),
    );
}
