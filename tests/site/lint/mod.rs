//! The linter on what the server itself sends.

mod clean;
mod exchange;
