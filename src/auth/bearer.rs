//! The Bearer scheme (RFC 6750) with JWTs (RFC 7519): the order of the questions, the challenges, and the client half.
//! Opening a token needs a key and a library of the server, so that step is an argument.

use serde::{Deserialize, Serialize};

use super::authorization::{self, FIELD};
use super::grammar::quoted;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// The registered name.
pub const SCHEME: &str = "Bearer";

/// Who issues the tokens of this site (RFC 7519 4.1.1).
pub const ISSUER: &str = "knock";

/// What an access token of this site says (RFC 7519 4.1, RFC 9068 2.2, RFC 9470 6.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub sub: String,
    pub aud: String,
    /// Not accepted from this second on.
    pub exp: i64,
    /// Not accepted before this second.
    pub nbf: i64,
    pub iat: i64,
    pub jti: String,
    /// Separated by spaces.
    pub scope: String,
    pub acr: String,
    /// When the login behind the token happened.
    pub auth_time: i64,
}

impl Claims {
    /// True when the token grants `scope`; scopes are compared with regard to case (RFC 6750 3).
    #[must_use]
    pub fn grants(&self, scope: &str) -> bool {
        self.scope.split_ascii_whitespace().any(|granted| granted == scope)
    }
}

/// Why a token could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFault {
    NotAToken,
    UnacceptedAlgorithm,
    ForeignSignature,
}

/// What a door expects of a token.
pub struct Policy<'a> {
    pub realm: &'a str,
    pub issuer: &'a str,
    pub audience: &'a str,
    /// The lab's time, in seconds since 1970.
    pub now: i64,
    /// Checks the signature and returns the claims.
    pub open: &'a dyn Fn(&str) -> Result<Claims, TokenFault>,
    /// True when the token with these claims was revoked.
    pub is_revoked: &'a dyn Fn(&Claims) -> bool,
}

/// The value of `Authorization` for a token (RFC 6750 2.1).
#[must_use]
pub fn authorization(token: &str) -> String {
    format!("{SCHEME} {token}")
}

/// The challenge without an error: for a request that brought nothing to judge (RFC 6750 3.1).
#[must_use]
pub fn challenge(realm: &str) -> String {
    format!("{SCHEME} realm={}", quoted(realm))
}

fn challenge_with(realm: &str, error: &str, description: &str, scope: Option<&str>) -> String {
    let scope = scope.map_or(String::new(), |scope| format!(", scope={}", quoted(scope)));
    format!("{}, error={}{scope}, error_description={}", challenge(realm), quoted(error), quoted(description))
}

/// Climbs from credentials present to right audience; `query_token` is the value of `?access_token=`.
///
/// # Errors
/// A refusal with the challenge of RFC 6750 3.1: no error code without credentials, `invalid_request` or `invalid_token`.
pub fn verify(
    values: &[&[u8]],
    query_token: Option<&str>,
    policy: &Policy<'_>,
    ladder: &mut Ladder,
) -> Result<Claims, Refusal> {
    climb(values, query_token, policy, ladder).map_err(|refusal| {
        let challenge = match error_code(refusal.reason) {
            Some(error) => challenge_with(policy.realm, error, &ladder.last_detail(), None),
            None => challenge(policy.realm),
        };
        refusal.challenged_by(challenge)
    })
}

/// Asks whether the token grants `scope`.
///
/// # Errors
/// `MissingScope` with the `insufficient_scope` challenge, which goes with a 403 (RFC 6750 3.1).
pub fn require_scope(
    claims: &Claims,
    scope: &'static str,
    realm: &str,
    ladder: &mut Ladder,
) -> Result<(), Refusal> {
    let evidence = Evidence::field(FIELD);
    if claims.grants(scope) {
        ladder.pass(
            Rung::Scope,
            Finding::new(format!("The token grants {scope}."), "RFC 6750 3.1").at(evidence),
        );
        return Ok(());
    }
    let refusal = ladder.stop(
        Rung::Scope,
        Reason::MissingScope,
        Finding::new(format!("The token is good, but it does not grant the scope {scope}."), "RFC 6750 3.1")
            .remedy(format!("A token issued with the scope {scope}."))
            .at(evidence),
    );
    let challenge = challenge_with(realm, "insufficient_scope", &ladder.last_detail(), Some(scope));
    Err(refusal.challenged_by(challenge))
}

fn error_code(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::RepeatedCredentials | Reason::MissingToken | Reason::TokenTwice => Some("invalid_request"),
        Reason::NotAToken
        | Reason::UnacceptedAlgorithm
        | Reason::ForeignSignature
        | Reason::WrongIssuer
        | Reason::Expired
        | Reason::NotYetValid
        | Reason::Revoked
        | Reason::WrongAudience => Some("invalid_token"),
        _ => None,
    }
}

