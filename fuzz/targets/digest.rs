//! The reader of Digest answers and of Digest challenges: parameters lie where they are said to lie, and nothing counts twice.
#![no_main]

use knock::auth::Challenge;
use knock::auth::digest::{Answer, Asked, Offer, extended_value, parameters};
use libfuzzer_sys::fuzz_target;

const OFFSET: usize = 7;

fuzz_target!(|text: &str| {
    let (list, broken) = parameters(text, OFFSET);
    for parameter in &list {
        assert!(parameter.range.start >= OFFSET && parameter.range.end <= OFFSET + text.len());
        assert!(parameter.value_range.start >= parameter.range.start);
        assert!(parameter.value_range.end <= parameter.range.end);
    }
    assert!(broken.is_none_or(|at| (OFFSET..=OFFSET + text.len()).contains(&at)));
    let _ = extended_value(text);
    match Answer::parse(text, OFFSET) {
        Ok(answer) => {
            assert!(broken.is_none() && answer.count > 0 && answer.nc.value.len() == 8);
            let names: std::collections::BTreeSet<_> =
                list.iter().map(|parameter| &*parameter.name).collect();
            assert_eq!(names.len(), list.len(), "a parameter twice");
        }
        Err(fault) => assert!(!fault.detail.is_empty()),
    }
    // Whatever can be answered is answered with something that can be read.
    if let Some(offer) = Offer::first(&Challenge::parse_list(text)) {
        let asked = Asked {
            user: "alice",
            password: "wonderland",
            method: "GET",
            uri: "/",
            body: b"",
            count: 1,
            cnonce: "c",
        };
        let answered = offer.answer(&asked).authorization;
        let rest = answered.strip_prefix("Digest ").expect("the scheme");
        let answer = Answer::parse(rest, OFFSET).expect("our own answer");
        assert_eq!((&answer.realm.value, &answer.nonce.value), (&offer.realm, &offer.nonce));
    }
});
