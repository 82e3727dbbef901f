//! What can go wrong between the browser and the server, in words: what happened, why, and what to do now.

use crate::ui::MessageKind;

/// Why there is no exchange to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The browser itself says that it has no network.
    Offline,
    /// No answer came back.
    Unreachable,
    /// 429, with the seconds to wait.
    TooFast { seconds: u32 },
    /// The lab is gone, or its cookie is.
    Expired,
    /// It is no request, or the browser would not send it; the text says why.
    Unsendable(String),
    /// The server refused the request before a door saw it.
    TurnedAway { status: u16 },
    /// 5xx, or an answer that cannot be read.
    Ours,
    /// The request was answered, and the record of it did not come.
    Unrecorded,
}

impl Fault {
    /// The headline.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::Offline => "You are offline",
            Self::Unreachable => "No answer came back",
            Self::TooFast { .. } => "Too fast",
            Self::Expired => "Your lab has expired",
            Self::Unsendable(_) => "This cannot be sent",
            Self::TurnedAway { .. } => "Turned away before the door",
            Self::Ours => "That was our fault",
            Self::Unrecorded => "Answered, but not recorded",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Offline => "Nothing was sent. Your request stays here; send it again when you are back.".to_owned(),
            Self::Unreachable => {
                "The server did not answer, or the connection broke. Your request stays here; try again in a moment.".to_owned()
            }
            Self::TooFast { seconds: 1 } => "Wait one second, then send again.".to_owned(),
            Self::TooFast { seconds } => ["Wait ", &seconds.to_string(), " seconds, then send again."].concat(),
            Self::Expired => {
                "A lab lasts two hours after its last use. Send again and you get a new one; your request stays as it is.".to_owned()
            }
            Self::Unsendable(why) => why.clone(),
            Self::TurnedAway { status } => {
                let why = match status {
                    414 => "the address is too long.",
                    431 => "its headers are too large.",
                    _ => "it could not be read.",
                };
                ["The server answered ", &status.to_string(), " before any door was asked: ", why].concat()
            }
            Self::Ours => "The server could not handle this. Your request stays here; try again in a moment.".to_owned(),
            Self::Unrecorded => {
                "The server answered, but its record cannot be read. If this browser refuses cookies, allow them for this site.".to_owned()
            }
        }
    }

    /// How it is shown.
    #[must_use]
    pub fn kind(&self) -> MessageKind {
        match self {
            Self::Offline | Self::Unreachable => MessageKind::Offline,
            Self::TooFast { .. } => MessageKind::RateLimited,
            Self::Expired => MessageKind::Expired,
            _ => MessageKind::Error,
        }
    }
}
