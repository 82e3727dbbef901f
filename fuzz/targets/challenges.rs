//! The reader of `WWW-Authenticate`: what the strict reader of http-auth takes, it takes alike, and it ends on everything else.
#![no_main]

use http_auth::parse_challenges;
use knock::auth::Challenge;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|value: &str| {
    let whole = Challenge::parse_whole(value);
    let list = Challenge::parse_list(value);
    if let Some(whole) = &whole {
        assert_eq!(whole, &list, "a list without rest is read alike in both ways");
    }
    if let Ok(theirs) = parse_challenges(value) {
        let ours = whole.expect("the strict reader takes it");
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert_eq!(ours.scheme, theirs.scheme);
            assert_eq!(ours.params.len(), theirs.params.len());
            for ((name, value), (known, text)) in ours.params.iter().zip(&theirs.params) {
                assert!(name.eq_ignore_ascii_case(known));
                assert_eq!(*value, text.to_unescaped());
            }
        }
    }
});
