//! `forbidden/suspended/`: the password is right and the account is shut. Another login prompt would send people in circles.

use super::{Knock, Reply, basic};
use crate::auth::basic::SCHEME;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let account = basic::gate(knock, &knock.realm("forbidden/suspended"), ladder)?;
    if account.suspended {
        return Err(ladder.stop(
            Rung::NotRevoked,
            Reason::Suspended,
            Finding::new(
                format!(
                    "This is {}, and the account is suspended; logging in again does not change that.",
                    account.user
                ),
                "RFC 9110 15.5.4",
            )
            .remedy("An account that is not suspended, such as alice with wonderland.")
            .at(Evidence::field("authorization")),
        ));
    }
    let detail = format!("The account of {} is not suspended.", account.user);
    let finding = Finding::new(detail, "RFC 9110 15.5.4").at(Evidence::field("authorization"));
    ladder.pass(Rung::NotRevoked, finding);
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, SCHEME))
}
