//! The program itself: its help, what it says when it cannot start, and that it needs nothing beside it.

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;

use clap::CommandFactory;

use crate::client::Connection;
use crate::folder::Folder;
use crate::support::{RUNTIME, message};

/// The program with an environment of its own.
fn knock(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_knock"));
    command.args(arguments).env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(command: &mut Command) -> (Output, String, String) {
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    (output, out, err)
}

/// A port that nobody listens on at this moment.
pub(crate) fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port")
}

/// A running program; ended when the test is over, however it ends.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
    /// Read all the time, so that the program never waits for a reader.
    log: Option<JoinHandle<String>>,
}

impl Running {
    /// Starts it and waits until it says that it listens.
    pub(crate) fn start(arguments: &[&str], prepare: impl Fn(&mut Command)) -> Self {
        let address = free_address();
        let listen = address.to_string();
        let mut command = knock(&[&["serve", "--listen", &listen], arguments].concat());
        prepare(&mut command);
        let mut child = command.spawn().expect("it starts");
        let mut log = BufReader::new(child.stderr.take().expect("its log"));
        let mut line = String::new();
        while !line.contains("listening on") {
            line.clear();
            assert!(log.read_line(&mut line).expect("a line") > 0, "it ended before it listened");
        }
        let log = std::thread::spawn(move || {
            let mut rest = String::new();
            log.read_to_string(&mut rest).expect("UTF-8");
            rest
        });
        Self { child, address, log: Some(log) }
    }

    /// What it says when it does not start.
    pub(crate) fn refused(arguments: &[&str]) -> String {
        let (output, out, err) = run(&mut knock(&[&["serve"], arguments].concat()));
        assert_one_line(&output, &out, &err, &[]);
        err
    }

    /// Asks it to stop and returns its exit code and the rest of its log.
    pub(crate) fn stop(mut self) -> (Option<i32>, String) {
        let asked =
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill runs");
        assert!(asked.success());
        let log = self.log.take().expect("it is stopped once");
        let rest = log.join().expect("no panic");
        (self.child.wait().expect("its end").code(), rest)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) async fn get(address: SocketAddr, target: &str, fields: &[&str]) -> crate::support::Answer {
    let mut connection = Connection::open(address).await;
    connection.send(message("GET", target, fields, "")).await;
    connection.answer(false).await.expect("an answer")
}

#[test]
fn the_help_documents_every_option_with_its_variable() {
    let (output, help, err) = run(&mut knock(&["serve", "--help"]));
    assert!(output.status.success() && err.is_empty(), "{err}");
    let command = knock::server::Command::command();
    let serve = command.find_subcommand("serve").expect("serve");
    let mut documented = 0;
    for option in serve.get_arguments().filter(|option| option.get_id() != "help") {
        let long = option.get_long().unwrap_or_else(|| panic!("{} has no long name", option.get_id()));
        let variable = format!("KNOCK_{}", long.replace('-', "_").to_uppercase());
        assert_eq!(option.get_env().and_then(|name| name.to_str()), Some(variable.as_str()));
        let about = option.get_help().map(ToString::to_string).unwrap_or_default();
        assert!(about.len() > 10, "--{long} says nothing about itself");
        assert!(
            help.contains(&format!("--{long}")) && help.contains(&format!("[env: {variable}")),
            "--{long} in {help}"
        );
        documented += 1;
    }
    assert!(documented >= 38, "{help}");
}

#[test]
fn every_option_can_be_given_in_the_environment() {
    for (variable, value) in [
        ("KNOCK_LISTEN", "nowhere"),
        ("KNOCK_ORIGIN", "knock.example"),
        ("KNOCK_MAX_CONNECTIONS", "0"),
        ("KNOCK_DRAIN_SECONDS", "soon"),
        ("KNOCK_LOG_FORMAT", "xml"),
        ("KNOCK_TARGET_BYTES", "4k"),
        ("KNOCK_WRITE_SECONDS", "soon"),
        ("KNOCK_ADDRESS_RATE", "often"),
        ("KNOCK_TRUSTED_PROXY", "10.0.0.0/99"),
    ] {
        let (output, _, err) = run(knock(&["serve"]).env(variable, value));
        assert_eq!(output.status.code(), Some(2), "{variable}: {err}");
        let option = variable.trim_start_matches("KNOCK_").to_lowercase().replace('_', "-");
        assert!(err.contains(&format!("--{option}")) && err.contains(value), "{variable}: {err}");
    }
}

#[test]
fn a_value_that_cannot_be_used_is_named_in_one_line() {
    for arguments in [
        &["--listen", "nowhere"][..],
        &["--listen", "127.0.0.1:99999"],
        &["--origin", "knock.example"],
        &["--origin", "https://knock.example/path"],
        &["--origin", "ftp://knock.example"],
        &["--max-connections", "0"],
        &["--max-connections", "many"],
        &["--drain-seconds", "ten"],
        &["--head-seconds", "forever"],
        &["--body-seconds", "1e99"],
        &["--head-bytes", "8191"],
        &["--kept-body-bytes", "16385"],
        &["--stream-queue", "0"],
        &["--labs", "0"],
        &["--lab-rate", "fast"],
        &["--demo-rate", "10/s"],
        &["--new-lab-rate", "0/min,1"],
        &["--trusted-proxy", "proxy.example"],
        &["--log-format", "xml"],
        &["--sessions", "0"],
        &["--shared", "many"],
        &["--nonce-seconds", "0"],
        &["--nonce-window", "65"],
        &["--token-max-seconds", "299"],
        &["--log", "[[["],
    ] {
        let (output, out, err) = run(&mut knock(&[&["serve"], arguments].concat()));
        let named = if arguments[0] == "--log" { "filter" } else { arguments[1] };
        assert_one_line(&output, &out, &err, &[named]);
    }
}

#[test]
fn a_word_that_is_no_command_ends_with_2() {
    for arguments in [&["dance"][..], &["serve", "--loud"], &["serve", "--listen"], &["serve", "extra"]] {
        let (output, out, err) = run(&mut knock(arguments));
        assert_one_line(&output, &out, &err, &[arguments[arguments.len() - 1], "--help"]);
    }
    let (output, _, err) = run(&mut knock(&[]));
    assert!(output.status.code() == Some(2) && err.contains("Usage"), "{err}");
    for arguments in [&["--version"][..], &["--help"]] {
        let (output, out, _) = run(&mut knock(arguments));
        assert!(output.status.success() && out.contains("knock"), "{arguments:?}: {out}");
    }
}

fn assert_one_line(output: &Output, out: &str, err: &str, says: &[&str]) {
    assert_eq!((output.status.code(), out), (Some(2), ""), "{err}");
    assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    assert!(err.starts_with("knock: "), "{err}");
    for word in says {
        assert!(err.contains(word), "{word} in {err}");
    }
}

#[test]
fn a_port_in_use_is_named_in_one_line() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let folder = Folder::small();
    let (output, out, err) = run(&mut knock(&["serve", "--content", folder.text(), "--listen", &address]));
    assert_one_line(&output, &out, &err, &[&address, "--listen"]);
}

