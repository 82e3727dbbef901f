//! `WWW-Authenticate`, also read by the crate http-auth.

use http_auth::parse_challenges;
use knock::auth::Challenge;
use proptest::prelude::*;

use super::runner;

/// Scheme, then names in lower case with their values.
type Read = Vec<(String, Vec<(String, String)>)>;

/// As we read it; `None` when something is left over.
fn ours(value: &str) -> Option<Read> {
    let list = Challenge::parse_whole(value)?;
    Some(list.into_iter().map(|challenge| (challenge.scheme, challenge.params)).collect())
}

fn theirs(value: &str) -> Option<Read> {
    let list = parse_challenges(value).ok()?;
    let read = |challenge: http_auth::ChallengeRef<'_>| {
        let params = challenge.params.iter();
        let params = params.map(|(name, value)| (name.to_ascii_lowercase(), value.to_unescaped())).collect();
        (challenge.scheme.to_owned(), params)
    };
    Some(list.into_iter().map(read).collect())
}

const TOKEN: &str = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}";

/// A list that RFC 9110 11.6.1 allows, in many of its forms.
fn list() -> impl Strategy<Value = String> {
    let quoted = r#""([ !#-\[\]-~\t]|\\[ -~]){0,12}""#;
    let value = prop_oneof![TOKEN, quoted];
    let param = (TOKEN, "[ \t]?", "[ \t]{0,2}", value)
        .prop_map(|(name, before, after, value)| format!("{name}{before}={after}{value}"));
    let separator = prop_oneof![Just(","), Just(", "), Just(" ,\t"), Just(",,"), Just(" , ,  ")];
    let challenge = (TOKEN, prop::collection::vec((separator.clone(), param), 0..4));
    prop::collection::vec((separator, challenge), 1..4).prop_map(|list| {
        let mut text = String::new();
        for (separator, (scheme, params)) in list {
            if !text.is_empty() {
                text.push_str(separator);
            }
            text.push_str(&scheme);
            for (number, (separator, param)) in params.iter().enumerate() {
                text.push_str(if number == 0 { " " } else { separator });
                text.push_str(param);
            }
        }
        text
    })
}

#[test]
fn every_good_list_is_read_alike() {
    let tested = runner().run(&list(), |text| {
        prop_assert!(theirs(&text).is_some(), "not a good list");
        prop_assert_eq!(ours(&text), theirs(&text));
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn what_the_strict_reader_takes_from_any_text_we_take_alike() {
    // Few characters, so that texts are often almost good.
    let tested = runner().run(&r#"[abB1=", \\\t-]{0,20}"#, |text| {
        if let Some(read) = theirs(&text) {
            prop_assert_eq!(ours(&text), Some(read));
        }
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn what_neither_takes() {
    for value in [
        "=",
        "\"",
        "\"Basic\"",
        "Basic realm=\"open",
        "Basic realm=\"open\\\"",
        "Basic realm=a@b",
        "Basic realm=\"a\"; charset=b",
        "Basic realm=(a)",
        "Bäsic realm=a",
        "Basic re@lm=a",
        "=a, Basic",
        "Basic realm==a",
        "Digest realm=\"a\", qop=auth,auth-int, nonce=:",
    ] {
        assert_eq!((ours(value), theirs(value)), (None, None), "{value}");
    }
}

#[test]
fn where_we_take_more_it_is_for_a_reason() {
    for (value, reason) in [
        ("", "a field may be empty, and then there is no challenge (RFC 9110 5.6.1.2)"),
        ("Negotiate YII=", "token68 is allowed (RFC 9110 11.2), and Negotiate uses it"),
        ("Negotiate YII", "token68 needs no padding"),
        ("Basic realm=", "by the grammar this is token68 with its padding (RFC 9110 11.2)"),
        ("Basic realm=,", "the same, and an empty item"),
        ("Basic  realm=\"a\"", "any number of spaces follows the scheme (RFC 9110 11.3)"),
        ("Basic\trealm=\"a\"", "a tab is no space, but browsers take it"),
        ("Basic ,realm=\"a\"", "the list of parameters may begin with an empty item (RFC 9110 5.6.1.2)"),
        ("Basic, realm=\"a\"", "a server's slip that browsers take; to what else should it belong?"),
        ("Basic realm=\"a\" charset=\"b\"", "a forgotten comma, which leaves no doubt"),
        ("Basic realm=\"ä\"", "a quoted string may hold obs-text (RFC 9110 5.6.4)"),
    ] {
        assert_eq!(theirs(value), None, "{value}: no difference any more: {reason}");
        assert!(ours(value).is_some(), "{value}: {reason}");
    }
}
