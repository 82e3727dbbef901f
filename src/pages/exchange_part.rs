//! Parts of an exchange's page, for the playground: the same views, rendered here, so that the browser need not carry them.

use leptos::prelude::*;

use super::render::{self, RenderError};
use crate::model::Exchange;
use crate::ui::{ExchangeCard, LadderView, NoteList};

/// A part of the page about an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangePart {
    /// The two messages.
    Wire,
    /// The ladder, and what there is to notice.
    Why,
}

impl ExchangePart {
    /// By its name in an address.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "wire" => Some(Self::Wire),
            "why" => Some(Self::Why),
            _ => None,
        }
    }
}

/// The HTML of a part.
///
/// # Errors
/// When it cannot be rendered.
pub async fn exchange_part(part: ExchangePart, exchange: Exchange) -> Result<String, RenderError> {
    render::html(move || match part {
        ExchangePart::Wire => view! { <ExchangeCard exchange=exchange.clone() compact=true/> }.into_any(),
        ExchangePart::Why => {
            view! { <LadderView exchange=exchange.clone()/> <NoteList notes=exchange.notes.clone()/> }
                .into_any()
        }
    })
    .await
}
