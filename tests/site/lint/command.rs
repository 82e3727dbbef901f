//! `knock lint`: the real program, with files, with a pipe, and behind the real curl.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use super::{BARE, GOOD};
use crate::folder::Folder;
use crate::support::with_server;

fn lint(arguments: &[&str], piped: &[u8]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_knock"))
        .arg("lint")
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // A program that ends before it has read everything is no failure.
    let _ = child.stdin.take().expect("its input").write_all(piped);
    ended(&child.wait_with_output().expect("it ends"))
}

fn ended(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_exit_code_says_whether_a_rule_is_broken() {
    let warning = "HTTP/1.1 302 Found\n\n";
    for (text, code, says) in
        [(BARE, 1, "bearer-bare"), (GOOD, 0, "nothing to object"), (warning, 0, "location-missing")]
    {
        let (ended, out, err) = lint(&["-"], text.as_bytes());
        assert_eq!((ended, err.as_str()), (Some(code), ""), "{out}");
        assert!(out.contains(says), "{out}");
        let folder = Folder::empty();
        folder.write("answer.txt", text);
        let file = folder.path().join("answer.txt");
        let (from_file, same, _) = lint(&[file.to_str().expect("UTF-8")], b"");
        assert_eq!((from_file, same), (ended, out), "a file is read as a pipe is");
    }
}

#[test]
fn the_text_fits_a_terminal_and_points_at_the_mistake() {
    let (_, out, _) = lint(&["-"], BARE.as_bytes());
    assert_eq!(
        out.lines().take(6).collect::<Vec<_>>()[..3],
        ["HTTP/1.1 401 Unauthorized", "", "  violation bearer-bare (RFC 6750 3)"]
    );
    assert!(out.contains("    WWW-Authenticate: Bearer\n                      ^^^^^^\n"), "{out}");
    assert!(out.ends_with("1 violation, no warnings, no hints\n"), "{out}");
    let long = format!(
        "HTTP/1.1 401 {}\nWWW-Authenticate: Digest {}\n\u{1B}[31m: x\n",
        "é".repeat(300),
        "x=y, ".repeat(300)
    );
    let (code, out, _) = lint(&["-"], long.as_bytes());
    assert_eq!(code, Some(1), "{out}");
    assert!(out.lines().all(|line| line.chars().count() < 80), "{out}");
    assert!(
        !out.contains('\u{1B}') && out.contains("\\u{1B}"),
        "nothing pasted reaches the terminal as a command"
    );
}

#[test]
fn the_json_is_that_of_the_api() {
    let (code, out, _) = lint(&["--format", "json", "-"], BARE.as_bytes());
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, &report["notes"][0]["rule"]), (Some(1), &"bearer-bare".into()));
    let (code, out, _) = lint(&["-", "--format=json"], GOOD.as_bytes());
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, report["notes"].as_array().map(Vec::len)), (Some(0), Some(0)));
}

#[test]
fn what_cannot_be_read_ends_with_2_and_one_line() {
    let folder = Folder::empty();
    let missing = folder.path().join("missing").to_str().expect("UTF-8").to_owned();
    let large = vec![b'x'; 8 * 1024 * 1024 + 1];
    let cases: [(&[&str], &[u8], &str); 9] = [
        (&["-"], b"", "nothing to read"),
        (&["-"], b"curl: (7) Failed to connect", "no response came"),
        (&["-"], b"{\"error\":\"no\"}", "curl without -i"),
        (&["-"], b"<html>", "status line"),
        (&["-"], &large, "8 MiB"),
        (&[&missing], b"", "missing"),
        (&[folder.text()], b"", "cannot read"),
        (&[], b"", "knock lint --help"),
        (&["-", "--format", "xml"], b"", "xml"),
    ];
    for (arguments, piped, says) in cases {
        let (code, out, err) = lint(arguments, piped);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?} {err}");
        assert!(err.starts_with("knock: ") && err.trim_end().lines().count() == 1, "{err}");
        assert!(err.contains(says), "{says} in {err}");
    }
}

#[test]
fn bytes_that_are_no_text_are_looked_at_too() {
    let (code, out, _) = lint(
        &["-"],
        b"HTTP/1.1 401\r\nWWW-Authenticate: Basic realm=\"\xe9\", charset=\"UTF-8\"\r\n\r\n\xff\xfe",
    );
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("realm-not-ascii"), "{out}");
}

#[test]
fn what_powershell_writes_into_a_file_is_read() {
    let bytes: Vec<u8> =
        format!("\u{FEFF}{BARE}").replace('\n', "\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (code, out, err) = lint(&["-"], &bytes);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(out.contains("bearer-bare"), "{out}");
}

#[test]
fn the_help_says_what_the_exit_code_means() {
    let (code, help, _) = lint(&["--help"], b"");
    assert_eq!(code, Some(0));
    for part in ["--format", "text", "json", "curl -i", "0 when", "1 when", "2 when"] {
        assert!(help.contains(part), "{part} in {help}");
    }
}

#[test]
fn what_curl_prints_is_piped_into_it() {
    with_server(async |server| {
        let ask = |options: &str, path: &str| {
            let program = env!("CARGO_BIN_EXE_knock");
            let line = format!("curl {options} http://{}{path} 2>&1 | '{program}' lint -", server.address);
            Command::new("sh").args(["-c", &line]).output().expect("a shell and curl are installed")
        };
        for (options, path, code, says) in [
            ("-si", "/demo/bearer/", 0, "HTTP/1.1 401 Unauthorized"),
            ("-si", "/demo/session/?style=bare", 1, "challenge-missing"),
            ("-sI", "/demo/basic/", 0, "401"),
            ("-sv", "/demo/session/?style=bare", 1, "GET /demo/session/?style=bare HTTP/1.1"),
            ("-siv", "/demo/session/?style=bare", 1, "challenge-missing"),
            ("-si -L", "/demo/bearer", 0, "308"),
            ("-v", "/demo/session/?style=bare", 1, "challenge-missing"),
            ("-i", "/demo/session/?style=bare", 1, "challenge-missing"),
            ("-si --anyauth -u alice:wonderland", "/demo/basic/", 0, "HTTP/1.1 200 OK"),
            ("-s", "/demo/bearer/", 2, "does not begin with a status line"),
        ] {
            let (ended, out, err) = ended(&ask(options, path));
            let all = format!("{out}{err}");
            assert_eq!(ended, Some(code), "curl {options} {path}: {all}");
            assert!(all.contains(says), "{says} in {all}");
        }
    });
}
