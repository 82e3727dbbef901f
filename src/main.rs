//! The program: read the command, load the content, serve.

use std::process::ExitCode;

use clap::Parser;
use knock::server::{Action, Command, app, logging};

/// What a wrong command, a port in use or unusable content ends with.
const EXIT_USAGE: u8 = 2;

fn main() -> ExitCode {
    let Action::Serve(config) = Command::parse().action;
    let started = logging::init(&config).map_err(|error| error.to_string()).and_then(|_guard| {
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(app::run(config)).map_err(|error| error.to_string())
    });
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("knock: {error}");
            ExitCode::from(EXIT_USAGE)
        }
    }
}
