//! What can go wrong outside of the doors, and what the client is told: problem details, with the status chosen here.

use axum::Json;
use axum::http::header::{ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::limits::Wait;
use crate::model::Problem;
use crate::notes::PasteError;
use crate::wire::phrase::reason_phrase;

/// A failure of the API or the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("there is nothing here that you may read")]
    NotFound,
    #[error("this lab has expired, with everything in it; POST /api/labs makes a new one")]
    LabExpired,
    #[error("the request comes from another site's page, which may not change anything here")]
    CrossSite,
    #[error("the body must be JSON like {{\"offset_seconds\": 60}}, from -86400 to 86400")]
    BadClock,
    #[error("the body must be JSON like {{\"typed\": [\"x-mine\"]}}, with the names of header fields")]
    BadTyped,
    #[error(
        "the body must be JSON like {{\"response\": \"HTTP/1.1 401 Unauthorized\\n…\"}}, with \"request\" beside it if there is one"
    )]
    BadTexts,
    #[error(transparent)]
    Unreadable(PasteError),
    #[error("`after` must be the number of an exchange, at most once")]
    BadNumber,
    #[error("`class` must be a digit from 1 to 5, at most once")]
    BadClass,
    #[error("a status code has three digits and lies between 100 and 599")]
    BadCode,
    #[error("this code is not in the registry, so nothing is known about it")]
    NoSuchCode,
    #[error("the body is larger than this address takes")]
    BodyTooLarge,
    #[error("the body did not arrive in the time that a body may take")]
    BodyTooLate,
    #[error("the body breaks off, or its chunks are not well formed")]
    BrokenBody,
    #[error("the body is compressed or in several parts, and this address unpacks neither")]
    PackedBody,
    #[error("this lab, or your address, has as many live streams as it may; close one and try again")]
    TooManyStreams,
    #[error(
        "this server has as many live streams as it can bear; try again later, or read the exchanges with GET"
    )]
    NoMoreStreams,
    #[error(
        "your address sends more requests than this server takes; wait as many seconds as Retry-After says"
    )]
    TooOften(Wait),
    #[error(
        "your address made too many labs; go on with the one you have, or wait as many seconds as Retry-After says"
    )]
    TooManyLabs(Wait),
    #[error("this lab gets more requests than it takes; wait as many seconds as Retry-After says")]
    LabTooOften(Wait),
    #[error("the request must say its host exactly once, as a name or an address with or without a port")]
    BadHost,
    #[error(
        "this server does not answer under that name; use localhost, its address, or start it with --origin"
    )]
    Misdirected,
    #[error("the address is longer than this server takes")]
    TargetTooLong,
    #[error("the value of a header field is longer than this server takes")]
    FieldTooLarge,
    #[error("the header fields are larger together than this server takes")]
    HeadTooLarge,
    #[error("the address takes GET and HEAD only")]
    ReadOnly,
    #[error("the address does not take this method; Allow names those that it takes")]
    OtherMethod,
    #[error("the answer took longer than this server waits")]
    Timeout,
    #[error("something went wrong on our side")]
    Internal,
}

impl Fault {
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound | Self::NoSuchCode => StatusCode::NOT_FOUND,
            Self::LabExpired => StatusCode::GONE,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Unreadable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadClock
            | Self::BadTyped
            | Self::BadTexts
            | Self::BadNumber
            | Self::BadClass
            | Self::BadCode
            | Self::BadHost
            | Self::BrokenBody => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BodyTooLate => StatusCode::REQUEST_TIMEOUT,
            Self::PackedBody => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::TooManyStreams | Self::TooOften(_) | Self::TooManyLabs(_) | Self::LabTooOften(_) => {
                StatusCode::TOO_MANY_REQUESTS
            }
            Self::TargetTooLong => StatusCode::URI_TOO_LONG,
            Self::FieldTooLarge | Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::ReadOnly | Self::OtherMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Timeout | Self::NoMoreStreams => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = self.status();
        let problem = Problem {
            kind: format!("/codes#{}", status.as_u16()).into(),
            title: reason_phrase(status).into(),
            status: status.as_u16(),
            detail: format!("{}.", capitalised(&self.to_string())).into(),
            instance: None,
            error: None,
        };
        let mut response = (status, Json(problem)).into_response();
        let fields = response.headers_mut();
        fields.insert(CONTENT_TYPE, HeaderValue::from_static(Problem::MEDIA_TYPE));
        fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::ReadOnly => _ = fields.insert(ALLOW, HeaderValue::from_static("GET, HEAD")),
            Self::TooManyStreams | Self::NoMoreStreams | Self::Timeout => {
                _ = fields.insert(RETRY_AFTER, HeaderValue::from_static("5"))
            }
            Self::TooOften(wait) | Self::TooManyLabs(wait) | Self::LabTooOften(wait) => {
                _ = fields.insert(RETRY_AFTER, HeaderValue::from(wait.seconds()))
            }
            Self::PackedBody => _ = fields.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity")),
            _ => {}
        }
        response
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
