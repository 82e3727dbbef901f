//! The calculation that both ends make, and agree on only when both know the password (RFC 7616 3.4).

use super::{Algorithm, Qop};

/// What goes into a response beside the user and the password.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    pub algorithm: Algorithm,
    pub realm: &'a str,
    pub nonce: &'a str,
    /// Eight hexadecimal digits, as they stand in the answer.
    pub count: &'a str,
    pub cnonce: &'a str,
    pub qop: Qop,
    pub uri: &'a str,
}

impl Proof<'_> {
    /// Who asks: user, realm and password; with `-sess` their hash and the two nonces (RFC 7616 3.4.2).
    #[must_use]
    pub fn a1(&self, user: &str, password: &str) -> String {
        let a1 = [user, self.realm, password];
        if self.algorithm.is_session() {
            [&*self.algorithm.hash(&a1), self.nonce, self.cnonce].join(":")
        } else {
            a1.join(":")
        }
    }

    /// What is asked for: method and address, and with `auth-int` the hash of the body (RFC 7616 3.4.3).
    #[must_use]
    pub fn a2(&self, method: &str, body: &[u8]) -> String {
        match self.qop {
            Qop::Auth => [method, self.uri].join(":"),
            Qop::AuthInt => [method, self.uri, &*self.algorithm.hash_bytes(body)].join(":"),
        }
    }

    /// The response: what both hashes and everything else come to (RFC 7616 3.4.1).
    #[must_use]
    pub fn response(&self, a1: &str, a2: &str) -> String {
        let [a1, a2] = [a1, a2].map(|text| self.algorithm.hash(&[text]));
        self.algorithm.hash(&[&*a1, self.nonce, self.count, self.cnonce, self.qop.name(), &*a2])
    }
}
