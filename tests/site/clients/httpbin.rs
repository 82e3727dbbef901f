//! A client's tests against httpbin, of which only the base address was changed.

use super::{file, python};
use crate::folder::Folder;
use crate::support::with_server;

#[test]
fn the_tests_of_a_client_pass_when_only_the_base_address_is_changed() {
    with_server(async |server| {
        let home = Folder::empty();
        let base = format!("http://{}/httpbin", server.address);
        let output =
            python(&home).arg(file("httpbin.py")).env("HTTPBIN", base).output().expect("python3 runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let ran = said.lines().find_map(|line| line.strip_prefix("Ran ")?.split(' ').next());
        assert!(ran.is_some_and(|count| count.parse().is_ok_and(|count: u32| count >= 20)), "{said}");
    });
}
