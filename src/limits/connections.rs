//! Limits of connections: how many, how slow, and how large a request's head may be.

use super::units::Seconds;

/// What a connection may cost.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Limits of connections")]
pub struct Connections {
    /// Connections served at the same time.
    #[arg(long, env = "KNOCK_MAX_CONNECTIONS", default_value_t = DEFAULT.max_connections, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_connections: u32,

    /// Connections from one address, or from one /64 of IPv6; more are closed at once.
    #[arg(long, env = "KNOCK_MAX_CONNECTIONS_PER_ADDRESS", default_value_t = DEFAULT.max_connections_per_address, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_connections_per_address: u32,

    /// Seconds until a connection must have said what it speaks.
    #[arg(long, env = "KNOCK_FIRST_BYTES_SECONDS", default_value_t = DEFAULT.first_bytes_seconds)]
    pub first_bytes_seconds: Seconds,

    /// Seconds until the head of a request must be whole, from the end of the answer before.
    #[arg(long, env = "KNOCK_HEAD_SECONDS", default_value_t = DEFAULT.head_seconds)]
    pub head_seconds: Seconds,

    /// Seconds without any progress after which a client that does not read is cut.
    #[arg(long, env = "KNOCK_WRITE_SECONDS", default_value_t = DEFAULT.write_seconds)]
    pub write_seconds: Seconds,

    /// Bytes of a request's head, at least 8192: more is a 431.
    #[arg(long, env = "KNOCK_HEAD_BYTES", default_value_t = DEFAULT.head_bytes, value_parser = clap::value_parser!(u32).range(8192..))]
    pub head_bytes: u32,

    /// Fields of a request: more is a 431.
    #[arg(long, env = "KNOCK_FIELDS", default_value_t = DEFAULT.fields, value_parser = clap::value_parser!(u16).range(1..))]
    pub fields: u16,

    /// Requests that an HTTP/2 connection has under way at the same time.
    #[arg(long, env = "KNOCK_HTTP2_STREAMS", default_value_t = DEFAULT.http2_streams)]
    pub http2_streams: u32,

    /// Seconds without a frame after which an HTTP/2 client is asked whether it is still there.
    #[arg(long, env = "KNOCK_HTTP2_PING_SECONDS", default_value_t = DEFAULT.http2_ping_seconds)]
    pub http2_ping_seconds: Seconds,

    /// Seconds until it must have answered.
    #[arg(long, env = "KNOCK_HTTP2_PONG_SECONDS", default_value_t = DEFAULT.http2_pong_seconds)]
    pub http2_pong_seconds: Seconds,

    /// Seconds that requests under way get to finish when the program is asked to stop.
    #[arg(long, env = "KNOCK_DRAIN_SECONDS", default_value_t = DEFAULT.drain_seconds)]
    pub drain_seconds: Seconds,
}

const DEFAULT: Connections = Connections {
    max_connections: 4096,
    max_connections_per_address: 512,
    first_bytes_seconds: Seconds::whole(5),
    head_seconds: Seconds::whole(10),
    write_seconds: Seconds::whole(10),
    head_bytes: 16 * 1024,
    fields: 100,
    http2_streams: 64,
    http2_ping_seconds: Seconds::whole(20),
    http2_pong_seconds: Seconds::whole(10),
    drain_seconds: Seconds::whole(10),
};

impl Default for Connections {
    fn default() -> Self {
        DEFAULT
    }
}
