//! Labs: one visitor's private copy of the demo server, with its own tokens, clock and log.
//! The id lets anybody send to a lab; only the browser with the lab's cookie may read it.

pub mod author;
pub mod clock;
pub mod counts;
mod evidence;
pub mod families;
pub mod id;
pub mod keys;
pub mod lab;
pub mod log;
pub mod masking;
mod masking_digest;
mod masking_names;
pub mod quota;
pub mod recorded;
pub mod registry;
pub mod sessions;
pub mod tokens;

pub use author::{Author, Typed};
pub use id::LabId;
pub use keys::Keys;
pub use lab::Lab;
pub use recorded::{Climb, Recorded};
pub use registry::{Access, Labs};

pub use crate::limits::Bounds;
