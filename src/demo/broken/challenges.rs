//! Exhibits that check as they should, and spell the challenge wrong or hide it.

use super::super::digest::{self, Terms};
use super::super::{Knock, Reply, basic, bearer, cors};
use crate::auth::accounts::ACCOUNTS;
use crate::auth::digest::{Algorithm, Qop};
use crate::auth::{basic as basic_scheme, bearer as bearer_scheme, digest as digest_scheme};
use crate::model::{Finding, Ladder, Refusal, Rung};

type Answered = Result<Reply, Refusal>;

pub(super) fn no_challenge(knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    spoiled(by_basic("broken/no-challenge", knock, ladder), |_| None)
}

pub(super) fn basic_no_realm(knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    spoiled(by_basic("broken/basic-no-realm", knock, ladder), |_| Some(basic_scheme::SCHEME.to_owned()))
}

pub(super) fn bearer_bare(knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    spoiled(by_bearer("broken/bearer-bare", knock, ladder), |_| Some(bearer_scheme::SCHEME.to_owned()))
}

pub(super) fn bearer_comma(knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    spoiled(by_bearer("broken/bearer-comma", knock, ladder), |challenge| {
        Some(challenge.replacen(' ', ", ", 1))
    })
}

pub(super) fn digest_unquoted(knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    let terms = Terms {
        realm: &knock.realm("broken/digest-unquoted"),
        algorithms: &[Algorithm::Sha256],
        qop: Qop::Auth,
    };
    let verified = digest::gate(&terms, knock, ladder);
    let opened = verified.map(|verified| {
        let reply = Reply::authenticated(&ACCOUNTS[verified.user], digest_scheme::SCHEME);
        opens(digest::with_info(reply, &verified), ladder)
    });
    spoiled(opened, |challenge| {
        Some(["qop", "nonce", "opaque"].iter().fold(challenge, |text, name| without_quotes(&text, name)))
    })
}

/// Everything is there, and a script of another origin may not see it (Fetch, CORS-safelisted response-header name).
pub(super) fn cors_hidden(knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    by_bearer("broken/cors-hidden", knock, ladder).map_err(cors::hide_challenge)
}

fn by_basic(realm: &str, knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    let account = basic::gate(knock, &knock.realm(realm), ladder)?;
    Ok(opens(Reply::authenticated(account, basic_scheme::SCHEME), ladder))
}

fn by_bearer(realm: &str, knock: &Knock<'_>, ladder: &mut Ladder) -> Answered {
    let claims = bearer::gate(knock, &knock.realm(realm), ladder)?;
    Ok(bearer::opened(&claims, ladder))
}

fn opens(reply: Reply, ladder: &mut Ladder) -> Reply {
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    reply
}

/// Each challenge of a refusal as the exhibit spells it, or none.
fn spoiled(answered: Answered, spoil: impl Fn(String) -> Option<String>) -> Answered {
    answered.map_err(|refusal| {
        let challenges = refusal.challenges.into_iter().filter_map(spoil).collect();
        Refusal { challenges, ..refusal }
    })
}

/// A challenge with the value of one parameter bare.
fn without_quotes(challenge: &str, name: &str) -> String {
    let opening = format!(" {name}=\"");
    let Some((before, rest)) = challenge.split_once(&opening) else { return challenge.to_owned() };
    let Some((value, after)) = rest.split_once('"') else { return challenge.to_owned() };
    format!("{before} {name}={value}{after}")
}
