//! The readers of `Authorization`, on one line or two: every refusal has its reason, and what it looked at lies within the value.
#![no_main]

use knock::auth::jwt::Jwt;
use knock::auth::{authorization, basic};
use knock::model::{Evidence, Ladder};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    for scheme in ["Basic", "Bearer", "Digest"] {
        let mut ladder = Ladder::default();
        if let Ok(credentials) = authorization::read(&lines, scheme, &mut ladder) {
            assert_eq!(lines.len(), 1);
            assert!(lines[0][credentials.offset..].starts_with(credentials.rest.as_bytes()));
            let _ = Jwt::parse(credentials.rest);
            let _ = basic::decode(credentials.rest);
        }
        within(&ladder, &lines);
    }
    let mut ladder = Ladder::default();
    let known = basic::verify(&lines, &mut ladder);
    assert!(known.is_ok() || !ladder.last_detail().is_empty());
    within(&ladder, &lines);
});

fn within(ladder: &Ladder, lines: &[&[u8]]) {
    for (_, _, finding) in ladder.asked() {
        if let Some(Evidence::Field { nth, range: Some(range), .. }) = &finding.evidence {
            let line = lines.get(*nth).expect("it looked at a line that is there");
            assert!(range.start <= range.end && range.end <= line.len(), "{finding:?}");
        }
    }
}
