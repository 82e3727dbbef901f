//! What the server hands to the playground together with its page.

use serde::Serialize;

use crate::auth::accounts::ACCOUNTS;
use crate::model::Scenario;
use crate::model::scenario::ScenarioLink;

/// The playground's beginning.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlayBoot {
    /// Absent on the open playground.
    pub scenario: Option<Scenario>,
    /// All scenarios, in the order of the list.
    pub scenarios: Vec<ScenarioLink>,
    pub accounts: Vec<BootAccount>,
}

/// A demo account, for the chips that fill in the credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BootAccount {
    pub user: String,
    pub password: String,
    /// A few words: what the account is there for.
    pub about: String,
}

impl BootAccount {
    /// Everybody on the guest list.
    #[must_use]
    pub fn all() -> Vec<Self> {
        ACCOUNTS
            .iter()
            .map(|account| Self {
                user: account.user.to_owned(),
                password: account.password.to_owned(),
                about: account.about.to_owned(),
            })
            .collect()
    }
}
