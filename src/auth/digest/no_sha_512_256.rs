//! SHA-512/256 in the browser: it is not there, because it would be heavier than the panel that could use it.

/// No hash; an algorithm without one is not known.
pub(crate) const HASH: Option<fn(&[u8]) -> [u8; 32]> = None;
