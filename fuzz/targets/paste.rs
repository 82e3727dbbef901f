//! The linter on any text: it ends, and every note marks a part of a line.
#![no_main]

use knock::notes::{Report, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(exchanges) = read(text) else { return };
    let report = Report::on(&exchanges);
    assert_eq!(report.exchanges.len(), exchanges.len());
    for note in report.exchanges.iter().flat_map(|exchange| &exchange.notes) {
        let line = note.line.as_ref().expect("a line");
        let (before, marked, after) = line.pieces();
        assert_eq!(before.len() + marked.len() + after.len(), line.text.len());
    }
    assert!(report.json().is_object());
});
