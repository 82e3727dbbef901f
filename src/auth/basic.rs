//! The Basic scheme (RFC 7617): the server half checks, the client half writes.

use base64ct::{Base64, Encoding};

use super::accounts::Account;
use super::authorization::{self, FIELD};
use super::grammar::quoted;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// The registered name.
pub const SCHEME: &str = "Basic";

/// The challenge, with UTF-8 asked for (RFC 7617 2.1).
#[must_use]
pub fn challenge(realm: &str) -> String {
    format!("{SCHEME} realm={}, charset=\"UTF-8\"", quoted(realm))
}

/// The value of `Authorization` for a user and a password (RFC 7617 2).
#[must_use]
pub fn authorization(user: &str, password: &str) -> String {
    format!("{SCHEME} {}", Base64::encode_string([user, ":", password].concat().as_bytes()))
}

/// A user name and a password, as they were sent.
pub struct Pair {
    bytes: Vec<u8>,
    colon: usize,
}

impl Pair {
    #[must_use]
    pub fn user(&self) -> &[u8] {
        &self.bytes[..self.colon]
    }

    #[must_use]
    pub fn password(&self) -> &[u8] {
        &self.bytes[self.colon + 1..]
    }
}

/// Reads what follows the scheme.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub fn decode(encoded: &str) -> Result<Pair, &'static str> {
    if encoded.is_empty() {
        return Err("Nothing follows the word Basic.");
    }
    let bytes = Base64::decode_vec(encoded).map_err(|_| "What follows Basic is not Base64.")?;
    // The first colon separates; a password may contain more (RFC 7617 2).
    let colon = bytes
        .iter()
        .position(|byte| *byte == b':')
        .ok_or("The Base64 can be read, but there is no colon between user name and password.")?;
    Ok(Pair { bytes, colon })
}

/// Climbs from credentials present to known identity.
///
/// # Errors
/// What `authorization::read` gives, `UndecodableCredentials` or `WrongCredentials`, without a challenge.
pub fn verify(values: &[&[u8]], ladder: &mut Ladder) -> Result<&'static Account, Refusal> {
    let credentials = authorization::read(values, SCHEME, ladder)?;
    let encoded = credentials.rest.trim_end();
    let range = credentials.offset..credentials.offset + encoded.len();
    let pair = decode(encoded).map_err(|detail| {
        ladder.stop(
            Rung::Decodable,
            Reason::UndecodableCredentials,
            Finding::new(detail, "RFC 7617 2")
                .remedy("Base64 of the user name, a colon and the password.")
                .at(Evidence::within(FIELD, range.clone())),
        )
    })?;
    ladder.pass(
        Rung::Decodable,
        Finding::new("The Base64 can be read and holds a user name, a colon and a password.", "RFC 7617 2")
            .at(Evidence::within(FIELD, range.clone())),
    );
    let evidence = Evidence::within(FIELD, range);
    let Some(account) = Account::authenticate(pair.user(), pair.password()) else {
        return Err(ladder.stop(
            Rung::KnownIdentity,
            Reason::WrongCredentials,
            Finding::new(
                "No account has this user name and password; which of the two is wrong is not said.",
                "RFC 9110 15.5.2",
            )
            .remedy("An account of the guest list: alice with wonderland, or bob with builder.")
            .at(evidence),
        ));
    };
    ladder.pass(
        Rung::KnownIdentity,
        Finding::new(format!("This is {}.", account.user), "RFC 9110 11.4").at(evidence),
    );
    Ok(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(value: &str) -> Result<&'static str, Reason> {
        verify(&[value.as_bytes()], &mut Ladder::default())
            .map(|account| account.user)
            .map_err(|refusal| refusal.reason)
    }

    #[test]
    fn the_vectors_of_rfc_7617_come_out() {
        assert_eq!(authorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(authorization("test", "123£"), "Basic dGVzdDoxMjPCow==");
    }

    #[test]
    fn what_the_client_half_writes_the_server_half_reads() {
        for account in &super::super::accounts::ACCOUNTS {
            let value = authorization(account.user, account.password);
            assert_eq!(outcome(&value), Ok(account.user));
        }
    }

    #[test]
    fn each_way_to_fail_has_its_own_reason() {
        let cases = [
            ("Basic", Reason::UndecodableCredentials),
            ("Basic    ", Reason::UndecodableCredentials),
            ("Basic %%%", Reason::UndecodableCredentials),
            ("Basic YWxpY2U6d29uZGVybGFuZA", Reason::UndecodableCredentials),
            ("Basic YWxpY2U=", Reason::UndecodableCredentials),
            ("Basic YWxpY2U6d3Jvbmc=", Reason::WrongCredentials),
            ("Basic bWFsbG9yeTp3b25kZXJsYW5k", Reason::WrongCredentials),
            ("Basic QUxJQ0U6d29uZGVybGFuZA==", Reason::WrongCredentials),
            ("Bearer abc", Reason::OtherScheme),
        ];
        for (value, reason) in cases {
            assert_eq!(outcome(value), Err(reason), "{value}");
        }
    }

    #[test]
    fn a_password_may_contain_colons() {
        // Splitting at the last colon would turn `a:b:c` into another user.
        assert_eq!(outcome(&authorization("alice", "wonderland:")), Err(Reason::WrongCredentials));
    }

    #[test]
    fn quotes_in_a_realm_are_escaped() {
        assert_eq!(challenge(r#"a"b"#), r#"Basic realm="a\"b", charset="UTF-8""#);
    }
}
