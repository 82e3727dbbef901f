//! The assembly: configuration, the accept loop, what every request passes through, and the addresses that are not pages.

pub mod accept;
pub mod api;
pub mod app;
pub mod config;
pub mod cookies;
pub mod csp;
pub mod draft;
pub mod fault;
pub mod files;
pub mod floor;
pub mod health;
pub mod host_gate;
pub mod kept;
pub mod logging;
pub mod play_send;
mod raw_send;
mod raw_text;
pub mod request_log;
pub mod site;
pub mod theme;
pub mod visitor_pages;

pub use app::{App, router};
pub use config::{Action, Command, Config};
