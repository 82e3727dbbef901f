//! The program: read the command, load the content, serve.

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use knock::server::{Action, Command, app, logging};

/// What a wrong command, a port in use or unusable content ends with.
const EXIT_USAGE: u8 = 2;
/// `knock` alone gets the whole help.
const NOTHING_SAID: ErrorKind = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;

fn main() -> ExitCode {
    let Action::Serve(config) = match Command::try_parse() {
        Ok(command) => command.action,
        Err(asked) if !asked.use_stderr() || asked.kind() == NOTHING_SAID => asked.exit(),
        Err(error) => return fail(&one_line(&error)),
    };
    let started = logging::init(&config).map_err(|error| error.to_string()).and_then(|()| {
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(app::run(config)).map_err(|error| error.to_string())
    });
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &str) -> ExitCode {
    eprintln!("knock: {error}");
    ExitCode::from(EXIT_USAGE)
}

/// What is wrong with the command, and where to read more, in a line as any other failure has.
fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("For more"));
    let said = lines.collect::<Vec<_>>().join(" ");
    format!("{}; see knock serve --help", said.trim_start_matches("error: "))
}
