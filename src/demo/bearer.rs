//! The doors that take a token of the lab's token endpoint: `bearer/`, `bearer-scope/` and `optional/`.

use axum::http::HeaderValue;
use axum::http::header::WWW_AUTHENTICATE;
use serde_json::json;

use super::{Knock, Reply};
use crate::auth::bearer::{self, Claims, ISSUER, Policy};
use crate::model::{Finding, Ladder, Refusal, Rung};

/// What `bearer-scope/` asks for.
pub(super) const NEEDED_SCOPE: &str = "reports:read";

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let claims = gate(knock, &knock.realm("bearer"), ladder)?;
    Ok(opened(&claims, ladder))
}

pub(super) fn answer_with_scope(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("bearer-scope");
    let claims = gate(knock, &realm, ladder)?;
    bearer::require_scope(&claims, NEEDED_SCOPE, &realm, ladder)?;
    Ok(opened(&claims, ladder))
}

/// Everybody gets the short answer, with an invitation; a bad token is not the same as none.
pub(super) fn answer_optional(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("optional");
    ladder.pass(
        Rung::Protected,
        Finding::new(
            "Only in part: everybody gets the short answer, and a token gets the full one.",
            "RFC 9110 11.6.1",
        ),
    );
    if !knock.authorization().is_empty() {
        let claims = verify(knock, &realm, ladder)?;
        ladder.pass(Rung::Handler, Finding::new("Here is the full answer.", "RFC 9110 15.3.1"));
        return Ok(Reply::json(&json!({
            "authenticated": true,
            "user": claims.sub,
            "scheme": bearer::SCHEME,
            "answer": "full",
            "claims": claims,
        })));
    }
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new(
            "The request carries no Authorization header, and this door can do without.",
            "RFC 9110 11.6.1",
        ),
    );
    ladder.pass(
        Rung::Handler,
        Finding::new(
            "Here is the short answer; the challenge says that a token would change it.",
            "RFC 9110 11.6.1",
        ),
    );
    let challenge = HeaderValue::try_from(bearer::challenge(&realm)).expect("the name of a lab is ASCII");
    let short = json!({ "authenticated": false, "answer": "short" });
    Ok(Reply::json(&short).with(WWW_AUTHENTICATE, challenge))
}

/// Lets nobody through without a good token for this lab.
///
/// # Errors
/// What `bearer::verify` gives, with its challenge.
pub(super) fn gate(knock: &Knock<'_>, realm: &str, ladder: &mut Ladder) -> Result<Claims, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: this door wants a token, by the Bearer scheme.", "RFC 6750 3"),
    );
    verify(knock, realm, ladder)
}

/// The same, without a question before.
pub(super) fn verify(knock: &Knock<'_>, realm: &str, ladder: &mut Ladder) -> Result<Claims, Refusal> {
    let policy = Policy {
        realm,
        issuer: ISSUER,
        audience: knock.lab.id.as_str(),
        now: knock.now,
        open: &|token| knock.lab.tokens.open(token),
        is_revoked: &|claims| knock.lab.has_revoked(&claims.jti, claims.iat, knock.now),
    };
    bearer::verify(&knock.authorization(), knock.query_value("access_token").as_deref(), &policy, ladder)
}

pub(super) fn opened(claims: &Claims, ladder: &mut Ladder) -> Reply {
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Reply::json(&json!({
        "authenticated": true,
        "user": claims.sub,
        "scheme": bearer::SCHEME,
        "claims": claims,
    }))
}
