//! What can go wrong outside of the doors, and what the client is told: problem details, with the status chosen here.

use axum::Json;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::model::Problem;

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
    #[error("`after` must be the number of an exchange, at most once")]
    BadNumber,
    #[error("`class` must be a digit from 1 to 5, at most once")]
    BadClass,
    #[error("a status code has three digits and lies between 100 and 599")]
    BadCode,
    #[error("this code is not in the registry, so nothing is known about it")]
    NoSuchCode,
    #[error("the body is larger than 16 KiB")]
    BodyTooLarge,
    #[error("this lab has as many live streams as it may; close one and try again")]
    TooManyStreams,
    #[error("the request must say its host exactly once, as a name or an address with or without a port")]
    BadHost,
    #[error(
        "this server does not answer under that name; use localhost, its address, or start it with --origin"
    )]
    Misdirected,
    #[error("the address is longer than 4096 bytes")]
    TargetTooLong,
    #[error("the address takes GET and HEAD only")]
    ReadOnly,
    #[error("the answer took longer than 15 seconds")]
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
            Self::BadClock | Self::BadNumber | Self::BadClass | Self::BadCode | Self::BadHost => {
                StatusCode::BAD_REQUEST
            }
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::TooManyStreams => StatusCode::TOO_MANY_REQUESTS,
            Self::TargetTooLong => StatusCode::URI_TOO_LONG,
            Self::ReadOnly => StatusCode::METHOD_NOT_ALLOWED,
            Self::Timeout => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = self.status();
        let problem = Problem {
            kind: format!("/codes#{}", status.as_u16()),
            title: status.canonical_reason().unwrap_or_default().to_owned(),
            status: status.as_u16(),
            detail: format!("{}.", capitalised(&self.to_string())),
            instance: None,
            error: None,
        };
        let mut response = (status, Json(problem)).into_response();
        let fields = response.headers_mut();
        fields.insert(CONTENT_TYPE, HeaderValue::from_static(Problem::MEDIA_TYPE));
        fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::ReadOnly => _ = fields.insert(ALLOW, HeaderValue::from_static("GET, HEAD")),
            Self::TooManyStreams | Self::Timeout => {
                _ = fields.insert(RETRY_AFTER, HeaderValue::from_static("5"))
            }
            _ => {}
        }
        response
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
