//! HTTP authentication: one file or folder per scheme, holding its server half, its client half and the RFC's vectors.
//! No I/O here; time and randomness are arguments. Both the server and the browser use it.

pub mod accounts;
pub mod api_key;
pub mod authorization;
pub mod basic;
pub mod bearer;
pub mod challenge;
pub mod digest;
pub mod grammar;
pub mod jwt;
pub mod step_up;

pub use accounts::{Account, Role};
pub use challenge::Challenge;

/// The schemes that have a file of their own here, by registered name.
pub const SCHEMES: &[&str] = &[basic::SCHEME, bearer::SCHEME, digest::SCHEME];
