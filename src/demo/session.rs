//! `session/`: a login that lives in a cookie. HTTP has no scheme for that, so there is no standard way to say
//! "log in first"; the door shows the five ways seen in the wild.

use super::{Knock, Reply, cookie, login};
use crate::auth::Account;
use crate::auth::grammar::quoted;
use crate::labs::sessions::Session;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

pub(super) const COOKIE: &str = "knock_session";

/// The name in the challenge, and in answers. It is not registered.
pub(super) const SCHEME: &str = "Cookie";

/// How the door says that there is no session.
#[derive(Clone, Copy)]
enum Style {
    /// 401 with a challenge of an unregistered scheme.
    Challenge,
    /// 401 without any challenge.
    Bare,
    /// 303 to the login page.
    Redirect,
    Forbidden,
    /// 200 with the login page.
    Soft,
}

const STYLES: [(&str, Style); 5] = [
    ("challenge", Style::Challenge),
    ("bare", Style::Bare),
    ("redirect", Style::Redirect),
    ("forbidden", Style::Forbidden),
    ("soft", Style::Soft),
];

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let style = knock.query_choice("style", &STYLES, ladder)?;
    let account = match gate(knock, ladder) {
        Ok(account) => account,
        Err(refusal) => return style.answer(refusal, knock, ladder),
    };
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    if knock.is_navigation() {
        return Ok(login::inside_page(account, knock.lab.bounds.lifetimes.session_seconds));
    }
    Ok(Reply::authenticated(account, SCHEME))
}

/// What a challenge for a cookie could look like: a proposal of 2009 that nobody adopted.
pub(super) fn challenge(knock: &Knock<'_>) -> String {
    let (realm, form) = (knock.realm("session"), login_path(knock));
    format!(
        "{SCHEME} realm={}, form-action={}, cookie-name={}",
        quoted(&realm),
        quoted(&form),
        quoted(COOKIE)
    )
}

pub(super) fn login_path(knock: &Knock<'_>) -> String {
    format!("{}session/login", knock.base)
}

/// The session that the request brought, whatever became of it.
pub(super) fn brought(knock: &Knock<'_>) -> Option<Session> {
    Session::open(knock.lab, knock.keys, cookie::value(knock.headers, COOKIE)?)
}

/// Lets nobody through without a session.
pub(super) fn gate(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<&'static Account, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new(
            "It is: this door wants a session cookie, for which HTTP has no scheme.",
            "RFC 9110 11.4",
        ),
    );
    let at = || Evidence::field("cookie");
    let stop = |rung, reason, detail: &'static str, ladder: &mut Ladder| {
        let finding =
            Finding::new(detail, "RFC 9110 15.5.2").remedy("The cookie of a new login at session/login.");
        Err(ladder.stop(rung, reason, finding.at(at())))
    };
    if cookie::value(knock.headers, COOKIE).is_none() {
        let detail = "The request carries no session cookie, so the server does not know who is asking.";
        return stop(Rung::CredentialsPresent, Reason::NoSession, detail, ladder);
    }
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new("The request carries a session cookie.", "RFC 6265 4.2").at(at()),
    );
    let known = brought(knock).and_then(|session| Some((Account::named(&session.user)?, session)));
    let Some((account, session)) = known else {
        let detail = "The session cookie was not made here, or it was changed.";
        return stop(Rung::KnownIdentity, Reason::BadSession, detail, ladder);
    };
    ladder.pass(
        Rung::KnownIdentity,
        Finding::new(format!("The cookie is sealed by this server, for {}.", account.user), "RFC 6265 8.3")
            .at(at()),
    );
    if knock.now >= session.expires {
        let detail = "The session has expired: it lasted its time, and somebody has to log in again.";
        return stop(Rung::InTime, Reason::BadSession, detail, ladder);
    }
    ladder.pass(Rung::InTime, Finding::new("The session has not expired.", "RFC 6265 8.4").at(at()));
    if !session.is_alive(knock.lab) {
        let detail = "The session is over: somebody has logged out.";
        return stop(Rung::NotRevoked, Reason::BadSession, detail, ladder);
    }
    ladder.pass(Rung::NotRevoked, Finding::new("Nobody has logged out.", "RFC 6265 8.4").at(at()));
    Ok(account)
}

impl Style {
    /// One cause, five answers; the last check says which and why.
    fn answer(self, refusal: Refusal, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
        match self {
            Self::Challenge => Err(refusal.challenged_by(challenge(knock))),
            Self::Bare => {
                ladder.explain("With style=bare the 401 lacks the challenge that it must have.");
                Err(refusal)
            }
            Self::Redirect => {
                ladder.explain("With style=redirect you are sent to the login page.");
                Ok(Reply::see_other(&login_path(knock)))
            }
            Self::Forbidden => {
                ladder.explain("With style=forbidden it is a 403, although a login would help.");
                Err(Refusal { reason: Reason::ForbiddenSession, ..refusal })
            }
            Self::Soft => {
                ladder.explain("With style=soft you get the login page with a 200, and no program notices.");
                Ok(login::page("login"))
            }
        }
    }
}
