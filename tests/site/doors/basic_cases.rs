//! The cases of the doors that ask for Basic credentials, and of those that ask for none.

use knock::model::Reason;

use super::basic_line;
use super::cases::{Asks, Case, case};

/// Everything that the Basic gate refuses, at one door.
pub(super) fn refused_by_basic(path: &str, realm: &'static str) -> Vec<Case> {
    let cases: &[(&str, &[&str], Reason)] = &[
        ("nobody", &[], Reason::NoCredentials),
        ("another scheme", &["Authorization: Bearer abc"], Reason::OtherScheme),
        ("a scheme that only begins so", &["Authorization: Basics YTpi"], Reason::OtherScheme),
        ("the scheme alone", &["Authorization: Basic"], Reason::UndecodableCredentials),
        ("not Base64", &["Authorization: Basic %%%"], Reason::UndecodableCredentials),
        ("Base64 of the other alphabet", &["Authorization: Basic YT8_Ojo-"], Reason::UndecodableCredentials),
        ("padding cut off", &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA"], Reason::UndecodableCredentials),
        ("no colon", &["Authorization: Basic YWxpY2U="], Reason::UndecodableCredentials),
        ("the pair in clear", &["Authorization: Basic alice:wonderland"], Reason::UndecodableCredentials),
        ("a wrong password", &["Authorization: Basic YWxpY2U6d3Jvbmc="], Reason::WrongCredentials),
        ("a wrong user", &["Authorization: Basic bWFsbG9yeTp3b25kZXJsYW5k"], Reason::WrongCredentials),
        ("two accounts mixed", &["Authorization: Basic YWxpY2U6YnVpbGRlcg=="], Reason::WrongCredentials),
        ("a user in capitals", &["Authorization: Basic QUxJQ0U6d29uZGVybGFuZA=="], Reason::WrongCredentials),
        ("nobody's colon", &["Authorization: Basic Og=="], Reason::WrongCredentials),
        ("zoë in Latin-1", &["Authorization: Basic em/rOnDkc3N39nJk"], Reason::WrongCredentials),
        ("no scheme", &["Authorization: YWxpY2U6d29uZGVybGFuZA=="], Reason::MalformedCredentials),
        ("an empty field", &["Authorization:"], Reason::MalformedCredentials),
        ("a quoted scheme", &["Authorization: \"Basic\" YTpi"], Reason::MalformedCredentials),
        (
            "two lines",
            &["Authorization: Basic YTpi", "authorization: Basic YTpi"],
            Reason::RepeatedCredentials,
        ),
        (
            "two lines, both right",
            &[
                "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==",
                "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==",
            ],
            Reason::RepeatedCredentials,
        ),
    ];
    cases
        .iter()
        .map(|(name, fields, reason)| case(path, name, fields, Some(*reason), Asks::Basic(realm)))
        .collect()
}

pub(super) fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for (path, realm) in [
        ("basic/", "basic"),
        ("forbidden/role/", "forbidden/role"),
        ("forbidden/documents/1/", "forbidden/documents"),
        ("forbidden/documents/99/?hide=1", "forbidden/documents"),
        ("dialog/1/", "Dialog 1"),
    ] {
        cases.extend(refused_by_basic(path, realm));
    }
    cases.extend(refused_by_basic("basic/", "basic").into_iter().map(|case| case.by("POST")));
    let [alice, bob, carol, zoe] =
        [("alice", "wonderland"), ("bob", "builder"), ("carol", "looking-glass"), ("zoë", "pässwörd")]
            .map(|(user, password)| basic_line(user, password));
    let role =
        |name: &str, line: &String, reason| case("forbidden/role/", name, &[line], reason, Asks::Nothing);
    let document = |path: &str, name: &str, line: &String, reason| {
        case(&format!("forbidden/documents/{path}"), name, &[line], reason, Asks::Nothing)
    };
    cases.extend([
        case("basic/", "alice", &[&alice], None, Asks::Nothing),
        case("basic/", "bob", &[&bob], None, Asks::Nothing),
        case("basic/", "bob", &[&bob], None, Asks::Nothing).by("POST"),
        case("basic/", "carol, who is suspended elsewhere", &[&carol], None, Asks::Nothing),
        case("basic/", "zoë", &[&zoe], None, Asks::Nothing),
        case(
            "basic/",
            "a scheme in any case",
            &["aUTHORIZATION: bAsIc YWxpY2U6d29uZGVybGFuZA=="],
            None,
            Asks::Nothing,
        ),
        case(
            "basic/",
            "several spaces",
            &["Authorization:    Basic    YWxpY2U6d29uZGVybGFuZA==  "],
            None,
            Asks::Nothing,
        ),
        role("alice", &alice, Some(Reason::MissingRole)),
        role("carol", &carol, Some(Reason::MissingRole)),
        role("zoë", &zoe, Some(Reason::MissingRole)),
        role("bob", &bob, None),
        document("1/", "alice", &alice, None),
        document("5/?hide=0", "alice", &alice, None),
        document("1/?hide=1", "alice", &alice, None),
        document("6/", "bob", &bob, None),
        document("9/?hide=1", "bob", &bob, None),
        document("6/", "alice", &alice, Some(Reason::NotYours)),
        document("9/?hide=0", "alice", &alice, Some(Reason::NotYours)),
        document("1/", "bob", &bob, Some(Reason::NotYours)),
        document("1/", "zoë", &zoe, Some(Reason::NotYours)),
        document("6/?hide=1", "alice", &alice, Some(Reason::Hidden)),
        document("1/?hide=1", "bob", &bob, Some(Reason::Hidden)),
        document("10/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("0/?hide=1", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("01/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("-1/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("one/", "alice", &alice, Some(Reason::NoSuchDocument)),
        document("256/", "bob", &bob, Some(Reason::NoSuchDocument)),
        document("6/?hide=2", "alice", &alice, Some(Reason::InvalidParameter)),
        document("6/?hide=", "alice", &alice, Some(Reason::InvalidParameter)),
        document("6/?hide=true", "alice", &alice, Some(Reason::InvalidParameter)),
        case("dialog/1/", "alice", &[&alice], None, Asks::Nothing),
        case(
            &format!("dialog/{}/", "x".repeat(25)),
            "too long",
            &[],
            Some(Reason::NoSuchDoor),
            Asks::Nothing,
        ),
        case("dialog/a%22b/", "a quote", &[], Some(Reason::NoSuchDoor), Asks::Nothing),
        case("dialog/a\"b/", "a bare quote", &[], Some(Reason::NoSuchDoor), Asks::Nothing),
        case("nowhere/", "no door", &[&alice], Some(Reason::NoSuchDoor), Asks::Nothing),
        case("token", "not by GET", &[], Some(Reason::MethodNotAllowed), Asks::Nothing),
        case("", "the hall", &[], None, Asks::Nothing),
    ]);
    cases
}
