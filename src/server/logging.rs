//! The program's log. What visitors send in fields, queries and bodies never goes there.

use std::io::{BufWriter, stderr};

use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use super::config::{Config, LogFormat};

/// Why logging could not begin.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    #[error("the log filter is not understood: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    #[error(transparent)]
    Init(#[from] TryInitError),
}

/// Begins logging to standard error, from a thread of its own that writes many lines at once:
/// a request does not wait for its line. What was not written yet is written when the guard is dropped.
///
/// # Errors
/// When the filter is not understood.
pub fn init(config: &Config) -> Result<WorkerGuard, LoggingError> {
    let filter = EnvFilter::builder().parse(&config.log)?;
    let (writer, guard) = tracing_appender::non_blocking(BufWriter::new(stderr()));
    let layer = tracing_subscriber::fmt::layer().with_writer(writer);
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Text => registry.with(layer).try_init()?,
        LogFormat::Json => registry.with(layer.json().flatten_event(true)).try_init()?,
    }
    Ok(guard)
}
