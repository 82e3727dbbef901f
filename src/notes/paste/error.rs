//! Why a pasted text cannot be read, and what would help.

use super::{EXCHANGES_MAX, FIELDS_MAX};

/// One variant for each thing that the person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    #[error("there is nothing to read: give a response from its status line on, such as what curl -i prints")]
    Empty,
    #[error(
        "the text does not begin with a status line such as HTTP/1.1 401 Unauthorized: curl prints it with -i, or put it before the rest"
    )]
    NoStatusLine,
    #[error("there is a request and no response to it: give both, as curl -v prints them")]
    NoResponse,
    #[error("the request has to begin with its request line, such as GET /path HTTP/1.1")]
    NoRequestLine,
    #[error("with a request of its own, the text of the response may hold one response and no request")]
    NotOneResponse,
    #[error("a message has more than {FIELDS_MAX} fields: leave out those that do not matter")]
    TooManyFields,
    #[error("there are more than {EXCHANGES_MAX} exchanges: give fewer at a time")]
    TooManyExchanges,
}
