//! Limits of a request, once its head could be read.

use super::units::Seconds;

/// How large a request may be, and how long it may take.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Limits of requests")]
pub struct Requests {
    /// Bytes of a request's target: more is a 414.
    #[arg(long, env = "KNOCK_TARGET_BYTES", default_value_t = DEFAULT.target_bytes)]
    pub target_bytes: usize,

    /// Bytes of the value of one field: more is a 431.
    #[arg(long, env = "KNOCK_FIELD_BYTES", default_value_t = DEFAULT.field_bytes)]
    pub field_bytes: usize,

    /// Bytes of a body at a door: more is a 413.
    #[arg(long, env = "KNOCK_BODY_BYTES", default_value_t = DEFAULT.body_bytes)]
    pub body_bytes: usize,

    /// Bytes of a body at the API: more is a 413.
    #[arg(long, env = "KNOCK_API_BODY_BYTES", default_value_t = DEFAULT.api_body_bytes)]
    pub api_body_bytes: usize,

    /// Bytes of a form of the site's own: more is a 413.
    #[arg(long, env = "KNOCK_FORM_BYTES", default_value_t = DEFAULT.form_bytes)]
    pub form_bytes: usize,

    /// Seconds until a body must be whole: longer is a 408.
    #[arg(long, env = "KNOCK_BODY_SECONDS", default_value_t = DEFAULT.body_seconds)]
    pub body_seconds: Seconds,

    /// Seconds until an answer must begin: longer is a 503. A live stream begins at once.
    #[arg(long, env = "KNOCK_ANSWER_SECONDS", default_value_t = DEFAULT.answer_seconds)]
    pub answer_seconds: Seconds,
}

const DEFAULT: Requests = Requests {
    target_bytes: 4 * 1024,
    field_bytes: 8 * 1024,
    body_bytes: 64 * 1024,
    api_body_bytes: 16 * 1024,
    // A body and a head that fit the editor, every byte written with a percent sign.
    form_bytes: 192 * 1024,
    body_seconds: Seconds::whole(10),
    answer_seconds: Seconds::whole(15),
};

impl Default for Requests {
    fn default() -> Self {
        DEFAULT
    }
}
