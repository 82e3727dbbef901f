//! The Digest scheme (RFC 7616): a password is proved without being sent. A folder, because every part is used alone too:
//! the challenge is written and read, an answer is read, made and checked, and nonces need no memory.

mod algorithm;
mod answer;
mod client;
mod nonce;
mod offer;
mod parameters;
mod proof;
mod verify;

#[cfg(test)]
mod answer_tests;
#[cfg(test)]
mod vectors_tests;
#[cfg(test)]
mod verify_tests;

pub use algorithm::Algorithm;
pub use answer::{Answer, Fault, User, extended_value};
pub use client::{Answered, Asked};
pub use nonce::{Nonce, Sign};
pub use offer::{Offer, Qop};
pub use parameters::{Parameter, parameters, spent};
pub use proof::Proof;
pub use verify::{Policy, Spent, Verified};

/// The registered name.
pub const SCHEME: &str = "Digest";
