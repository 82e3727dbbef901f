//! The connection to the byte: what hyper reads and writes is listened to, so that an exchange can be shown as it crossed the wire.
//! Kept apart from the endpoints, which never see a socket.

mod common_fields;
pub mod connection;
pub mod framing;
pub mod length;
pub mod memory;
mod passing;
pub mod phrase;
mod spelling;
mod stall;
pub mod tap;
pub mod tapped;

pub use common_fields::CommonFields;
pub use connection::{Answering, Peer, Recording, serve};
pub use passing::WireBytes;
