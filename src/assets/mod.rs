//! Files for the browser: style, fonts, the script and its module. Each has a name that changes with its content.

mod embedded;
mod style;

pub use embedded::{Asset, Assets};
