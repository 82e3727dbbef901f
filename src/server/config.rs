//! The command line. Every option can also be given in the environment; this is the only place that reads it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use ipnet::IpNet;

use super::{metrics, proxies};
use crate::limits::Limits;

use super::lint_command::LintArguments;

/// HTTP status codes you can touch.
#[derive(Debug, Parser)]
#[command(name = "knock", version, about)]
pub struct Command {
    #[command(subcommand)]
    pub action: Action,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Serve the site, the playground and the demo endpoints.
    Serve(Box<Config>),
    /// Say which rules of HTTP authentication a response breaks: exit code 0, none; 1, some; 2, not readable.
    Lint(LintArguments),
}

/// How to serve.
#[derive(Clone, Debug, clap::Args)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "KNOCK_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// Where a collector may read /metrics: an address and a port; without them, only from this machine. Off unless asked for.
    #[arg(long, env = "KNOCK_METRICS_LISTEN", num_args = 0..=1, default_missing_value = metrics::LISTEN)]
    pub metrics_listen: Option<SocketAddr>,

    /// The address under which visitors see the site, such as https://knock.example; without it, the request's own host.
    #[arg(long, env = "KNOCK_ORIGIN", value_parser = origin)]
    pub origin: Option<String>,

    /// Read the content from this folder instead of from inside the program; a changed file shows on refresh.
    #[arg(long, env = "KNOCK_CONTENT")]
    pub content: Option<PathBuf>,

    /// Passphrase for all signatures, so that labs and tokens outlive a restart; random without it.
    #[arg(long, env = "KNOCK_SECRET", hide_env_values = true)]
    pub secret: Option<String>,

    /// A network of proxies, such as 10.0.0.0/8, whose X-Forwarded-For is believed; several with commas. Without it, nobody's.
    #[arg(long, env = "KNOCK_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',', value_parser = proxies::network)]
    pub trusted_proxy: Vec<IpNet>,

    /// What to log: error, warn, info, debug, or a filter such as knock=debug.
    #[arg(long, env = "KNOCK_LOG", default_value = "info")]
    pub log: String,

    /// How to write the log.
    #[arg(long, env = "KNOCK_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    #[command(flatten)]
    pub limits: Limits,
}

impl Config {
    /// Where visitors reach the site, as far as it is known.
    #[must_use]
    pub fn reached_at(&self) -> String {
        let address = self.listen.ip();
        let is_here = address.is_loopback() || address.is_unspecified();
        let by_address = || {
            if is_here {
                format!("http://localhost:{}", self.listen.port())
            } else {
                format!("http://{}", self.listen)
            }
        };
        self.origin.clone().unwrap_or_else(by_address)
    }
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if host.parse::<axum::http::uri::Authority>().is_ok() => Ok(text.to_owned()),
        _ => Err("an origin is http:// or https:// and a host, without a path".to_owned()),
    }
}
