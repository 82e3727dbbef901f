//! The program's log. What visitors send in fields, queries and bodies never goes there.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use super::config::{Config, LogFormat};
use super::log_line::Line;
use super::log_writer::{Gathered, Log};

/// Why logging could not begin.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    #[error("the log filter is not understood: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    #[error(transparent)]
    Init(#[from] TryInitError),
}

/// Begins logging to standard error, until what it returns is dropped.
///
/// # Errors
/// When the filter is not understood.
pub fn init(config: &Config) -> Result<Log, LoggingError> {
    let filter = EnvFilter::builder().parse(&config.log)?;
    let gathered = Gathered::begin();
    let log = gathered.log();
    let layer = tracing_subscriber::fmt::layer().with_writer(gathered);
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Json => registry.with(layer.json().flatten_event(true)).try_init()?,
        // Colours are for people: in a file they are noise.
        LogFormat::Text if stderr().is_terminal() => registry.with(layer).try_init()?,
        LogFormat::Text => registry.with(layer.event_format(Line)).try_init()?,
    }
    Ok(log)
}
