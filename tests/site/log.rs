//! The log of the running program: whole, in order, and without a secret.

use crate::client::Connection;
use crate::folder::Folder;
use crate::program::{Running, get};
use crate::support::{RUNTIME, message};

#[test]
fn nothing_that_visitors_send_as_a_secret_reaches_the_log() {
    const CANARY: &str = "canary-5d20c7b91e";
    let folder = Folder::small();
    for format in ["text", "json"] {
        let running =
            Running::start(&["--content", folder.text(), "--log", "debug", "--log-format", format], |_| {});
        let address = running.address;
        RUNTIME.block_on(async {
            let basic = format!("/httpbin/hidden-basic-auth/me/{CANARY}");
            let digest = format!("/httpbin/digest-auth/auth/me/{CANARY}/MD5");
            // A base address that ends with a slash, or was forgotten.
            let (doubled, bare) = (basic.replacen("bin/", "bin//", 1), basic.replacen("/httpbin", "", 1));
            let httpbins = [&*basic, &digest, &doubled, &bare];
            for target in
                ["/demo/basic/", "/codes", "/nowhere", "/x/abc", "/api/labs"].into_iter().chain(httpbins)
            {
                let target = format!("{target}?access_token={CANARY}&q={CANARY}");
                for line in [
                    "Authorization: Basic",
                    "Authorization: Bearer",
                    "Cookie: knock_lab=",
                    "X-API-Key:",
                    "User-Agent:",
                ] {
                    get(address, &target, &[&format!("{line} {CANARY}")]).await;
                }
            }
            let mut connection = Connection::open(address).await;
            connection.send(format!("GET / HTTP/1.1\r\nAuthorization: {CANARY}\0\r\n\r\n")).await;
            connection.rest().await;
            let mut connection = Connection::open(address).await;
            let form = format!("path=a b&user={CANARY}&password={CANARY}&token=");
            let fields = ["Content-Type: application/x-www-form-urlencoded"];
            connection.send(message("POST", "/play/send", &fields, &form)).await;
            connection.answer(false).await.expect("an answer");
        });
        let (code, log) = running.stop();
        assert_eq!(code, Some(0), "{log}");
        assert!(
            log.lines().filter(|line| line.contains("answered")).count() >= 30,
            "it logs what it answers: {log}"
        );
        assert!(!log.contains(CANARY), "{log}");
        assert!(!log.contains('\x1b'), "colours are for terminals: {log}");
    }
}

#[test]
fn no_line_of_the_log_is_lost_or_out_of_order() {
    let folder = Folder::small();
    let running = Running::start(&["--content", folder.text(), "--no-rate-limits"], |_| {});
    let address = running.address;
    RUNTIME.block_on(async {
        let mut connection = Connection::open(address).await;
        for _ in 0..300 {
            connection.send(message("GET", "/demo/basic/", &[], "")).await;
            assert_eq!(connection.answer(false).await.expect("an answer").status, 401);
        }
    });
    // More than is written at once, and a rest.
    let (_, log) = running.stop();
    let number = |line: &str| line.split_once(" request=")?.1.split(' ').next()?.parse().ok();
    let numbers: Vec<usize> = log.lines().filter_map(number).collect();
    assert_eq!(numbers, (1..=300).collect::<Vec<_>>(), "{log}");
}

#[test]
fn a_log_in_json_is_json_line_by_line() {
    let folder = Folder::small();
    let running = Running::start(&["--content", folder.text(), "--log-format", "json"], |_| {});
    let address = running.address;
    RUNTIME.block_on(async {
        assert_eq!(get(address, "/demo/basic/?q=1", &[]).await.status, 401);
    });
    let (_, log) = running.stop();
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let answered = lines.iter().find(|line| line["message"] == "answered").expect("a line about the request");
    assert_eq!((answered["method"].as_str(), answered["path"].as_str()), (Some("GET"), Some("/demo/basic/")));
    assert_eq!(answered["status"], 401);
}
