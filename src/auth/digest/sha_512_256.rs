//! SHA-512/256 where there is room for it: on the server. Apart from the other algorithms, so that the browser can do without.

use sha2::{Digest, Sha512_256};

/// The hash of some bytes.
pub(crate) const HASH: Option<fn(&[u8]) -> [u8; 32]> = Some(|bytes| Sha512_256::digest(bytes).into());
