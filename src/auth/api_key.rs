//! API keys in a field of their own. No scheme is registered for them, so the challenge has a name that this site made up:
//! its syntax is that of RFC 9110 11.6.1, and no client knows what to do with it.

use subtle::ConstantTimeEq;

use super::accounts::Account;
use super::grammar::quoted;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// The name in the challenge. It is not registered.
pub const SCHEME: &str = "ApiKey";

/// The field that carries the key.
pub const FIELD: &str = "X-API-Key";

/// The same, for evidence.
const FIELD_LOWER_CASE: &str = "x-api-key";

/// What a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Live,
    /// Good for the test system, which is somewhere else.
    Test,
    Revoked,
}

/// A key of the demo.
#[derive(Debug)]
struct Key {
    text: &'static str,
    user: &'static str,
    state: State,
}

/// All keys. They are printed on the pages and protect nothing.
const KEYS: [Key; 4] = [
    Key { text: "live_alice_reader", user: "alice", state: State::Live },
    Key { text: "live_bob_admin", user: "bob", state: State::Live },
    Key { text: "test_alice", user: "alice", state: State::Test },
    Key { text: "revoked_alice", user: "alice", state: State::Revoked },
];

/// Where a key was sent that is not where the door looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    InAuthorization,
    InQuery,
}

/// The challenge: grammatical, and of our own making.
#[must_use]
pub fn challenge(realm: &str) -> String {
    format!("{SCHEME} realm={}, header={}", quoted(realm), quoted(FIELD))
}

/// True for a key that stands on the pages of this site.
#[must_use]
pub fn is_demo_key(text: &[u8]) -> bool {
    KEYS.iter().any(|key| key.text.as_bytes() == text)
}

/// True for a query parameter in which people send API keys.
#[must_use]
pub fn is_parameter(name: &str) -> bool {
    matches!(&*name.to_ascii_lowercase().replace('-', "_"), "api_key" | "apikey" | "key" | "x_api_key")
}

/// Climbs from credentials present to right audience; `values` are the values of all `X-API-Key` lines.
///
/// # Errors
/// `NoKey`, `RepeatedCredentials`, `UnknownKey`, `RevokedKey` or `TestKey`, without a challenge.
pub fn verify(
    values: &[&[u8]],
    misplaced: Option<Misplaced>,
    ladder: &mut Ladder,
) -> Result<&'static Account, Refusal> {
    let given = match *values {
        [] => return Err(none(misplaced, ladder)),
        [value] => value,
        _ => return Err(repeated(ladder)),
    };
    let at = || Evidence::field(FIELD_LOWER_CASE);
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new("The request carries an X-API-Key header.", "RFC 9110 11.4").at(at()),
    );
    ladder.pass(Rung::WellFormed, Finding::new("It is there once.", "RFC 9110 5.3").at(at()));
    let stop = |rung, reason, detail: &'static str, ladder: &mut Ladder| {
        Err(ladder.stop(
            rung,
            reason,
            Finding::new(detail, "RFC 9110 15.5.2")
                .remedy("A live key of the demo, such as live_bob_admin.")
                .at(at()),
        ))
    };
    let Some(key) = known(given) else {
        return stop(Rung::KnownIdentity, Reason::UnknownKey, "Nobody has this API key.", ladder);
    };
    ladder.pass(
        Rung::KnownIdentity,
        Finding::new(format!("The key belongs to {}.", key.user), "RFC 9110 11.4").at(at()),
    );
    if key.state == State::Revoked {
        return stop(Rung::NotRevoked, Reason::RevokedKey, "This API key was revoked.", ladder);
    }
    ladder.pass(Rung::NotRevoked, Finding::new("Nobody has revoked the key.", "RFC 9110 11.4").at(at()));
    if key.state == State::Test {
        let detail = "This is a key for the test system, and this door is the live one.";
        return stop(Rung::RightAudience, Reason::TestKey, detail, ladder);
    }
    ladder.pass(
        Rung::RightAudience,
        Finding::new("It is a live key, and this is the live door.", "RFC 9110 11.4").at(at()),
    );
    Ok(Account::named(key.user).expect("the owner of every key is on the guest list"))
}

/// Every call compares every key, in a time that depends on nothing but the length of what was given.
fn known(given: &[u8]) -> Option<&'static Key> {
    let mut found = None;
    for key in &KEYS {
        if bool::from(key.text.as_bytes().ct_eq(given)) {
            found = Some(key);
        }
    }
    found
}

fn none(misplaced: Option<Misplaced>, ladder: &mut Ladder) -> Refusal {
    let finding = match misplaced {
        None => Finding::new("The request carries no X-API-Key header, so the server does not know who is asking.", "RFC 9110 15.5.2"),
        Some(Misplaced::InAuthorization) => Finding::new(
            "There is no X-API-Key header. There is an Authorization header, but this door does not look for a key there.",
            "RFC 9110 15.5.2",
        )
        .at(Evidence::field("authorization")),
        Some(Misplaced::InQuery) => Finding::new(
            "There is no X-API-Key header. There is a key in the address, where logs and histories keep it; this door does not look there.",
            "RFC 9110 17.9",
        )
        .at(Evidence::Target),
    };
    ladder.stop(
        Rung::CredentialsPresent,
        Reason::NoKey,
        finding.remedy("The header X-API-Key with a key of the demo, such as live_bob_admin."),
    )
}

fn repeated(ladder: &mut Ladder) -> Refusal {
    ladder.pass(
        Rung::CredentialsPresent,
        Finding::new("The request carries more than one X-API-Key header.", "RFC 9110 5.3")
            .at(Evidence::field(FIELD_LOWER_CASE)),
    );
    ladder.stop(
        Rung::WellFormed,
        Reason::RepeatedCredentials,
        Finding::new("There are two X-API-Key headers, and nobody can say which one counts.", "RFC 9110 5.3")
            .remedy("Exactly one X-API-Key header.")
            .at(Evidence::Field { name: FIELD_LOWER_CASE, nth: 1, range: None }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(values: &[&[u8]]) -> Result<&'static str, Reason> {
        verify(values, None, &mut Ladder::default())
            .map(|account| account.user)
            .map_err(|refusal| refusal.reason)
    }

    #[test]
    fn each_way_to_fail_has_its_own_reason() {
        let cases: &[(&[&[u8]], Result<&str, Reason>)] = &[
            (&[b"live_alice_reader"], Ok("alice")),
            (&[b"live_bob_admin"], Ok("bob")),
            (&[], Err(Reason::NoKey)),
            (&[b"live_bob_admin", b"live_bob_admin"], Err(Reason::RepeatedCredentials)),
            (&[b""], Err(Reason::UnknownKey)),
            (&[b"live_bob_admi"], Err(Reason::UnknownKey)),
            (&[b"LIVE_BOB_ADMIN"], Err(Reason::UnknownKey)),
            (&[b"live_bob_admin, live_bob_admin"], Err(Reason::UnknownKey)),
            (&[b"revoked_alice"], Err(Reason::RevokedKey)),
            (&[b"test_alice"], Err(Reason::TestKey)),
        ];
        for (values, expected) in cases {
            assert_eq!(outcome(values), *expected, "{values:?}");
        }
    }
}
