//! The connection to the byte: what hyper reads and writes is listened to, so that an exchange can be shown as it crossed the wire.
//! Kept apart from the endpoints, which never see a socket.

pub mod connection;
pub mod framing;
pub mod length;
pub mod memory;
pub mod phrase;
pub mod spelling;
mod stall;
pub mod tap;
pub mod tapped;

pub use connection::{Answering, Peer, Recording, serve};
pub use tap::WireBytes;
