//! `dialog/{run}/`: for the browser's own login window. Each run has a path and a realm of its own,
//! because a browser that has logged in once sends its credentials unasked (RFC 7617 2.2).

use axum::http::StatusCode;

use super::{Knock, Reply, basic};
use crate::auth::basic::SCHEME;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

const RUN_MAX_CHARACTERS: usize = 24;

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    // The run becomes part of the realm, so it may hold nothing but letters, digits and hyphens.
    let run = knock.params.get("run").unwrap_or_default();
    if run.len() > RUN_MAX_CHARACTERS || !run.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        return Err(ladder.stop(
            Rung::Door,
            Reason::NoSuchDoor,
            Finding::new("A run is named with letters, digits and hyphens, at most 24.", "")
                .remedy("An address such as dialog/1/.")
                .at(Evidence::Target),
        ));
    }
    let account = basic::gate(knock, &format!("Dialog {run}"), ladder)?;
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    let sentences = format!(
        "<p>Your browser asked you for a name and a password, sent them with the scheme {SCHEME}, and you are in as {}.\n\
         <p>It will send them again to every address below this one, without asking, until you close it: HTTP has no way to log out.\n\
         <p>You can close this tab.",
        account.user
    );
    Ok(Reply::page(StatusCode::OK, "You are in", &sentences))
}
