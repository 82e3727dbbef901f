//! The linter in its three places, and on what the server itself sends.

mod api;
mod clean;
mod command;
mod exchange;
mod page;

/// The commonest mistake, and the only one in it.
const BARE: &str = "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\nWho are you?";
/// Nothing to object.
const GOOD: &str = "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"r\"\n\nWho are you?";
