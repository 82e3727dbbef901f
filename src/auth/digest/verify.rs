//! The server half: an answer is checked step by step, each step a question of the ladder that can also be asked alone.

use subtle::{Choice, ConstantTimeEq};

use super::super::authorization::FIELD;
use super::super::grammar::quoted;
use super::{Algorithm, Answer, Nonce, Offer, Proof, Qop, Sign, User};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// What became of a count when it was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    Now,
    Before,
    /// So far behind the highest one that nobody remembers whether it was used.
    Behind,
    /// Nobody remembers the nonce, so nobody can say.
    Forgotten,
}

/// What a door asks for, and what it knows.
pub struct Policy<'a> {
    pub realm: &'a str,
    /// The most preferred first (RFC 7616 3.7).
    pub algorithms: &'a [Algorithm],
    pub qop: &'a [Qop],
    pub opaque: &'a str,
    /// Names and passwords; at least one pair.
    pub users: &'a [(&'a str, &'a str)],
    pub method: &'a str,
    /// Says whether a text is the target of the request, as it crossed the wire.
    pub is_target: &'a dyn Fn(&str) -> bool,
    pub body: &'a [u8],
    /// In seconds since 1970.
    pub now: i64,
    /// A nonce is good for so long, in seconds.
    pub nonce_seconds: i64,
    pub sign: Sign<'a>,
    /// Uses up a count of a nonce.
    pub spend: &'a dyn Fn(Nonce, u32) -> Spent,
}

/// A good answer.
#[derive(Debug)]
pub struct Verified {
    /// The place of the user in the list.
    pub user: usize,
    pub answer: Answer,
    algorithm: Algorithm,
    a1: String,
}

