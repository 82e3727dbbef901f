//! The client half: a challenge is answered, and every step towards the response can be looked at (RFC 7616 3.4).

use super::super::grammar::quoted;
use super::algorithm::hex;
use super::{Offer, Proof, Qop, SCHEME};

/// What is asked for, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub user: &'a str,
    pub password: &'a str,
    pub method: &'a str,
    /// The request target, with its query.
    pub uri: &'a str,
    pub body: &'a [u8],
    /// How often this nonce was answered, this time included.
    pub count: u32,
    /// The client's own nonce, at random.
    pub cnonce: &'a str,
}

/// The answer to a challenge, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub a1: String,
    pub a2: String,
    pub response: String,
    /// The value of `Authorization`.
    pub authorization: String,
}

impl Offer {
    /// Answers the challenge. The body is protected only where the server insists on it.
    #[must_use]
    pub fn answer(&self, asked: &Asked<'_>) -> Answered {
        let qop = if self.qop.contains(&Qop::Auth) { Qop::Auth } else { Qop::AuthInt };
        let count = hex(&asked.count.to_be_bytes());
        let (realm, nonce, algorithm) = (&*self.realm, &*self.nonce, self.algorithm);
        let proof =
            Proof { algorithm, realm, nonce, count: &count, cnonce: asked.cnonce, qop, uri: asked.uri };
        let a1 = proof.a1(asked.user, asked.password);
        let a2 = proof.a2(asked.method, asked.body);
        let response = proof.response(&a1, &a2);
        let mut authorization = [SCHEME, " ", &self.user(asked.user)].concat();
        for (name, value) in [
            ("realm", &*quoted(realm)),
            ("nonce", &*quoted(nonce)),
            ("uri", &*quoted(asked.uri)),
            ("algorithm", algorithm.name()),
            ("qop", qop.name()),
            ("nc", &*count),
            ("cnonce", &*quoted(asked.cnonce)),
            ("response", &*quoted(&response)),
            ("opaque", &*self.opaque.as_deref().map(quoted).unwrap_or_default()),
        ] {
            if !value.is_empty() {
                authorization.push_str(&[", ", name, "=", value].concat());
            }
        }
        Answered { a1, a2, response, authorization }
    }

    /// A name beyond ASCII goes into `username*`, where everybody reads it alike (RFC 8187 3.2).
    fn user(&self, user: &str) -> String {
        if self.userhash {
            return ["username=", &quoted(&self.algorithm.hash(&[user, &self.realm])), ", userhash=true"]
                .concat();
        }
        if user.is_ascii() {
            return ["username=", &quoted(user)].concat();
        }
        let mut encoded = String::from("username*=UTF-8''");
        for byte in user.bytes() {
            if byte.is_ascii_alphanumeric() {
                encoded.push(char::from(byte));
            } else {
                encoded.push('%');
                encoded.push_str(&hex(&[byte]).to_ascii_uppercase());
            }
        }
        encoded
    }
}
