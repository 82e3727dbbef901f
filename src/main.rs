//! The program: read the command, then serve, or look at a response.

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use knock::server::{Action, Command, Config, app, lint_command, logging};

/// The system's own takes an eighth of the time that an answer takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What broken rules end with.
const EXIT_BROKEN: u8 = 1;
/// What a wrong command, a port in use, unusable content or an unreadable text ends with.
const EXIT_USAGE: u8 = 2;
/// `knock` alone gets the whole help.
const NOTHING_SAID: ErrorKind = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;

fn main() -> ExitCode {
    let done = match Command::try_parse() {
        Ok(Command { action: Action::Serve(config) }) => serve(*config).map(|()| true),
        Ok(Command { action: Action::Lint(arguments) }) => {
            lint_command::run(&arguments, &mut std::io::stdout().lock()).map_err(|error| error.to_string())
        }
        Err(asked) if !asked.use_stderr() || asked.kind() == NOTHING_SAID => asked.exit(),
        Err(error) => Err(one_line(&error)),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(EXIT_BROKEN),
        Err(error) => {
            eprintln!("knock: {error}");
            ExitCode::from(EXIT_USAGE)
        }
    }
}

fn serve(config: Config) -> Result<(), String> {
    let _log = logging::init(&config).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let ended = runtime.block_on(app::run(config)).map_err(|error| error.to_string());
    // Pages may still be compressed; nobody waits for them any more.
    runtime.shutdown_timeout(std::time::Duration::ZERO);
    ended
}

/// What is wrong with the command, and where to read more, in a line as any other failure has.
fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("For more"));
    let said = lines.collect::<Vec<_>>().join(" ");
    let about = if std::env::args().nth(1).is_some_and(|word| word == "lint") { "lint" } else { "serve" };
    format!("{}; see knock {about} --help", said.trim_start_matches("error: "))
}
