//! The playground: a request, what crossed the wire, and which check said no. One file for each part of the page.

// What it knows and does.
pub mod announce;
pub mod session;
pub mod state;

// The page.
pub mod page;
pub mod task;
pub mod without_script;

// The task.
pub mod goal;

// The request.
pub mod credentials;
pub mod digest;
pub mod editor;
pub mod locked;
pub mod raw;
pub mod rows;
pub mod token;

// The wire.
pub mod code;
pub mod compare;
pub mod messages;
pub mod tabs;
pub mod terminal;
pub mod timeline;
pub mod views;

// Small parts.
pub mod copy;
pub mod sticky;

pub use page::view;
