//! Everything the site teaches: `content/` parsed, checked and indexed. An error names the file and the line, and stops the start.

pub mod article;
pub mod digest_order;
pub mod error;
pub mod exhibits;
pub mod front_matter;
pub mod headers;
pub mod highlight;
pub mod library;
pub mod live;
pub mod markdown;
pub mod quiz;
pub mod registry;
pub mod scenarios;
pub mod source;

pub use article::Article;
pub use error::ContentError;
pub use library::Library;
pub use source::{Source, host};
