//! Knock teaches HTTP status codes by letting people touch them.
//!
//! This is the map: the modules in reading order. Each uses only those above it, which a test makes sure of.
//! Where code runs is said here and nowhere else: what is not marked runs at both ends.

// The types of views are as deep as the pages.
#![recursion_limit = "256"]

/// What both ends agree on: message, exchange, check, note, scenario, goal.
pub mod model;

/// HTTP authentication: one file per scheme, with its server half and its client half.
pub mod auth;

/// Components: props in, views out.
pub mod ui;

/// The only code that runs in the browser.
pub mod islands;

/// The entry point of the module in the browser.
#[cfg(feature = "hydrate")]
#[path = "islands/start.rs"]
pub mod start;

/// What the site teaches: `content/`, parsed, checked, indexed.
#[cfg(feature = "ssr")]
pub mod content;

/// Every limit, and the counters that keep to them.
#[cfg(feature = "ssr")]
pub mod limits;

/// What a good teacher says about an exchange: the rules of the linter.
#[cfg(feature = "ssr")]
pub mod notes;

/// The connection to the byte.
#[cfg(feature = "ssr")]
pub mod wire;

/// Labs: a visitor's own copy of the demo server, with its clock and its log.
#[cfg(feature = "ssr")]
pub mod labs;

/// How failures become responses.
#[cfg(feature = "ssr")]
pub mod error;

/// The endpoints.
#[cfg(feature = "ssr")]
pub mod demo;

/// The addresses of httpbin.
#[cfg(feature = "ssr")]
pub mod httpbin;

/// Both, behind one entrance.
#[cfg(feature = "ssr")]
pub mod doors;

/// Files for the browser.
#[cfg(feature = "ssr")]
pub mod assets;

/// The pages.
#[cfg(feature = "ssr")]
pub mod pages;

/// The assembly.
#[cfg(feature = "ssr")]
pub mod server;
