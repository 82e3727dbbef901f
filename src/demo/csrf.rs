//! `forbidden/csrf/`: who you are is settled, and still no: a browser sends credentials along by itself, so a POST must
//! also show that one of our own pages asked for it.

use axum::http::Method;
use serde_json::json;

use super::form::Form;
use super::same_origin::SITE_FIELD;
use super::{Knock, Reply, basic};
use crate::auth::Account;
use crate::auth::basic::SCHEME;
use crate::labs::keys::Purpose;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// A form may stay open so long.
const LIFETIME_SECONDS: i64 = 600;
const TOKEN_FIELD: &str = "x-csrf-token";

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let posted = if knock.method == Method::POST { Some(Form::read(knock, ladder)?) } else { None };
    let account = basic::gate(knock, &knock.realm("forbidden/csrf"), ladder)?;
    let Some(form) = posted else {
        ladder.pass(Rung::Handler, Finding::new("Here is a token for the form.", "RFC 9110 15.3.1"));
        return Ok(Reply::json(&json!({
            "authenticated": true,
            "user": account.user,
            "scheme": SCHEME,
            "csrf_token": issue(knock, account),
            "expires_in": LIFETIME_SECONDS,
            "send_it": "with POST, in the field X-CSRF-Token or as csrf_token in the body",
        })));
    };
    same_site(knock, &form, account, ladder)?;
    ladder.pass(Rung::Handler, Finding::new("The form is taken.", "RFC 9110 15.3.1"));
    Ok(Reply::authenticated(account, SCHEME))
}

/// Lets nobody through whose request was not asked for by a page of ours.
fn same_site(knock: &Knock<'_>, form: &Form, account: &Account, ladder: &mut Ladder) -> Result<(), Refusal> {
    let refuse = |reason, detail: String, evidence, ladder: &mut Ladder| {
        ladder.stop(
            Rung::SameSite,
            reason,
            Finding::new(format!("{detail} Logging in again does not help."), "RFC 9110 15.5.4")
                .remedy("The csrf_token of GET forbidden/csrf/, sent by our own page or by a program.")
                .at(evidence),
        )
    };
    let user = account.user;
    if knock.headers.get(SITE_FIELD).is_some_and(|site| site == "cross-site") {
        let detail = format!("{user} is known, but the browser says that a page of another site sent this.");
        return Err(refuse(Reason::CrossSite, detail, Evidence::field(SITE_FIELD), ladder));
    }
    let in_field = knock.headers.get(TOKEN_FIELD).and_then(|value| value.to_str().ok());
    let evidence = if in_field.is_some() { Evidence::field(TOKEN_FIELD) } else { Evidence::Body };
    let Some(token) = in_field.or_else(|| form.get("csrf_token")).filter(|token| !token.is_empty()) else {
        let detail = format!("{user} is known, but there is no CSRF token.");
        return Err(refuse(Reason::MissingCsrfToken, detail, evidence, ladder));
    };
    let Some(expires) = expiry(knock, account, token) else {
        let detail = format!("{user} is known, but the CSRF token was not made for {user} in this lab.");
        return Err(refuse(Reason::WrongCsrfToken, detail, evidence, ladder));
    };
    if knock.now >= expires {
        let detail =
            format!("{user} is known, but the form stayed open too long: its CSRF token has expired.");
        return Err(refuse(Reason::WrongCsrfToken, detail, evidence, ladder));
    }
    ladder.pass(
        Rung::SameSite,
        Finding::new(format!("The CSRF token was made for {user}, by this door."), "RFC 9110 15.5.4")
            .at(evidence),
    );
    Ok(())
}

/// When it expires, a dot, and a signature that also covers the lab and the user.
fn issue(knock: &Knock<'_>, account: &Account) -> String {
    let bound_to = bound_to(knock, account);
    let sealed = knock.keys.seal(Purpose::CsrfToken, &format!("{bound_to}{}", knock.now + LIFETIME_SECONDS));
    sealed[bound_to.len()..].to_owned()
}

/// When a token expires; `None` when it is not for this user of this lab.
fn expiry(knock: &Knock<'_>, account: &Account, token: &str) -> Option<i64> {
    let bound_to = bound_to(knock, account);
    let sealed = format!("{bound_to}{token}");
    knock.keys.unseal(Purpose::CsrfToken, &sealed)?.strip_prefix(&bound_to)?.parse().ok()
}

fn bound_to(knock: &Knock<'_>, account: &Account) -> String {
    format!("{}\n{}\n", knock.lab.id, account.user)
}
