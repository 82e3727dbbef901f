//! The pages: one file a kind of page, each composing components from content. Nothing here knows about HTTP.
#![allow(clippy::needless_pass_by_value, reason = "a component owns its props")]

mod article;
mod code;
mod codes;
mod compare;
pub mod document;
mod examples;
mod exchange;
mod exchange_part;
mod exhibit;
mod filling;
mod header;
mod home;
mod kept;
mod lint;
mod markdown_shape;
mod message;
mod museum;
mod play;
pub mod raw_form;
pub mod reference;
mod render;
mod scheme;
mod theme;
mod try_next;

pub use codes::{CodeFilter, codes_page};
pub use examples::{ExampleError, Examples, Executed};
pub use exchange::{ExchangeView, exchange_page};
pub use exchange_part::{ExchangePart, exchange_part};
pub use kept::{PageContext, PageError, kept_page, paths};
pub use lint::{LintOutcome, LintView, lint_page};
pub use markdown_shape::markdown_shapes;
pub use message::{MessageView, Written, message_page};
pub use render::RenderError;
pub use theme::Theme;
