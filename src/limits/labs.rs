//! Limits of what is kept for visitors: labs, their logs, their streams.

use super::lifetimes::Lifetimes;
use super::units::Seconds;

/// Everything kept for visitors is bounded by these numbers.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Limits of what is kept")]
pub struct Bounds {
    /// Seconds after its last use that a lab expires.
    #[arg(long = "lab-idle-seconds", env = "KNOCK_LAB_IDLE_SECONDS", default_value_t = DEFAULT.idle)]
    pub idle: Seconds,

    /// Labs kept at the same time; the least recently used goes first.
    #[arg(long, env = "KNOCK_LABS", default_value_t = DEFAULT.labs, value_parser = clap::value_parser!(u64).range(1..))]
    pub labs: u64,

    /// Bytes that all labs keep together; the least recently used goes first.
    #[arg(long = "labs-bytes", env = "KNOCK_LABS_BYTES", default_value_t = DEFAULT.total_bytes)]
    pub total_bytes: u64,

    /// Exchanges in the log of a lab.
    #[arg(long, env = "KNOCK_EXCHANGES_PER_LAB", default_value_t = DEFAULT.exchanges_per_lab)]
    pub exchanges_per_lab: usize,

    /// Bytes kept of each head of an exchange, at most 16384.
    #[arg(long, env = "KNOCK_KEPT_HEAD_BYTES", default_value_t = DEFAULT.kept_head_bytes, value_parser = clap::value_parser!(u32).range(..=SEEN_MAX))]
    pub kept_head_bytes: u32,

    /// Bytes kept of each body of an exchange, at most 16384.
    #[arg(long, env = "KNOCK_KEPT_BODY_BYTES", default_value_t = DEFAULT.kept_body_bytes, value_parser = clap::value_parser!(u32).range(..=SEEN_MAX))]
    pub kept_body_bytes: u32,

    /// Live streams of one lab: more is a 429.
    #[arg(long, env = "KNOCK_STREAMS_PER_LAB", default_value_t = DEFAULT.streams_per_lab)]
    pub streams_per_lab: u32,

    /// Live streams of one address, or of one /64 of IPv6: more is a 429.
    #[arg(long, env = "KNOCK_STREAMS_PER_ADDRESS", default_value_t = DEFAULT.streams_per_address)]
    pub streams_per_address: u32,

    /// Live streams in all: more is a 503.
    #[arg(long, env = "KNOCK_STREAMS", default_value_t = DEFAULT.streams)]
    pub streams: u32,

    /// Exchanges by which a reader of a live stream may fall behind; a slower one is cut, and resumes by id.
    #[arg(long, env = "KNOCK_STREAM_QUEUE", default_value_t = DEFAULT.stream_queue, value_parser = stream_queue)]
    pub stream_queue: usize,

    /// Seconds between two comments on a live stream, so that nothing on the way takes the silence for death.
    #[arg(long = "stream-comment-seconds", env = "KNOCK_STREAM_COMMENT_SECONDS", default_value_t = DEFAULT.stream_comment, value_parser = pause)]
    pub stream_comment: Seconds,

    /// Revoked tokens, and ended families of them, that a lab remembers; the oldest is forgotten first.
    #[arg(long, env = "KNOCK_REVOKED_TOKENS", default_value_t = DEFAULT.revoked_tokens, value_parser = count)]
    pub revoked_tokens: usize,

    /// Families of refresh tokens of a lab; the oldest is forgotten first.
    #[arg(long, env = "KNOCK_REFRESH_FAMILIES", default_value_t = DEFAULT.refresh_families, value_parser = count)]
    pub refresh_families: usize,

    /// Logins of a lab; the oldest is forgotten first.
    #[arg(long, env = "KNOCK_SESSIONS", default_value_t = DEFAULT.sessions, value_parser = count)]
    pub sessions: usize,

    /// Digest nonces whose counts a lab knows; the oldest is forgotten first.
    #[arg(long, env = "KNOCK_NONCES", default_value_t = DEFAULT.nonces, value_parser = count)]
    pub nonces: usize,

    /// Of each of these four in the shared lab, where one visitor must not make it forget another's.
    #[arg(long, env = "KNOCK_SHARED", default_value_t = DEFAULT.shared, value_parser = count)]
    pub shared: usize,

    #[command(flatten)]
    pub lifetimes: Lifetimes,
}

/// So much of a head, and of a body, is seen at all by what listens to a connection.
pub const SEEN_MAX_BYTES: usize = 16 * 1024;
const SEEN_MAX: i64 = SEEN_MAX_BYTES as i64;

const DEFAULT: Bounds = Bounds {
    idle: Seconds::whole(2 * 60 * 60),
    labs: 20_000,
    total_bytes: 256 * 1024 * 1024,
    exchanges_per_lab: 50,
    kept_head_bytes: 8 * 1024,
    kept_body_bytes: 16 * 1024,
    streams_per_lab: 4,
    streams_per_address: 128,
    streams: 5000,
    stream_queue: 64,
    stream_comment: Seconds::whole(15),
    revoked_tokens: 256,
    refresh_families: 256,
    sessions: 256,
    nonces: 32,
    shared: 16_384,
    lifetimes: Lifetimes::DEFAULT,
};

impl Default for Bounds {
    fn default() -> Self {
        DEFAULT
    }
}

/// Of what a lab remembers there is at least one.
fn count(text: &str) -> Result<usize, &'static str> {
    let count = text.parse().ok().filter(|count| (1..=1_000_000).contains(count));
    count.ok_or("a number from 1 to 1000000")
}

/// Without a pause a stream would be nothing but comments.
fn pause(text: &str) -> Result<Seconds, &'static str> {
    let seconds: Seconds = text.parse()?;
    if seconds.0.is_zero() { Err("a time is a number of seconds above 0, such as 15") } else { Ok(seconds) }
}

/// The channel behind a stream holds at least one, and not so many that it could not be made.
fn stream_queue(text: &str) -> Result<usize, &'static str> {
    let queue = text.parse().ok().filter(|queue| (1..=65_536).contains(queue));
    queue.ok_or("a number from 1 to 65536")
}
