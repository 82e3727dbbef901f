//! A Digest challenge: the server writes it, the client reads it (RFC 7616 3.3).

use std::fmt;

use super::super::challenge::Challenge;
use super::super::grammar::quoted;
use super::{Algorithm, SCHEME};

/// What the response protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qop {
    /// Method and address.
    Auth,
    /// These, and the body.
    AuthInt,
}

impl Qop {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::AuthInt => "auth-int",
        }
    }

    /// The quality of protection with this name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Auth, Self::AuthInt].into_iter().find(|qop| qop.name().eq_ignore_ascii_case(name))
    }
}

/// A challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub realm: String,
    /// At least one.
    pub qop: Vec<Qop>,
    pub algorithm: Algorithm,
    pub nonce: String,
    /// Comes back unchanged.
    pub opaque: Option<String>,
    /// The nonce was too old, and the response was right: nobody has to be asked for a password again.
    pub stale: bool,
    /// The user name may be sent hashed (RFC 7616 3.4.4).
    pub userhash: bool,
}

impl Offer {
    /// Reads a challenge; `None` when it is not Digest, or asks for something that is not known here.
    #[must_use]
    pub fn read(challenge: &Challenge) -> Option<Self> {
        if !challenge.is(SCHEME) {
            return None;
        }
        // What a client does not know in the list it passes over.
        let qop: Vec<Qop> =
            challenge.param("qop")?.split(',').filter_map(|name| Qop::named(name.trim())).collect();
        let is_true = |name| challenge.param(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        Some(Self {
            realm: challenge.param("realm")?.to_owned(),
            algorithm: challenge.param("algorithm").map_or(Some(Algorithm::Md5), Algorithm::named)?,
            nonce: challenge.param("nonce")?.to_owned(),
            opaque: challenge.param("opaque").map(str::to_owned),
            stale: is_true("stale"),
            userhash: is_true("userhash"),
            qop,
        })
        .filter(|offer| !offer.qop.is_empty())
    }

    /// The first challenge that can be answered: the server lists them in the order in which it likes them (RFC 7616 3.7).
    #[must_use]
    pub fn first(challenges: &[Challenge]) -> Option<Self> {
        challenges.iter().find_map(Self::read)
    }
}

/// As it stands in `WWW-Authenticate`; what is quoted and what is not is fixed (RFC 7616 3.3).
impl fmt::Display for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let qop: Vec<&str> = self.qop.iter().map(|qop| qop.name()).collect();
        write!(
            f,
            "{SCHEME} realm={}, qop={}, algorithm={}, nonce={}",
            quoted(&self.realm),
            quoted(&qop.join(", ")),
            self.algorithm.name(),
            quoted(&self.nonce)
        )?;
        if let Some(opaque) = &self.opaque {
            write!(f, ", opaque={}", quoted(opaque))?;
        }
        if self.stale {
            f.write_str(", stale=true")?;
        }
        if self.userhash {
            f.write_str(", userhash=true")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer {
            realm: "demo/digest".to_owned(),
            qop: vec![Qop::Auth],
            algorithm: Algorithm::Sha256,
            nonce: "n".to_owned(),
            opaque: Some("o".to_owned()),
            stale: false,
            userhash: false,
        }
    }

    #[test]
    fn what_the_server_writes_the_client_reads() {
        let both = vec![Qop::Auth, Qop::AuthInt];
        for (expected, offer) in [
            (
                "Digest realm=\"demo/digest\", qop=\"auth\", algorithm=SHA-256, nonce=\"n\", opaque=\"o\"",
                offer(),
            ),
            (
                "Digest realm=\"a\\\"b\", qop=\"auth, auth-int\", algorithm=MD5-sess, nonce=\"n\", stale=true, userhash=true",
                Offer {
                    realm: "a\"b".to_owned(),
                    qop: both,
                    algorithm: Algorithm::Md5Sess,
                    opaque: None,
                    stale: true,
                    userhash: true,
                    ..offer()
                },
            ),
        ] {
            let written = offer.to_string();
            assert_eq!(written, expected);
            assert_eq!(Offer::first(&Challenge::parse_list(&written)), Some(offer));
        }
    }

    #[test]
    fn the_first_challenge_that_can_be_answered_is_taken() {
        for (value, algorithm) in [
            ("Basic realm=\"a\", Digest realm=\"b\", nonce=\"n\", qop=\"auth\"", Some(Algorithm::Md5)),
            (
                "Digest realm=\"b\", nonce=\"n\", qop=\"auth\", algorithm=SHA-1024, Digest realm=\"b\", nonce=\"m\", qop=\"auth\", algorithm=\"sha-256\"",
                Some(Algorithm::Sha256),
            ),
            ("Digest realm=\"b\", nonce=\"n\", qop=\"auth-conf, auth-int\"", Some(Algorithm::Md5)),
            ("Digest realm=\"b\", nonce=\"n\", qop=\"auth-conf\"", None),
            ("Digest realm=\"b\", nonce=\"n\"", None),
            ("Digest realm=\"b\", qop=\"auth\"", None),
            ("Digest nonce=\"n\", qop=\"auth\"", None),
            ("Digest", None),
            ("Basic realm=\"a\"", None),
            ("", None),
        ] {
            let offer = Offer::first(&Challenge::parse_list(value));
            assert_eq!(offer.map(|offer| offer.algorithm), algorithm, "{value}");
        }
    }
}
