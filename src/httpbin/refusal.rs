//! The ways to be refused here; what status and title belong to a reason is said in `error`, as for the doors.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};

use super::answer;
use crate::error;
use crate::model::{Problem, Reason};

/// Why there is no other answer.
#[derive(Clone, Copy)]
pub(super) struct Refusal {
    pub reason: Reason,
    /// One sentence, never with anything that the visitor sent.
    pub detail: &'static str,
    /// What a 401 asks for (RFC 9110 15.5.2).
    pub challenge: Option<&'static str>,
}

impl Refusal {
    pub(super) const fn new(reason: Reason, detail: &'static str) -> Self {
        Self { reason, detail, challenge: None }
    }

    pub(super) const fn challenged(self, challenge: &'static str) -> Self {
        Self { challenge: Some(challenge), ..self }
    }
}

/// Also what `hidden-basic-auth` says, to the byte.
pub(super) const NO_ADDRESS: Refusal =
    Refusal::new(Reason::NoSuchDoor, "There is nothing at this address; /httpbin/ lists what there is.");

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = error::status(self.reason);
        let mut response = answer::json(&Problem {
            kind: error::explained_at(self.reason).into(),
            title: error::title(self.reason).into(),
            status: status.as_u16(),
            detail: self.detail.into(),
            instance: None,
            error: None,
        });
        *response.status_mut() = status;
        let fields = response.headers_mut();
        fields.insert(CONTENT_TYPE, HeaderValue::from_static(Problem::MEDIA_TYPE));
        if let Some(challenge) = self.challenge {
            fields.insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response
    }
}
