//! The bare connection: what is not HTTP, what is too much of it, who says nothing, and how it ends.

mod curl;
mod digest;
mod host;
mod http2;
mod malformed;
mod malformed_rows;
mod nonsense;
mod peers;
mod shutdown;
