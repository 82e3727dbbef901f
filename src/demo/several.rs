//! `several/`: one door, three schemes. The client takes the best one that it knows (RFC 9110 11.6.1); `?layout=oneline` puts
//! all challenges on one field line, which is allowed and which some clients read wrong.

use super::digest::{self, Terms};
use super::{Knock, Reply, bearer};
use crate::auth::accounts::ACCOUNTS;
use crate::auth::digest::{Algorithm, Qop};
use crate::auth::{
    Account, authorization, basic as basic_scheme, bearer as bearer_scheme, digest as digest_scheme,
};
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

/// One field line for each challenge, or one for all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Lines,
    OneLine,
}

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let layout =
        knock.query_choice("layout", &[("lines", Layout::Lines), ("oneline", Layout::OneLine)], ladder)?;
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: by the Digest scheme, by Basic or by Bearer, as you like.", "RFC 9110 11.6.1"),
    );
    let realm = knock.realm("several");
    let terms = Terms { realm: &realm, algorithms: &[Algorithm::Sha256], qop: Qop::Auth };
    let opened = match brought(knock) {
        Some(digest_scheme::SCHEME) => by_digest(&terms, knock, ladder),
        Some(basic_scheme::SCHEME) => by_basic(knock, ladder),
        Some(_) => bearer::verify(knock, &realm, ladder).map(|claims| bearer::opened(&claims, ladder)),
        None => Err(authorization::none_of(&knock.authorization(), "Digest, Basic or Bearer", ladder)),
    };
    opened.map_err(|refusal| challenged(refusal, layout, &terms, knock))
}

/// The one of our schemes that the request uses, if it uses one.
fn brought(knock: &Knock<'_>) -> Option<&'static str> {
    let values = knock.authorization();
    let uses = |scheme: &&str| authorization::only(values.iter().copied(), scheme).is_some();
    [digest_scheme::SCHEME, basic_scheme::SCHEME, bearer_scheme::SCHEME].into_iter().find(uses)
}

fn by_digest(terms: &Terms<'_>, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let verified = terms.verify(knock, ladder)?;
    let reply = opened(&ACCOUNTS[verified.user], digest_scheme::SCHEME, ladder);
    Ok(digest::with_info(reply, &verified))
}

fn by_basic(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let account = basic_scheme::verify(&knock.authorization(), ladder)?;
    Ok(opened(account, basic_scheme::SCHEME, ladder))
}

fn opened(account: &Account, scheme: &str, ladder: &mut Ladder) -> Reply {
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Reply::authenticated(account, scheme)
}

/// All three, the strongest first; Bearer's may say what was wrong with a token (RFC 6750 3.1).
fn challenged(refusal: Refusal, layout: Layout, terms: &Terms<'_>, knock: &Knock<'_>) -> Refusal {
    let mut lines = terms.challenges(refusal.reason == Reason::StaleNonce, knock);
    lines.push(basic_scheme::challenge(terms.realm));
    lines.push(refusal.challenges.first().cloned().unwrap_or_else(|| bearer_scheme::challenge(terms.realm)));
    let challenges = match layout {
        Layout::Lines => lines,
        Layout::OneLine => vec![lines.join(", ")],
    };
    Refusal { challenges, ..refusal }
}
