//! Markdown to HTML: the only place whose output is inserted as HTML, because only authors write its input.

mod cause;
mod heading;
mod table;
mod writer;

pub use heading::Heading;
pub use writer::{MarkdownError, Parsed, parse};
