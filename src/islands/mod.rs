//! The only code that runs in the browser. An island enhances a form that works without it.
//! It shows what the server recorded, never what a script saw, and asks below `/lab/` without the browser's credentials.

// What can be said without a browser.
pub mod arrived;
pub mod boot;
pub mod difference;
pub mod draft;
pub mod fault;
pub mod fragment;
pub mod remedy;
pub mod snippets;
pub mod steps;

// The browser.
pub mod api;
pub mod browser;
pub mod live;

// The islands.
pub mod knocker;
pub mod playground;

pub use boot::{BootAccount, PlayBoot};
pub use knocker::Knocker;
pub use playground::Playground;
