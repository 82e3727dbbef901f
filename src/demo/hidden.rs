//! `basic-hidden/`: Basic without a challenge. Whoever has no good credentials gets the very bytes of a missing door,
//! so the credentials have to come unasked (RFC 9110 11.6.2, 15.5.4).

use super::door::NO_DOOR;
use super::{Knock, Reply};
use crate::auth::basic;
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new(
            "It is, by the Basic scheme, but it never says so: whoever has no good credentials finds no door.",
            "RFC 9110 15.5.4",
        ),
    );
    let account = basic::verify(&knock.authorization(), ladder).map_err(|refusal| {
        ladder.explain("So the server answers as if there were no door.");
        Refusal { reason: Reason::HiddenDoor, ..refusal }.saying(NO_DOOR)
    })?;
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, basic::SCHEME))
}
