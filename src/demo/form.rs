//! The body of a request that brings fields: a form as browsers and curl send it, or a JSON object.

use std::collections::HashMap;
use std::fmt;

use axum::http::header::CONTENT_TYPE;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
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
        let pairs = match &*media_type {
            "application/json" => json_pairs(knock.body),
            "" | "application/x-www-form-urlencoded" => Some(form_fields(knock.body).collect()),
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
        let Some(pairs) = pairs else {
            return Err(ladder.stop(
                Rung::Door,
                Reason::InvalidParameter,
                Finding::new("The body is not a JSON object of texts and numbers.", "RFC 8259 4")
                    .remedy("For example {\"sub\": \"alice\", \"ttl\": 60}.")
                    .at(Evidence::Body),
            ));
        };
        let mut fields = HashMap::with_capacity(pairs.len());
        for (name, value) in pairs {
            if fields.insert(name, value).is_some() {
                return Err(repeated(ladder));
            }
        }
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

fn json_pairs(body: &[u8]) -> Option<Vec<(String, String)>> {
    let Pairs(pairs) = serde_json::from_slice(body).ok()?;
    let texts = pairs.into_iter().map(|(name, value)| match value {
        Value::String(text) => Some((name, text)),
        Value::Number(number) => Some((name, number.to_string())),
        Value::Null => Some((name, String::new())),
        _ => None,
    });
    texts.collect()
}

/// A JSON object with every member as it stands there; a map would keep the last of two with one name.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Members)
    }
}