impl Policy<'_> {
    /// One challenge for each algorithm, each with a nonce of its own; `fresh` makes them.
    pub fn offers(&self, stale: bool, fresh: impl Fn() -> Nonce) -> impl Iterator<Item = Offer> {
        self.algorithms.iter().map(move |algorithm| Offer {
            realm: self.realm.to_owned(),
            qop: self.qop.to_vec(),
            algorithm: *algorithm,
            nonce: fresh().seal(self.realm, *algorithm, self.sign),
            opaque: Some(self.opaque.to_owned()),
            stale,
            userhash: false,
        })
    }

    /// Climbs from credentials present to right audience.
    ///
    /// # Errors
    /// What `Answer::read` gives, `ImproperDigest`, `OtherTarget`, `ForeignChallenge`, `OtherAlgorithm`, `WrongResponse`,
    /// `StaleNonce` or `UsedCount`, without a challenge.
    pub fn verify(&self, values: &[&[u8]], ladder: &mut Ladder) -> Result<Verified, Refusal> {
        let answer = Answer::read(values, ladder)?;
        self.require_protection(&answer, ladder)?;
        // Asked first, because it is no matter of credentials; it is on record at its place.
        self.require_target(&answer, ladder)?;
        let (nonce, algorithm) = self.require_challenge(&answer, ladder)?;
        let verified = self.require_response(answer, algorithm, ladder)?;
        self.require_unspent(nonce, &verified.answer, ladder)?;
        let finding =
            Finding::new("The answer was made for the address in the request line.", "RFC 7616 3.4.6");
        ladder.pass(Rung::RightAudience, finding.at(verified.answer.uri.evidence()));
        Ok(verified)
    }

    /// Asks whether the answer protects what the door wants protected.
    ///
    /// # Errors
    /// `ImproperDigest`.
    pub fn require_protection(&self, answer: &Answer, ladder: &mut Ladder) -> Result<(), Refusal> {
        if self.qop.contains(&answer.qop) {
            return Ok(());
        }
        let finding = Finding::new("The answer has another qop than the challenge offered.", "RFC 7616 3.4");
        let finding = finding.remedy("A qop from the challenge.").at(Evidence::field(FIELD));
        Err(ladder.stop(Rung::Decodable, Reason::ImproperDigest, finding))
    }

    /// Asks whether the answer was made for this request: to the byte, nothing is brought into a common form before.
    ///
    /// # Errors
    /// `OtherTarget`.
    pub fn require_target(&self, answer: &Answer, ladder: &mut Ladder) -> Result<(), Refusal> {
        if (self.is_target)(&answer.uri.value) {
            return Ok(());
        }
        Err(ladder.stop(
            Rung::RightAudience,
            Reason::OtherTarget,
            Finding::new(
                "The answer was made for another address than the one in the request line.",
                "RFC 7616 3.4.6",
            )
            .remedy("A uri that is the request target to the byte, with its query.")
            .at(answer.uri.evidence()),
        ))
    }

    /// Asks whether it is one of our own challenges that is answered, with the algorithm that it asked for.
    ///
    /// # Errors
    /// `ForeignChallenge` or `OtherAlgorithm`.
    pub fn require_challenge(
        &self,
        answer: &Answer,
        ladder: &mut Ladder,
    ) -> Result<(Nonce, Algorithm), Refusal> {
        let mut foreign = |detail: &'static str, section, evidence| {
            ladder.stop(
                Rung::KnownIdentity,
                Reason::ForeignChallenge,
                Finding::new(detail, section)
                    .remedy("An answer to a challenge of this very door; this response has a fresh one.")
                    .at(evidence),
            )
        };
        if answer.realm.value != self.realm {
            let detail = "The answer names another realm than the challenge of this door.";
            return Err(foreign(detail, "RFC 7616 3.4", answer.realm.evidence()));
        }
        let opened = Nonce::open(&answer.nonce.value, self.realm, self.algorithms, self.sign);
        let Some((nonce, algorithm)) = opened else {
            let detail = "The nonce was not made by this door.";
            return Err(foreign(detail, "RFC 7616 3.4", answer.nonce.evidence()));
        };
        if let Some(opaque) = answer.opaque.as_ref().filter(|opaque| opaque.value != self.opaque) {
            let detail = "The parameter opaque did not come back as it was sent.";
            return Err(foreign(detail, "RFC 7616 3.3", opaque.evidence()));
        }
        if answer.algorithm != Some(algorithm) {
            let used = answer.algorithm.map_or("another algorithm", Algorithm::name);
            return Err(ladder.stop(
                Rung::KnownIdentity,
                Reason::OtherAlgorithm,
                Finding::new(
                    format!("The nonce was given out for {}, and the answer uses {used}.", algorithm.name()),
                    "RFC 7616 3.3",
                )
                .remedy("The algorithm that stands beside the nonce in the challenge; without one it is MD5.")
                .at(answer.nonce.evidence()),
            ));
        }
        Ok((nonce, algorithm))
    }

    /// Asks whether the response proves that somebody knows the password of a user. A wrong user costs what a wrong
    /// password costs: the response is computed in either case.
    ///
    /// # Errors
    /// `WrongResponse`.
    pub fn require_response(
        &self,
        answer: Answer,
        algorithm: Algorithm,
        ladder: &mut Ladder,
    ) -> Result<Verified, Refusal> {
        let (mut known, mut user) = (Choice::from(0), 0);
        for (nth, (name, _)) in self.users.iter().enumerate() {
            let is_this = match &answer.user {
                User::Named(given) => name.as_bytes().ct_eq(given.as_bytes()),
                User::Hashed(given) => algorithm.hash(&[name, self.realm]).as_bytes().ct_eq(given.as_bytes()),
            };
            if bool::from(is_this) {
                (known, user) = (is_this, nth);
            }
        }
        let (name, password) = self.users[user];
        let proof = proof(&answer, algorithm);
        let a1 = proof.a1(name, password);
        let response = proof.response(&a1, &proof.a2(self.method, self.body));
        let is_right = known & response.as_bytes().ct_eq(answer.response.value.as_bytes());
        let evidence = answer.response.evidence();
        if !bool::from(is_right) {
            let finding = Finding::new(wrong(answer.qop), "RFC 7616 3.4").remedy(
                "The response that alice's password wonderland gives, for this request and this nonce.",
            );
            return Err(ladder.stop(Rung::KnownIdentity, Reason::WrongResponse, finding.at(evidence)));
        }
        let detail = format!("This is {name}: the response proves the password, which was never sent.");
        ladder.pass(Rung::KnownIdentity, Finding::new(detail, "RFC 7616 3.4.1").at(evidence));
        Ok(Verified { user, answer, algorithm, a1 })
    }

    /// Asks whether the nonce is young, and whether this is the first answer with this count.
    ///
    /// # Errors
    /// `StaleNonce` or `UsedCount`.
    pub fn require_unspent(&self, nonce: Nonce, answer: &Answer, ladder: &mut Ladder) -> Result<(), Refusal> {
        let age = self.now - nonce.issued;
        let spent = if (0..=self.nonce_seconds).contains(&age) {
            (self.spend)(nonce, answer.count)
        } else {
            Spent::Forgotten
        };
        if spent == Spent::Forgotten {
            let why = if age > self.nonce_seconds {
                format!("is more than {} seconds old", self.nonce_seconds)
            } else {
                "is not kept any more".to_owned()
            };
            let detail = format!(
                "The response is right, but the nonce {why}. Nobody has to be asked for a password again."
            );
            let finding = Finding::new(detail, "RFC 7616 3.3").remedy(
                "The same password with the new nonce of this answer; clients do that by themselves.",
            );
            return Err(ladder.stop(Rung::InTime, Reason::StaleNonce, finding.at(answer.nonce.evidence())));
        }
        let detail = format!("The nonce is at most {} seconds old.", self.nonce_seconds);
        let finding = Finding::new(detail, "RFC 7616 3.3");
        ladder.pass(Rung::InTime, finding.at(answer.nonce.evidence()));
        let again = match spent {
            Spent::Before => Some(
                "The response is right, but this count of this nonce was used before: a copy of an earlier request looks just so.",
            ),
            Spent::Behind => Some(
                "The response is right, but its count is so far behind the highest one that nobody remembers whether it was used.",
            ),
            Spent::Now | Spent::Forgotten => None,
        };
        if let Some(detail) = again {
            let finding = Finding::new(detail, "RFC 7616 3.4")
                .remedy("The count after the highest one, and the response that goes with it.")
                .at(answer.nc.evidence());
            return Err(ladder.stop(Rung::NotRevoked, Reason::UsedCount, finding));
        }
        let finding = Finding::new("This count of this nonce was not used before.", "RFC 7616 3.4");
        ladder.pass(Rung::NotRevoked, finding.at(answer.nc.evidence()));
        Ok(())
    }
}

fn proof(answer: &Answer, algorithm: Algorithm) -> Proof<'_> {
    Proof {
        algorithm,
        realm: &answer.realm.value,
        nonce: &answer.nonce.value,
        count: &answer.nc.value,
        cnonce: &answer.cnonce.value,
        qop: answer.qop,
        uri: &answer.uri.value,
    }
}

fn wrong(qop: Qop) -> &'static str {
    match qop {
        Qop::Auth => {
            "The response proves no account's password; whether the user or the password is wrong is not said."
        }
        Qop::AuthInt => {
            "The response proves no account's password, or the body is not the one that it was made for; which of them is not said."
        }
    }
}

impl Verified {
    /// The value of `Authentication-Info`: proof that the server knows the password, too (RFC 7616 3.5).
    #[must_use]
    pub fn info(&self, body: &[u8]) -> String {
        let answer = &self.answer;
        let proof = proof(answer, self.algorithm);
        let rspauth = proof.response(&self.a1, &proof.a2("", body));
        format!(
            "qop={}, rspauth=\"{rspauth}\", cnonce={}, nc={}",
            answer.qop.name(),
            quoted(&answer.cnonce.value),
            answer.nc.value
        )
    }
}
