//! The only code that runs in the browser. An island takes the place of a form that works without it.
//! It shows what the server recorded, never what a script saw, and asks below `/lab/` without the browser's credentials.
#![allow(clippy::needless_pass_by_value, reason = "a view owns what it is made from")]

// What can be said without a browser.
pub mod arrived;
pub mod boot;
pub mod difference;
pub mod draft;
pub mod fault;
pub mod fragment;
pub mod reading;
pub mod remedy;
pub mod snippets;

// The browser.
pub mod api;
pub mod browser;
pub mod controls;
pub mod element;
pub mod live;
pub mod server_view;

// The islands.
pub mod knocker;
pub mod place;
pub mod playground;
pub mod steps;

pub use boot::{BootAccount, PlayBoot};
pub use place::{Knocker, Playground};
