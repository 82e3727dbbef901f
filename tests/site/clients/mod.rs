//! Programs that people really use: each logs in by its own options, and the log tells what it sent.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::folder::Folder;

mod httpbin;
mod logins;
mod transfers;

/// A program, and for Python the library that speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Client {
    Curl,
    Wget,
    Requests,
    Httpx,
    Httpie,
}

/// The tests' own file with this name.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/clients").join(name)
}

/// A program that knows nothing of the machine: no settings, no proxies, no stored passwords.
fn program(name: &str, home: &Folder) -> Command {
    #[allow(clippy::disallowed_methods, reason = "a test finds programs where its own shell does")]
    let path = std::env::var_os("PATH").expect("a PATH");
    let mut command = Command::new(name);
    command.env_clear().env("PATH", path).env("HOME", home.path()).env("LANG", "C.UTF-8");
    command
}

/// Python with the libraries of `requirements.txt`.
fn python(home: &Folder) -> Command {
    let libraries = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/python");
    assert!(libraries.join("httpx").exists(), "the Python clients are missing; run: scripts/setup.sh test");
    let mut command = program("python3", home);
    command.env("PYTHONPATH", libraries).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

impl Client {
    /// How its `User-Agent` begins.
    fn agent(self) -> &'static str {
        match self {
            Self::Curl => "curl/",
            Self::Wget => "Wget/",
            Self::Requests => "python-requests/",
            Self::Httpx => "python-httpx/",
            Self::Httpie => "HTTPie/",
        }
    }

    /// Asks for an address with these words of its command line; the last status that it saw.
    fn ask(self, words: &[&str], url: &str) -> u16 {
        let home = Folder::empty();
        let mut command = match self {
            Self::Curl => {
                let mut curl = program("curl", &home);
                curl.args([
                    "--silent",
                    "--show-error",
                    "--output",
                    "/dev/null",
                    "--write-out",
                    "%{http_code}",
                ]);
                curl
            }
            Self::Wget => {
                let mut wget = program("wget", &home);
                wget.args(["--no-config", "--tries=1", "--output-document=/dev/null", "--server-response"]);
                wget
            }
            Self::Requests | Self::Httpx => {
                let mut script = python(&home);
                script.arg(file("login.py")).arg(if self == Self::Httpx { "httpx" } else { "requests" });
                script
            }
            Self::Httpie => {
                let mut httpie = python(&home);
                httpie.args(["-m", "httpie", "--ignore-stdin", "--headers"]);
                httpie
            }
        };
        let output = command.args(words).arg(url).output();
        let output = output.unwrap_or_else(|error| panic!("{self:?}: {error}; run: scripts/setup.sh test"));
        let said = if self == Self::Wget { &output.stderr } else { &output.stdout };
        let said = String::from_utf8_lossy(said);
        status(&said).unwrap_or_else(|| {
            panic!("{self:?} {words:?}: {said} {}", String::from_utf8_lossy(&output.stderr))
        })
    }
}

/// The last status in what a program printed: a number alone, or a status line.
fn status(said: &str) -> Option<u16> {
    let last = said.lines().map(str::trim).rfind(|line| line.starts_with("HTTP/") || line.len() == 3)?;
    last.rsplit_once("HTTP/1.1 ").map_or(last, |(_, rest)| rest).get(..3)?.parse().ok()
}
