//! `dialog/{run}/` and `dialog-digest/{run}/`: for the browser's own login window. Each run has a path and a realm of its own,
//! because a browser that has logged in once sends its credentials unasked (RFC 7617 2.2).

use axum::http::StatusCode;

use super::digest::{ALGORITHMS, Terms};
use super::{Knock, Reply, basic, digest};
use crate::auth::accounts::ACCOUNTS;
use crate::auth::digest::Qop;
use crate::auth::{Account, basic as basic_scheme, digest as digest_scheme};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

const RUN_MAX_CHARACTERS: usize = 24;

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let account = basic::gate(knock, &realm(knock, ladder)?, ladder)?;
    let sentence = "Your browser asked you for a name and a password, and sent them";
    Ok(opened(account, sentence, basic_scheme::SCHEME, ladder))
}

pub(super) fn answer_digest(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = realm(knock, ladder)?;
    let terms = Terms { realm: &realm, algorithms: &ALGORITHMS, qop: Qop::Auth };
    let verified = digest::gate(&terms, knock, ladder)?;
    let sentence = "Your browser asked you for a name and a password, kept the password to itself and sent a proof of it";
    let reply = opened(&ACCOUNTS[verified.user], sentence, digest_scheme::SCHEME, ladder);
    Ok(digest::with_info(reply, &verified))
}

/// The run becomes part of the realm, so it may hold nothing but letters, digits and hyphens.
fn realm(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<String, Refusal> {
    let run = knock.params.get("run").unwrap_or_default();
    if run.len() > RUN_MAX_CHARACTERS || !run.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        return Err(ladder.stop(
            Rung::Door,
            Reason::NoSuchDoor,
            Finding::new("A run is named with letters, digits and hyphens, at most 24.", "RFC 9110 15.5.5")
                .remedy("An address such as dialog/1/.")
                .at(Evidence::Target),
        ));
    }
    Ok(format!("Dialog {run}"))
}

fn opened(account: &Account, sentence: &str, scheme: &str, ladder: &mut Ladder) -> Reply {
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    let sentences = format!(
        "<p>{sentence} with the scheme {scheme}, and you are in as {}.\n\
         <p>It will do so again for every address below this one, without asking, until you close it: HTTP has no way to log out.\n\
         <p>You can close this tab.",
        account.user
    );
    Reply::page(StatusCode::OK, "You are in", &sentences)
}
