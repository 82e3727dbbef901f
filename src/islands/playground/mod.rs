//! The playground: a request, what crossed the wire, and which check said no. One file for each part of the page.

// What it knows and does.
pub mod session;
pub mod state;

// The parts.
pub mod code;
pub mod compare;
pub mod copy;
pub mod credentials;
pub mod editor;
pub mod island;
pub mod locked;
pub mod messages;
pub mod raw;
pub mod rows;
pub mod scenario;
pub mod sticky;
pub mod tabs;
pub mod terminal;
pub mod timeline;
pub mod token;
pub mod views;

pub use island::Playground;