#[test]
fn content_that_cannot_be_used_is_named_in_one_line() {
    let folder = Folder::small();
    let nowhere = folder.path().join("nowhere");
    let nowhere = nowhere.to_str().expect("UTF-8");
    let (output, out, err) = run(&mut knock(&["serve", "--content", nowhere]));
    assert_one_line(&output, &out, &err, &[nowhere]);
    folder.write("status/401.md", "+++\nsummary = 1\n+++\n");
    let (output, out, err) = run(&mut knock(&["serve", "--content", folder.text()]));
    assert_one_line(&output, &out, &err, &["status/401.md:2: "]);
    let empty = Folder::empty();
    let (output, out, err) = run(&mut knock(&["serve", "--content", empty.text()]));
    assert_one_line(&output, &out, &err, &["registry/status_codes.csv"]);
}

#[test]
fn it_needs_no_file_beside_it_and_stops_when_asked() {
    let folder = Folder::empty();
    let running = Running::start(&[], |command| {
        command.current_dir(folder.path());
    });
    let address = running.address;
    RUNTIME.block_on(async {
        let home = get(address, "/", &[]).await;
        assert_eq!(home.status, 200);
        for target in
            crate::html::attributes(&home.text(), "href").iter().filter(|href| href.starts_with('/'))
        {
            assert_eq!(get(address, target, &[]).await.status, 200, "{target}");
        }
        assert_eq!(get(address, "/demo/basic/", &[]).await.status, 401);
        assert_eq!(get(address, "/readyz", &[]).await.status, 200);
    });
    assert!(std::fs::read_dir(folder.path()).expect("the folder").next().is_none(), "it wrote something");
    let (code, log) = running.stop();
    assert_eq!(code, Some(0), "{log}");
}
