//! Exhibits that compute a Digest response and do not look at what it stands for.

use super::super::digest::{self, Terms};
use super::super::{Knock, Reply};
use crate::auth::accounts::ACCOUNTS;
use crate::auth::digest::{Algorithm, Answer, Policy, Qop, SCHEME, User, Verified};
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

const ALGORITHMS: [Algorithm; 1] = [Algorithm::Sha256];
/// The one account that `digest-any-user` knows: alice's.
const ONLY: usize = 0;

/// Hashes whatever name came along with the one password it knows.
pub(super) fn any_user(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("broken/digest-any-user");
    let terms = Terms { realm: &realm, algorithms: &ALGORITHMS, qop: Qop::Auth };
    let verified = digest::gated(&terms, knock, ladder, |policy, ladder| {
        let answer = Answer::read(&knock.authorization(), ladder)?;
        policy.require_protection(&answer, ladder)?;
        policy.require_target(&answer, ladder)?;
        let (nonce, algorithm) = policy.require_challenge(&answer, ladder)?;
        let verified = under_any_name(policy, answer, algorithm, ladder)?;
        policy.require_unspent(nonce, &verified.answer, ladder)?;
        Ok(verified)
    })?;
    Ok(opened(ONLY, &verified, ladder))
}

/// Takes any answer that proves a password: whoever made the nonce, however old it is, however often it was used.
pub(super) fn replay(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let realm = knock.realm("broken/digest-replay");
    let terms = Terms { realm: &realm, algorithms: &ALGORITHMS, qop: Qop::Auth };
    let verified = digest::gated(&terms, knock, ladder, |policy, ladder| {
        let answer = Answer::read(&knock.authorization(), ladder)?;
        policy.require_protection(&answer, ladder)?;
        policy.require_target(&answer, ladder)?;
        let verified = policy.require_response(answer, Algorithm::Sha256, ladder)?;
        let detail = "This exhibit does not look: neither whose nonce it is, nor how old, nor whether the answer was used before.";
        let finding = Finding::new(detail, "RFC 7616 3.4").at(verified.answer.nc.evidence());
        ladder.pass(Rung::NotRevoked, finding);
        Ok(verified)
    })?;
    Ok(opened(verified.user, &verified, ladder))
}

/// The response, computed with the name in the answer and the password of the only account.
fn under_any_name(
    policy: &Policy<'_>,
    answer: Answer,
    algorithm: Algorithm,
    ladder: &mut Ladder,
) -> Result<Verified, Refusal> {
    let account = &ACCOUNTS[ONLY];
    let name = match &answer.user {
        User::Named(name) => name.clone(),
        User::Hashed(_) => account.user.to_owned(),
    };
    let evidence = answer.response.evidence();
    let whoever = Policy { users: &[(&name, account.password)], ..*policy };
    // Its sentence names the user, and this name is the visitor's own text, so the exhibit says it in its own words.
    match whoever.require_response(answer, algorithm, &mut Ladder::default()) {
        Ok(verified) => {
            let detail = "The response proves alice's password, and this exhibit takes whoever knows it for alice, under any name.";
            ladder.pass(Rung::KnownIdentity, Finding::new(detail, "RFC 7616 3.4").at(evidence));
            Ok(verified)
        }
        Err(_) => {
            let detail = "The response does not prove the one password that this exhibit knows.";
            let remedy = "Any name, with the password wonderland.";
            let finding = Finding::new(detail, "RFC 7616 3.4").remedy(remedy).at(evidence);
            Err(ladder.stop(Rung::KnownIdentity, Reason::WrongResponse, finding))
        }
    }
}

fn opened(user: usize, verified: &Verified, ladder: &mut Ladder) -> Reply {
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    digest::with_info(Reply::authenticated(&ACCOUNTS[user], SCHEME), verified)
}
