//! The body of every error: problem details (RFC 9457).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A problem document; `type` is an address on this site that explains it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    pub title: Cow<'static, str>,
    pub status: u16,
    /// One sentence that names the check that failed.
    pub detail: Cow<'static, str>,
    /// The page of this very exchange; absent where nothing is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The OAuth error code, where there is one (RFC 6749 5.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Cow<'static, str>>,
}

impl Problem {
    pub const MEDIA_TYPE: &'static str = "application/problem+json";
}
