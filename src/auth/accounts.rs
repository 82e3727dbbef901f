//! The demo's guest list. The passwords are printed on every page: they protect nothing.

use subtle::{Choice, ConstantTimeEq};

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Reader,
    Admin,
}

impl Role {
    /// The name used in tokens and answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Admin => "admin",
        }
    }
}

/// One guest.
#[derive(Debug, PartialEq, Eq)]
pub struct Account {
    pub user: &'static str,
    pub password: &'static str,
    pub role: Role,
    pub suspended: bool,
    /// What the account is there for, in a few words.
    pub about: &'static str,
}

/// Everybody on the list.
pub const ACCOUNTS: [Account; 4] = [
    Account { user: "alice", password: "wonderland", role: Role::Reader, suspended: false, about: "reader" },
    Account { user: "bob", password: "builder", role: Role::Admin, suspended: false, about: "admin" },
    Account {
        user: "carol",
        password: "looking-glass",
        role: Role::Reader,
        suspended: true,
        about: "suspended",
    },
    Account {
        user: "zoë", password: "pässwörd", role: Role::Reader, suspended: false, about: "not ASCII"
    },
];

impl Account {
    /// The account with this name. Not constant in time: for names that are no secret.
    #[must_use]
    pub fn named(user: &str) -> Option<&'static Self> {
        ACCOUNTS.iter().find(|account| account.user == user)
    }

    /// The account with this user name and password.
    /// Every call compares both against every account, so a wrong user costs what a wrong password costs.
    #[must_use]
    pub fn authenticate(user: &[u8], password: &[u8]) -> Option<&'static Self> {
        let mut found = None;
        for account in &ACCOUNTS {
            let both = same(account.user.as_bytes(), user) & same(account.password.as_bytes(), password);
            if bool::from(both) {
                found = Some(account);
            }
        }
        found
    }
}

const COMPARED_BYTES: usize = 16;

/// Equality in a time that depends on neither content nor length, for secrets of up to 16 bytes.
fn same(secret: &[u8], given: &[u8]) -> Choice {
    let mut left = [0; COMPARED_BYTES];
    let mut right = [0; COMPARED_BYTES];
    let (secret_kept, given_kept) = (secret.len().min(COMPARED_BYTES), given.len().min(COMPARED_BYTES));
    left[..secret_kept].copy_from_slice(&secret[..secret_kept]);
    right[..given_kept].copy_from_slice(&given[..given_kept]);
    left.ct_eq(&right) & secret.len().ct_eq(&given.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_pair_is_an_account() {
        for account in &ACCOUNTS {
            assert_eq!(
                Account::authenticate(account.user.as_bytes(), account.password.as_bytes()),
                Some(account)
            );
            for (user, password) in [
                (account.user, ""),
                (account.user, "wonderland\0"),
                (account.user, "builder "),
                ("", account.password),
                ("mallory", account.password),
            ] {
                assert_eq!(
                    Account::authenticate(user.as_bytes(), password.as_bytes()),
                    None,
                    "{user} {password}"
                );
            }
        }
        let long = [b'x'; 200];
        assert_eq!(Account::authenticate(b"alice", &long), None);
    }

    #[test]
    fn every_secret_fits_the_comparison() {
        for account in &ACCOUNTS {
            assert!(account.user.len() <= COMPARED_BYTES && account.password.len() <= COMPARED_BYTES);
        }
    }
}
