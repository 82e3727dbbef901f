//! The placeholders of an address, decoded; what cannot be decoded is refused in our own words.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;
use crate::model::Reason;

/// The values of the placeholders, in their order.
pub(super) struct Segments<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Segments<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Path(values) = Path::from_request_parts(parts, state).await.map_err(|_| {
            Refusal::new(Reason::InvalidParameter, "The address holds percent signs that are not UTF-8.")
        })?;
        Ok(Self(values))
    }
}
