//! The body of a request that brings fields: a form as browsers and curl send it, or a JSON object.

use std::collections::HashMap;

use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

use super::Knock;
use super::knock::form_fields;
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// The fields of the request's body: a form, or a JSON object of texts and numbers.
pub(super) struct Form(HashMap<String, String>);

impl Form {
    /// Reads the body.
    ///
    /// # Errors
    /// `UnsupportedContent` or `InvalidParameter`.
    pub(super) fn read(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Self, Refusal> {
        let content_type =
            knock.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let fields = match &*media_type {
            "application/json" => json_fields(knock.body),
            "" | "application/x-www-form-urlencoded" => {
                let mut fields = HashMap::new();
                for (name, value) in form_fields(knock.body) {
                    if fields.insert(name, value).is_some() {
                        return Err(repeated(ladder));
                    }
                }
                Some(fields)
            }
            _ => {
                return Err(ladder.stop(
                    Rung::Door,
                    Reason::UnsupportedContent,
                    Finding::new("The body is neither a form nor JSON.", "RFC 9110 15.5.16")
                        .remedy("application/x-www-form-urlencoded or application/json.")
                        .at(Evidence::field("content-type")),
                ));
            }
        };
        let Some(fields) = fields else {
            return Err(ladder.stop(
                Rung::Door,
                Reason::InvalidParameter,
                Finding::new("The body is not a JSON object of texts and numbers.", "RFC 8259 4")
                    .remedy("For example {\"sub\": \"alice\", \"ttl\": 60}.")
                    .at(Evidence::Body),
            ));
        };
        Ok(Self(fields))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The value of a field without which nothing can be done. One without a value counts as left out (RFC 6749 3.2).
    ///
    /// # Errors
    /// `InvalidParameter`.
    pub(super) fn require(
        &self,
        name: &'static str,
        section: &'static str,
        ladder: &mut Ladder,
    ) -> Result<&str, Refusal> {
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(|| {
            ladder.stop(
                Rung::Door,
                Reason::InvalidParameter,
                Finding::new(format!("The parameter {name} is missing."), section)
                    .remedy(format!("{name}=… in the body."))
                    .at(Evidence::Body),
            )
        })
    }
}

/// Whoever takes the first of two and whoever takes the last would disagree about what was asked.
fn repeated(ladder: &mut Ladder) -> Refusal {
    ladder.stop(
        Rung::Door,
        Reason::InvalidParameter,
        Finding::new("The body names a field twice.", "RFC 6749 3.2")
            .remedy("Each field once.")
            .at(Evidence::Body),
    )
}

fn json_fields(body: &[u8]) -> Option<HashMap<String, String>> {
    let Ok(Value::Object(object)) = serde_json::from_slice(body) else { return None };
    object
        .into_iter()
        .map(|(name, value)| match value {
            Value::String(text) => Some((name, text)),
            Value::Number(number) => Some((name, number.to_string())),
            Value::Null => Some((name, String::new())),
            _ => None,
        })
        .collect()
}
