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
    #[error(
        "the text does not begin with a status line, it is a content alone: curl without -i prints only the content, so add -i"
    )]
    OnlyContent,
    #[error("there is a command and nothing that it printed: give what curl -i printed, too")]
    OnlyCommand,
    #[error(
        "no response came, and curl says why: look at the connection first, then give what the server answers"
    )]
    NothingCame,
    #[error("curl -f prints nothing of a response with an error: leave -f out and add -i")]
    HiddenByFail,
    #[error(
        "there is only an interim response (1xx): give the text up to the final response that follows it"
    )]
    OnlyInterim,
    #[error(
        "a status line begins with HTTP in capitals (RFC 9112 2.3): write HTTP/1.1 401, not http/1.1 401"
    )]
    LowerCaseName,
    #[error(
        "this is what curl --trace or --trace-ascii prints: give what the same command prints with -v instead"
    )]
    Trace,
    #[error(
        "this is a HAR file: give the raw headers of one request and its response, or what curl -i prints"
    )]
    Har,
    #[error(
        "this pane of the browser shows no field of the response: put the response headers below the status"
    )]
    NoFields,
    #[error("the lines are quoted as in a mail: take away the > that the mail has put before each of them")]
    Quoted,
    #[error("wget prints the head of a response with -S only: add -S, or give what curl -i prints")]
    WgetWithoutHead,
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
