//! The assembly: configuration, the accept loop, what every request passes through, and the addresses that are not pages.

pub mod accept;
pub mod api;
pub mod app;
mod bodies;
pub mod config;
pub mod cookies;
pub mod csp;
pub mod draft;
pub mod fault;
pub mod files;
pub mod floor;
mod gate;
pub mod health;
pub mod host_gate;
mod in_path;
pub mod kept;
mod lint;
pub mod lint_command;
mod log_line;
mod log_writer;
pub mod logging;
pub mod metrics;
pub mod openapi;
pub mod play_send;
pub mod proxies;
mod raw_send;
mod raw_text;
pub mod request_log;
mod run_again;
pub mod site;
mod streams;
pub mod theme;
pub mod visitor_pages;

pub use app::{App, router};
pub use config::{Action, Command, Config};
