//! `bearer/` and `bearer-scope/`: doors that take a token of the lab's token endpoint.

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

fn gate(knock: &Knock<'_>, realm: &str, ladder: &mut Ladder) -> Result<Claims, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: this door wants a token, by the Bearer scheme.", "RFC 6750 3"),
    );
    let policy = Policy {
        realm,
        issuer: ISSUER,
        audience: knock.lab.id.as_str(),
        now: knock.now,
        open: &|token| knock.lab.tokens.open(token),
        is_revoked: &|jti| knock.lab.memory().revoked.contains(jti),
    };
    bearer::verify(&knock.authorization(), knock.query_value("access_token").as_deref(), &policy, ladder)
}

fn opened(claims: &Claims, ladder: &mut Ladder) -> Reply {
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Reply::json(&json!({
        "authenticated": true,
        "user": claims.sub,
        "scheme": bearer::SCHEME,
        "claims": claims,
    }))
}
