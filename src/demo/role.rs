//! `forbidden/role/`: a good key is not enough, the role decides. Other credentials can help.

use super::{Knock, Reply, basic};
use crate::auth::Role;
use crate::auth::basic::SCHEME;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    open(knock, &knock.realm("forbidden/role"), ladder)
}

/// The same in another realm.
pub(super) fn open(knock: &Knock<'_>, realm: &str, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let account = basic::gate(knock, realm, ladder)?;
    if account.role != Role::Admin {
        return Err(ladder.stop(
            Rung::Role,
            Reason::MissingRole,
            Finding::new(
                format!(
                    "{} is known, but has the role {}; this door needs the role admin.",
                    account.user,
                    account.role.name()
                ),
                "RFC 9110 15.5.4",
            )
            .remedy("An account with the role admin, such as bob with builder.")
            .at(Evidence::field("authorization")),
        ));
    }
    let finding = Finding::new(format!("{} has the role admin.", account.user), "RFC 9110 15.5.4");
    ladder.pass(Rung::Role, finding.at(Evidence::field("authorization")));
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, SCHEME))
}
