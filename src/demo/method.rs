//! `forbidden/method/`: two ways to say no to DELETE. 403: not your right. 405: nobody's, whoever asks.

use super::{Knock, Reply, basic};
use crate::auth::Role;
use crate::auth::basic::SCHEME;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// Who may delete.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deleting {
    Admins,
    Nobody,
}

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let choices = [("403", Deleting::Admins), ("405", Deleting::Nobody)];
    let deleting = knock.query_choice("code", &choices, ladder)?;
    let deletes = knock.method == axum::http::Method::DELETE;
    if deletes && deleting == Deleting::Nobody {
        let refusal = ladder.stop(
            Rung::Door,
            Reason::MethodNotAllowed,
            Finding::new(
                "With code=405 nobody can delete here, so nobody is asked for a name.",
                "RFC 9110 15.5.6",
            )
            .remedy("One of the methods in Allow.")
            .at(Evidence::Method),
        );
        return Err(refusal.with("allow", "GET, HEAD"));
    }
    let account = basic::gate(knock, &knock.realm("forbidden/method"), ladder)?;
    if deletes && account.role != Role::Admin {
        return Err(ladder.stop(
            Rung::Role,
            Reason::MissingRole,
            Finding::new(
                format!("{} may read this, but only the role admin may delete it.", account.user),
                "RFC 9110 15.5.4",
            )
            .remedy("GET, or an account with the role admin, such as bob with builder.")
            .at(Evidence::Method),
        ));
    }
    let (role, opens) = if deletes {
        (
            "The role admin may delete.",
            "The door opens. In this lesson there is nothing to lose: nothing was deleted.",
        )
    } else {
        ("Every role may read.", "The door opens.")
    };
    ladder.pass(Rung::Role, Finding::new(role, "RFC 9110 15.5.4").at(Evidence::Method));
    ladder.pass(Rung::Handler, Finding::new(opens, "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, SCHEME))
}
