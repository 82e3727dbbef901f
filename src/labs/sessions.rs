//! Sessions that live in a cookie: sealed, so that nobody can make one up, and counted, because a seal alone
//! cannot say that somebody has logged out.

use super::id::random_text;
use super::keys::{Keys, Purpose};
use super::lab::Lab;

const ID_CHARACTERS: usize = 16;

/// What a session cookie says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub user: String,
    /// Not accepted from this second on.
    pub expires: i64,
    id: String,
}

impl Session {
    /// Logs a user in.
    #[must_use]
    pub fn begin(lab: &Lab, user: &str, now: i64) -> Self {
        let expires = now + lab.bounds.lifetimes.session_seconds;
        let session = Self { user: user.to_owned(), expires, id: random_text(ID_CHARACTERS) };
        lab.memory().sessions.insert(&session.id);
        session
    }

    /// Logs the user out: the cookie is worthless from now on, whoever has a copy of it.
    pub fn end(&self, lab: &Lab) {
        lab.memory().sessions.remove(&self.id);
    }

    /// False after a logout, and when the lab has forgotten the session.
    #[must_use]
    pub fn is_alive(&self, lab: &Lab) -> bool {
        lab.memory().sessions.contains(&self.id)
    }

    /// The value of the cookie.
    #[must_use]
    pub fn seal(&self, lab: &Lab, keys: &Keys) -> String {
        let expires = self.expires.to_string();
        keys.seal_lines(Purpose::Session, &[lab.id.as_str(), &self.user, &expires, &self.id])
    }

    /// Reads the value of a cookie; `None` when this lab did not make it.
    #[must_use]
    pub fn open(lab: &Lab, keys: &Keys, value: &str) -> Option<Self> {
        let text = keys.unseal_lines(Purpose::Session, value)?;
        let mut lines = text.split('\n').map(str::to_owned);
        let made_by = lines.next()?;
        let session = Self { user: lines.next()?, expires: lines.next()?.parse().ok()?, id: lines.next()? };
        (made_by == lab.id.as_str()).then_some(session)
    }
}
