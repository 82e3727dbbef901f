//! `Authorization`, also read by the crate headers.

use axum::http::HeaderValue;
use headers::Header;
use headers::authorization::{Authorization, Basic, Bearer};
use knock::auth::{authorization, basic};
use knock::model::Ladder;
use proptest::prelude::*;

use super::runner;

/// User and password, as a door reads them.
fn ours(value: &[u8]) -> Option<(String, String)> {
    let credentials = authorization::read(&[value], basic::SCHEME, &mut Ladder::default()).ok()?;
    let pair = basic::decode(credentials.rest.trim_end()).ok()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some((text(pair.user()), text(pair.password())))
}

fn theirs(value: &[u8]) -> Option<(String, String)> {
    let value = HeaderValue::from_bytes(value).ok()?;
    let read = Authorization::<Basic>::decode(&mut [&value].into_iter()).ok()?;
    Some((read.username().to_owned(), read.password().to_owned()))
}

#[test]
fn basic_credentials_are_taken_and_refused_alike() {
    let near = prop_oneof![
        // Base64 of anything, with and without a colon in it.
        prop::collection::vec(any::<u8>(), 0..20).prop_map(|bytes| written("Basic ", &bytes)),
        "[ -~]{0,12}:[ -~]{0,12}".prop_map(|pair| written("Basic ", pair.as_bytes())),
        "[ -~]{0,12}:[ -~]{0,12}".prop_map(|pair| written("Basic   ", pair.as_bytes())),
        // Almost Base64.
        "Basic [A-Za-z0-9+/=_-]{0,16}",
        "(Basic|Bearer|Basi|Basicc)[ ,:]?[A-Za-z0-9+/=]{0,12}",
    ];
    let tested = runner().run(&near, |value| {
        match (ours(value.as_bytes()), theirs(value.as_bytes())) {
            // RFC 7617 2 leaves the coding of the characters open, so we compare bytes; headers wants UTF-8.
            (Some((user, password)), None) => {
                prop_assert!((user + &password).contains('\u{fffd}'), "{}", value)
            }
            (ours, theirs) => prop_assert_eq!(ours, theirs, "{}", value),
        }
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}

fn written(scheme: &str, pair: &[u8]) -> String {
    use base64ct::{Base64, Encoding};
    format!("{scheme}{}", Base64::encode_string(pair))
}

#[test]
fn where_we_take_more_it_is_for_a_reason() {
    for (value, reason) in [
        (&b"Basic YTpi "[..], "white space around a value does not belong to it (RFC 9110 5.5)"),
        (b"Basic \xff", "nothing of this is Base64"),
        (b"Basic /zp/", "a password need not be UTF-8 (RFC 7617 2)"),
    ] {
        assert_eq!(theirs(value), None, "{}: no difference any more: {reason}", value.escape_ascii());
        assert_eq!(ours(value).is_some(), !value.ends_with(b"\xff"), "{}: {reason}", value.escape_ascii());
    }
}

#[test]
fn the_case_of_the_scheme_makes_no_difference() {
    for value in ["basic YTpi", "BASIC YTpi", "bAsIc YTpi"] {
        // RFC 9110 11.1
        assert_eq!(ours(value.as_bytes()), Some(("a".to_owned(), "b".to_owned())), "{value}");
        assert_eq!(theirs(value.as_bytes()), ours(value.as_bytes()), "{value}");
    }
}

#[test]
fn two_lines_are_refused_where_others_take_the_first() {
    let one = HeaderValue::from_static("Basic YTpi");
    let value: &[u8] = b"Basic YTpi";
    assert!(Authorization::<Basic>::decode(&mut [&one, &one].into_iter()).is_ok());
    // RFC 9110 5.3: it is no list, so nobody can say which line counts.
    assert!(authorization::read(&[value, value], basic::SCHEME, &mut Ladder::default()).is_err());
}

#[test]
fn bearer_tokens_are_found_alike() {
    let values = prop_oneof!["Bearer [!-~]{1,20}", "[Bb]earer {0,2}[A-Za-z0-9._~+/=-]{0,20}", "[ -~]{0,20}"];
    let tested = runner().run(&values, |value| {
        let ours =
            authorization::only([value.as_bytes()].into_iter(), "Bearer").filter(|token| !token.is_empty());
        let field = HeaderValue::from_str(&value).expect("printable");
        let theirs = Authorization::<Bearer>::decode(&mut [&field].into_iter()).ok();
        let theirs = theirs.map(|read| read.token().trim().to_owned()).filter(|token| !token.is_empty());
        prop_assert_eq!(&ours.map(str::to_owned), &theirs, "{}", value);
        // As the doors read it.
        let read = authorization::read(&[value.as_bytes()], "Bearer", &mut Ladder::default());
        let read = read.ok().map(|found| found.rest.trim_end().to_owned()).filter(|token| !token.is_empty());
        prop_assert_eq!(read, theirs, "{}", value);
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}
