//! `session/login` and `session/logout`: where a session begins and ends. A page for people, and answers for programs.

use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode};

use super::form::Form;
use super::same_origin::{SITE_FIELD, is_same_origin};
use super::session::{COOKIE, brought, challenge, login_path};
use super::{Knock, Reply};
use crate::auth::Account;
use crate::labs::sessions::Session;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

pub(super) fn log_in(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    if *knock.method != Method::POST {
        ladder.pass(
            Rung::Protected,
            Finding::new("It is not: a login page is open to everybody.", "RFC 9110 11.4"),
        );
        ladder.pass(Rung::Handler, Finding::new("Here is the form.", "RFC 9110 15.3.1"));
        return Ok(page("login"));
    }
    begin("session", knock, ladder).map_err(|refusal| match refusal.reason {
        Reason::NoSession | Reason::WrongLogin => refusal.challenged_by(challenge(knock)),
        _ => refusal,
    })
}

/// Begins a session for the doors at and below `at`, which is a path of the lab without its last slash.
///
/// # Errors
/// What the form gives, `CrossSite`, `NoSession` or `WrongLogin`, without a challenge.
pub(super) fn begin(at: &str, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    require_same_origin(knock, ladder)?;
    let form = Form::read(knock, ladder)?;
    ladder.pass(Rung::Protected, Finding::new("It is not: who logs in has no session yet.", "RFC 9110 11.4"));
    let account = authenticate(&form, ladder)?;
    same_site(knock, ladder);
    ladder.pass(
        Rung::Handler,
        Finding::new("A session begins; its cookie goes with the answer.", "RFC 6265 4.1"),
    );
    let session = Session::begin(knock.lab, account.user, knock.now);
    let seconds = knock.lab.bounds.lifetimes.session_seconds;
    let cookie = set_cookie(at, knock, &session.seal(knock.lab, knock.keys), seconds);
    Ok(changed(knock, &format!("{}{at}/", knock.base), cookie))
}

pub(super) fn log_out(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    require_same_origin(knock, ladder)?;
    ladder
        .pass(Rung::Protected, Finding::new("It is not: who has no session loses nothing.", "RFC 9110 11.4"));
    same_site(knock, ladder);
    ladder.pass(
        Rung::Handler,
        Finding::new("The session is over, here and in the browser, if there was one.", "RFC 6265 3.1"),
    );
    if let Some(session) = brought(knock) {
        session.end(knock.lab);
    }
    Ok(changed(knock, &login_path(knock), set_cookie("session", knock, "", 0)))
}

/// Another site's page must neither log anybody in nor out.
///
/// # Errors
/// `CrossSite`.
pub(super) fn require_same_origin(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<(), Refusal> {
    if is_same_origin(knock.headers) {
        return Ok(());
    }
    Err(ladder.stop(
        Rung::SameSite,
        Reason::CrossSite,
        Finding::new(
            "The request comes from another site's page, which may not change anything here.",
            "RFC 6265 8.2",
        )
        .remedy("The form of this very site, or a program that is no browser.")
        .at(site_said(knock)),
    ))
}

fn same_site(knock: &Knock<'_>, ladder: &mut Ladder) {
    let finding = Finding::new("No other site's page made the request.", "RFC 6265 8.2");
    ladder.pass(Rung::SameSite, finding.at(site_said(knock)));
}

/// Where a browser says whose page makes the request.
fn site_said(knock: &Knock<'_>) -> Evidence {
    let is_said = knock.headers.contains_key(SITE_FIELD);
    Evidence::field(if is_said { SITE_FIELD } else { "origin" })
}

fn authenticate(form: &Form, ladder: &mut Ladder) -> Result<&'static Account, Refusal> {
    let remedy = "user and password of an account, such as alice and wonderland.";
    let (Some(user), Some(password)) = (form.get("user"), form.get("password")) else {
        let finding = Finding::new("The body holds no fields user and password.", "RFC 9110 15.5.2");
        let finding = finding.remedy(remedy).at(Evidence::Body);
        return Err(ladder.stop(Rung::CredentialsPresent, Reason::NoSession, finding));
    };
    let detail = "The body holds a user and a password.";
    ladder.pass(Rung::CredentialsPresent, Finding::new(detail, "RFC 9110 11.4").at(Evidence::Body));
    let Some(account) = Account::authenticate(user.as_bytes(), password.as_bytes()) else {
        let detail = "No account has this user name and password; which of the two is wrong is not said.";
        let finding = Finding::new(detail, "RFC 9110 15.5.2").remedy(remedy).at(Evidence::Body);
        return Err(ladder.stop(Rung::KnownIdentity, Reason::WrongLogin, finding));
    };
    let finding = Finding::new(format!("This is {}.", account.user), "RFC 9110 11.4").at(Evidence::Body);
    ladder.pass(Rung::KnownIdentity, finding);
    Ok(account)
}

/// Programs get no content; a browser that sent the form is led on.
fn changed(knock: &Knock<'_>, next: &str, cookie: HeaderValue) -> Reply {
    let reply =
        if knock.is_navigation() { Reply::see_other(next) } else { Reply::empty(StatusCode::NO_CONTENT) };
    reply.with(SET_COOKIE, cookie)
}

fn set_cookie(at: &str, knock: &Knock<'_>, value: &str, max_age_seconds: i64) -> HeaderValue {
    let secure = if knock.origin.is_secure() { "; Secure" } else { "" };
    let path = knock.base;
    let cookie = format!(
        "{COOKIE}={value}; Path={path}{at}; HttpOnly; SameSite=Lax; Max-Age={max_age_seconds}{secure}"
    );
    HeaderValue::try_from(cookie).expect("a sealed session is a cookie value")
}

/// The login page, whose form goes to the relative address `action`.
pub(super) fn page(action: &'static str) -> Reply {
    let sentences = format!(
        "<p>Only for the accounts of this demo: alice with wonderland, or bob with builder. Never type a password of your own.\n\
         <form method=\"post\" action=\"{action}\">\n\
         <p><label>User <input name=\"user\" autocomplete=\"off\" required></label>\n\
         <p><label>Password <input name=\"password\" type=\"password\" autocomplete=\"off\" required></label>\n\
         <p><button>Log in</button>\n\
         </form>"
    );
    interactive("Log in", &sentences)
}

/// What somebody sees who came in with a browser, which sends the cookie for so many seconds.
pub(super) fn inside_page(account: &Account, seconds: i64) -> Reply {
    let sentences = format!(
        "<p>You are in as {}, because your browser sent the session cookie. It does so for {seconds} seconds.\n\
         <form method=\"post\" action=\"logout\">\n\
         <p><button>Log out</button>\n\
         </form>",
        account.user
    );
    interactive("You are in", &sentences)
}

/// A page whose form can be sent: the sandbox of all other pages would not let it,
/// and without a referrer a browser would send `Origin: null`.
fn interactive(title: &str, sentences: &str) -> Reply {
    const POLICY: &str = "default-src 'none'; form-action 'self'; sandbox allow-forms allow-same-origin; frame-ancestors 'none'";
    Reply::page(StatusCode::OK, title, sentences)
        .with(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY))
        .with(REFERRER_POLICY, HeaderValue::from_static("same-origin"))
}
