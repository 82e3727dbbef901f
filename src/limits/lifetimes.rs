//! How long what the doors hand out is good, in seconds of the lab's time, and how often. Pages, forms and the description of the
//! API speak of the defaults.

/// The lifetimes of nonces, tokens and logins.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Lifetimes, by the clock of the lab")]
pub struct Lifetimes {
    /// Seconds that a Digest nonce is good; an older one is stale.
    #[arg(long, env = "KNOCK_NONCE_SECONDS", default_value_t = Lifetimes::DEFAULT.nonce_seconds, value_parser = seconds())]
    pub nonce_seconds: i64,

    /// So many counts of a nonce, back from the highest one, may come in any order; at most 64.
    #[arg(long, env = "KNOCK_NONCE_WINDOW", default_value_t = Lifetimes::DEFAULT.nonce_window, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub nonce_window: u32,

    /// Seconds that an access token is good when nothing else is asked for.
    #[arg(long, env = "KNOCK_TOKEN_SECONDS", default_value_t = Lifetimes::DEFAULT.token_seconds, value_parser = seconds())]
    pub token_seconds: i64,

    /// Seconds that may be asked for, at least the 300 of the forms: the lifetime of a token or a signed link, or how long ago it
    /// ended.
    #[arg(long, env = "KNOCK_TOKEN_MAX_SECONDS", default_value_t = Lifetimes::DEFAULT.token_max_seconds, value_parser = clap::value_parser!(i64).range(300..=86_400))]
    pub token_max_seconds: i64,

    /// Seconds that a refresh token is good.
    #[arg(long, env = "KNOCK_REFRESH_SECONDS", default_value_t = Lifetimes::DEFAULT.refresh_seconds, value_parser = seconds())]
    pub refresh_seconds: i64,

    /// How often a login may be renewed with refresh tokens.
    #[arg(long, env = "KNOCK_REFRESH_ROTATIONS", default_value_t = Lifetimes::DEFAULT.refresh_rotations)]
    pub refresh_rotations: u32,

    /// Seconds that a login with a cookie is good.
    #[arg(long, env = "KNOCK_SESSION_SECONDS", default_value_t = Lifetimes::DEFAULT.session_seconds, value_parser = seconds())]
    pub session_seconds: i64,
}

impl Lifetimes {
    pub(super) const DEFAULT: Self = Self {
        nonce_seconds: 60,
        nonce_window: 64,
        token_seconds: 300,
        token_max_seconds: 3600,
        refresh_seconds: 900,
        refresh_rotations: 20,
        session_seconds: 300,
    };
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// At most a day, as far as a lab's clock can be moved.
fn seconds() -> clap::builder::RangedI64ValueParser<i64> {
    clap::value_parser!(i64).range(1..=86_400)
}
