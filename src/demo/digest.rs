//! `digest/` and its siblings: doors with the Digest scheme, which differ in what they offer, and the gate that other doors
//! put before their own questions.

use axum::http::{HeaderName, HeaderValue};
use base64ct::{Base64UrlUnpadded, Encoding};

use super::knock::is_target;
use super::{Knock, Reply};
use crate::auth::accounts::ACCOUNTS;
use crate::auth::digest::{Algorithm, Policy, Qop, SCHEME, Verified};
use crate::labs::counts::fresh_nonce;
use crate::labs::keys::Purpose;
use crate::model::{Finding, Ladder, Reason, Refusal, Rung};

/// What a door offers.
pub(super) struct Terms<'a> {
    pub realm: &'a str,
    /// The most preferred first.
    pub algorithms: &'a [Algorithm],
    pub qop: Qop,
}

/// The better one first, and the one that every client knows second (RFC 7616 3.7).
pub(super) const ALGORITHMS: [Algorithm; 2] = [Algorithm::Sha256, Algorithm::Md5];

const INFO: HeaderName = HeaderName::from_static("authentication-info");
const OPAQUE_BYTES: usize = 12;

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    open("digest", &ALGORITHMS, Qop::Auth, knock, ladder)
}

pub(super) fn answer_md5(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    open("digest-md5", &[Algorithm::Md5], Qop::Auth, knock, ladder)
}

pub(super) fn answer_sha256(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    open("digest-sha256", &[Algorithm::Sha256], Qop::Auth, knock, ladder)
}

pub(super) fn answer_sha512_256(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    open("digest-sha512-256", &[Algorithm::Sha512_256], Qop::Auth, knock, ladder)
}

pub(super) fn answer_int(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    open("digest-int", &[Algorithm::Sha256], Qop::AuthInt, knock, ladder)
}

fn open(
    door: &str,
    algorithms: &[Algorithm],
    qop: Qop,
    knock: &Knock<'_>,
    ladder: &mut Ladder,
) -> Result<Reply, Refusal> {
    let terms = Terms { realm: &knock.realm(door), algorithms, qop };
    let verified = gate(&terms, knock, ladder)?;
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(with_info(Reply::authenticated(&ACCOUNTS[verified.user], SCHEME), &verified))
}

/// Lets nobody through without a good answer to a challenge of this door.
///
/// # Errors
/// What `Policy::verify` gives, with fresh challenges.
pub(super) fn gate(terms: &Terms<'_>, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Verified, Refusal> {
    gated(terms, knock, ladder, |policy, ladder| policy.verify(&knock.authorization(), ladder))
}

/// The same, where the door asks its questions in its own way.
pub(super) fn gated(
    terms: &Terms<'_>,
    knock: &Knock<'_>,
    ladder: &mut Ladder,
    verify: impl FnOnce(&Policy<'_>, &mut Ladder) -> Result<Verified, Refusal>,
) -> Result<Verified, Refusal> {
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: this door wants proof of a password, by the Digest scheme.", "RFC 9110 11.4"),
    );
    terms.with_policy(knock, |policy| verify(policy, ladder)).map_err(|refusal| {
        let stale = refusal.reason == Reason::StaleNonce;
        terms.challenges(stale, knock).into_iter().fold(refusal, Refusal::challenged_by)
    })
}

/// Adds the server's own proof that it knows the password (RFC 7616 3.5).
pub(super) fn with_info(reply: Reply, verified: &Verified) -> Reply {
    let info = HeaderValue::try_from(verified.info(&reply.body)).expect("an answer's cnonce is ASCII");
    reply.with(INFO, info)
}

impl Terms<'_> {
    /// Climbs from credentials present to right audience.
    ///
    /// # Errors
    /// What `Policy::verify` gives, without a challenge.
    pub(super) fn verify(&self, knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Verified, Refusal> {
        self.with_policy(knock, |policy| policy.verify(&knock.authorization(), ladder))
    }

    /// Fresh challenges, one for each algorithm.
    pub(super) fn challenges(&self, stale: bool, knock: &Knock<'_>) -> Vec<String> {
        let fresh = || fresh_nonce(knock.lab.clock.offset_seconds());
        self.with_policy(knock, |policy| policy.offers(stale, fresh).map(|offer| offer.to_string()).collect())
    }

    fn with_policy<T>(&self, knock: &Knock<'_>, act: impl FnOnce(&Policy<'_>) -> T) -> T {
        // A nonce of one lab is no nonce of another, nor of the same after a reset.
        let sign = |data: &str| {
            knock.keys.sign(Purpose::Nonce, &format!("{}\n{}\n{data}", knock.lab.id, knock.lab.era()))
        };
        let opaque = sign(&format!("opaque\n{}", self.realm));
        act(&Policy {
            realm: self.realm,
            algorithms: self.algorithms,
            qop: &[self.qop],
            opaque: &Base64UrlUnpadded::encode_string(&opaque[..OPAQUE_BYTES]),
            users: &ACCOUNTS.each_ref().map(|account| (account.user, account.password)),
            method: knock.method.as_str(),
            is_target: &|text| is_target(knock.uri, text),
            body: knock.body,
            now: knock.now,
            nonce_seconds: knock.lab.bounds.lifetimes.nonce_seconds,
            sign: &sign,
            spend: &|nonce, count| knock.lab.memory().counts.spend(nonce, count, knock.now),
        })
    }
}
