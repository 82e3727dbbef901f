//! Exhibits behind a session cookie, which say in the wrong way that there is none. A form posted to the exhibit itself logs in.

use axum::http::Method;

use super::super::{Knock, Reply, login, session};
use crate::auth::Account;
use crate::auth::bearer::challenge;
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

const SOFT: &str = "broken/soft-401";
const SAYS_BEARER: &str = "broken/cookie-says-bearer";

/// True for what is at or below an exhibit of this file; such doors are for this origin alone.
pub(in super::super) fn goes_by_cookie(below: &str) -> bool {
    [SOFT, SAYS_BEARER]
        .iter()
        .any(|path| below.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whoever is not logged in gets the login page, with the status of a success.
pub(super) fn soft_401(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    answer(SOFT, knock, ladder).or_else(|refusal| {
        if !matches!(refusal.reason, Reason::NoSession | Reason::BadSession | Reason::WrongLogin) {
            return Err(refusal);
        }
        ladder.explain("This exhibit sends the login page with a 200, and no program notices.");
        Ok(login::page("./"))
    })
}

/// Asks for a token, and takes a cookie.
pub(super) fn says_bearer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let challenge = challenge(&knock.realm(SAYS_BEARER));
    answer(SAYS_BEARER, knock, ladder).map_err(|refusal| match refusal.reason {
        Reason::NoSession | Reason::BadSession | Reason::WrongLogin => refusal.challenged_by(challenge),
        _ => refusal,
    })
}

fn answer(at: &str, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    if *knock.method == Method::POST {
        return login::begin(at, knock, ladder);
    }
    let account: &Account = session::gate(knock, ladder)?;
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, session::SCHEME))
}