fn climb(
    values: &[&[u8]],
    query_token: Option<&str>,
    policy: &Policy<'_>,
    ladder: &mut Ladder,
) -> Result<Claims, Refusal> {
    if let ([value], Some(_)) = (values, query_token)
        && authorization::names(value, SCHEME)
    {
        return Err(twice(ladder));
    }
    let credentials = authorization::read(values, SCHEME, ladder)?;
    let token = credentials.rest.trim_end();
    let at = || Evidence::within(FIELD, credentials.offset..credentials.offset + token.len());
    if token.is_empty() {
        return Err(ladder.stop(
            Rung::Decodable,
            Reason::MissingToken,
            Finding::new("The word Bearer stands alone; the token is missing.", "RFC 6750 2.1")
                .remedy("Bearer, one space, and a token from this lab's token endpoint.")
                .at(Evidence::field(FIELD)),
        ));
    }
    let claims = open(token, policy, &at, ladder)?;
    judge(claims, policy, &at, ladder)
}

fn twice(ladder: &mut Ladder) -> Refusal {
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new("The request carries an Authorization header and a token in the query.", "RFC 6750 2")
            .at(Evidence::field(FIELD)),
    );
    ladder.stop(
        Rung::WellFormed,
        Reason::TokenTwice,
        Finding::new("The token is sent twice: in the Authorization header and in the query.", "RFC 6750 2")
            .remedy("The token in the Authorization header only.")
            .at(Evidence::Target),
    )
}

/// The rungs that look at the token before its claims count.
fn open(
    token: &str,
    policy: &Policy<'_>,
    at: &dyn Fn() -> Evidence,
    ladder: &mut Ladder,
) -> Result<Claims, Refusal> {
    let opened = (policy.open)(token);
    if opened == Err(TokenFault::NotAToken) {
        return Err(ladder.stop(
            Rung::Decodable,
            Reason::NotAToken,
            Finding::new(
                "This is not a token of this server: it is not a JWT with the expected claims.",
                "RFC 7519 7.2",
            )
            .remedy("A token from this lab's token endpoint, unchanged.")
            .at(at()),
        ));
    }
    ladder.pass(
        Rung::Decodable,
        Finding::new("The token is a JWT and its parts can be read.", "RFC 7519 7.2").at(at()),
    );
    let stop = |reason, detail: &'static str, section, ladder: &mut Ladder| {
        Err(ladder.stop(
            Rung::KnownIdentity,
            reason,
            Finding::new(detail, section).remedy("A token that this lab's token endpoint signed.").at(at()),
        ))
    };
    match opened {
        Ok(claims) if claims.iss == policy.issuer => {
            ladder.pass(
                Rung::KnownIdentity,
                Finding::new("The signature is ours, and so is the issuer.", "RFC 7519 7.2").at(at()),
            );
            Ok(claims)
        }
        Ok(_) => stop(
            Reason::WrongIssuer,
            "The token names an issuer that this server does not trust.",
            "RFC 7519 4.1.1",
            ladder,
        ),
        Err(TokenFault::UnacceptedAlgorithm) => stop(
            Reason::UnacceptedAlgorithm,
            "The token names an algorithm that this server does not accept.",
            "RFC 8725 3.1",
            ladder,
        ),
        Err(_) => stop(
            Reason::ForeignSignature,
            "The signature was not made with this server's key.",
            "RFC 7519 7.2",
            ladder,
        ),
    }
}

/// The rungs that judge the claims: in time, not revoked, meant for this door.
fn judge(
    claims: Claims,
    policy: &Policy<'_>,
    at: &dyn Fn() -> Evidence,
    ladder: &mut Ladder,
) -> Result<Claims, Refusal> {
    let late = policy.now >= claims.exp;
    if late || policy.now < claims.nbf {
        let (reason, detail, section) = if late {
            (Reason::Expired, "The token has expired.", "RFC 7519 4.1.4")
        } else {
            (Reason::NotYetValid, "The token is not valid yet.", "RFC 7519 4.1.5")
        };
        return Err(ladder.stop(
            Rung::InTime,
            reason,
            Finding::new(detail, section).remedy("A fresh token.").at(at()),
        ));
    }
    ladder.pass(
        Rung::InTime,
        Finding::new("The token is neither expired nor too young.", "RFC 7519 4.1.4").at(at()),
    );
    if (policy.is_revoked)(&claims) {
        return Err(ladder.stop(
            Rung::NotRevoked,
            Reason::Revoked,
            Finding::new("The token was revoked.", "RFC 7009 2").remedy("A fresh token.").at(at()),
        ));
    }
    ladder.pass(Rung::NotRevoked, Finding::new("Nobody has revoked the token.", "RFC 7009 2").at(at()));
    if claims.aud != policy.audience {
        return Err(ladder.stop(
            Rung::RightAudience,
            Reason::WrongAudience,
            Finding::new("The token is meant for another server.", "RFC 7519 4.1.3")
                .remedy("A token whose audience is this lab.")
                .at(at()),
        ));
    }
    ladder.pass(
        Rung::RightAudience,
        Finding::new("The token is meant for this server.", "RFC 7519 4.1.3").at(at()),
    );
    Ok(claims)
}

#[cfg(test)]
#[path = "bearer_tests.rs"]
mod tests;
