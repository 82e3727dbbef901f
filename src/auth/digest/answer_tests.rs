//! What can be read as an answer, and what cannot: a table of each.

use super::*;

const GOOD: &str = "username=\"alice\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", qop=auth, nc=00000001, cnonce=\"c\"";

fn without(name: &str) -> String {
    let kept: Vec<&str> = GOOD.split(", ").filter(|part| !part.starts_with(name)).collect();
    assert_eq!(kept.len(), 7, "{name}");
    kept.join(", ")
}

fn user(value: &str) -> Option<User> {
    Answer::parse(&format!("{value}, {}", without("username")), 0).ok().map(|answer| answer.user)
}

#[test]
fn quoted_and_bare_values_in_any_order_and_case_are_one_answer() {
    let answer = Answer::parse(GOOD, 0).expect("an answer");
    for text in [
        "USERNAME=alice, Realm=r, nonce=n, uri=\"/\", response=x, qop=\"auth\", NC=\"00000001\", cnonce=c",
        "cnonce=\"c\",nc=00000001,qop=AUTH,response=\"x\",uri=\"/\",nonce=\"n\",realm=\"r\",username=\"alice\"",
        ", username = \"alice\" ,, realm=\"r\", nonce=\"n\", uri=\"\\/\", response=\"x\", qop=auth, nc=00000001, cnonce=\"c\", stale=false, x=y,",
    ] {
        let other = Answer::parse(text, 0).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        for (ours, theirs) in [
            (&answer.realm, &other.realm),
            (&answer.nonce, &other.nonce),
            (&answer.uri, &other.uri),
            (&answer.response, &other.response),
            (&answer.cnonce, &other.cnonce),
            (&answer.nc, &other.nc),
        ] {
            assert_eq!((&ours.name, &ours.value), (&theirs.name, &theirs.value), "{text}");
        }
        assert_eq!((&answer.user, answer.count, answer.qop), (&other.user, other.count, other.qop), "{text}");
        assert_eq!(other.algorithm, Some(Algorithm::Md5), "without a name it is MD5");
    }
}

#[test]
fn the_user_is_named_in_three_ways() {
    let named = |name: &str| Some(User::Named(name.to_owned()));
    for (value, expected) in [
        ("username=\"alice\"", named("alice")),
        ("username=\"\"", named("")),
        ("username=\"a\\\"b\"", named("a\"b")),
        ("username=\"zoë\"", named("zoë")),
        ("username*=UTF-8''zo%C3%AB", named("zoë")),
        ("username*=utf-8'en'zo%c3%ab", named("zoë")),
        ("username*=\"UTF-8''zo%C3%AB\"", named("zoë")),
        ("username*=UTF-8''o'neill", named("o'neill")),
        ("userhash=false, username=\"alice\"", named("alice")),
        ("userhash=true, username=\"abc\"", Some(User::Hashed("abc".to_owned()))),
        ("username=abc, userhash=\"TRUE\"", Some(User::Hashed("abc".to_owned()))),
        ("username*=ISO-8859-1''zo%EB", None),
        ("username*=UTF-8''zo%EB", None),
        ("username*=UTF-8''zo%C3%A", None),
        ("username*=UTF-8''zo%C3%", None),
        ("username*=UTF-8''zo%+3", None),
        ("username*=UTF-8'zoe", None),
        ("username*=alice", None),
        ("username=\"alice\", username*=UTF-8''alice", None),
        ("userhash=true, username*=UTF-8''abc", None),
        ("userhash=maybe, username=\"alice\"", None),
        ("userhash=true", None),
        ("x=y", None),
    ] {
        assert_eq!(user(value), expected, "{value}");
    }
}

#[test]
fn every_needed_parameter_is_missed_by_its_name() {
    for name in ["username", "realm", "nonce", "uri", "response", "qop", "nc", "cnonce"] {
        let start = if name == "nc" || name == "nonce" { format!("{name}=") } else { name.to_owned() };
        let fault = Answer::parse(&without(&start), 0).expect_err(name);
        assert_eq!((&*fault.detail, fault.range), (&*format!("The parameter {name} is missing."), None));
    }
    assert!(Answer::parse("", 0).is_err());
}

#[test]
fn whatever_is_there_twice_is_refused_at_its_second_place() {
    let all = format!("{GOOD}, algorithm=MD5, opaque=\"o\", userhash=false, x=y");
    assert!(Answer::parse(&all, 0).is_ok());
    for part in all.split(", ") {
        let twice = format!("{all}, {}", part.to_uppercase());
        let fault = Answer::parse(&twice, 7).expect_err(part);
        assert!(fault.detail.contains("twice"), "{part}: {fault:?}");
        assert_eq!(fault.range, Some(7 + all.len() + 2..7 + twice.len()), "{part}");
        assert!(!fault.detail.contains(" x "), "what was sent does not come back: {fault:?}");
    }
}

#[test]
fn values_of_the_wrong_form_are_refused() {
    let with = |old: &str, new: &str| {
        let text = GOOD.replace(old, new);
        assert_ne!(text, GOOD, "{old}");
        text
    };
    for text in [
        with("nc=00000001", "nc=1"),
        with("nc=00000001", "nc=000000001"),
        with("nc=00000001", "nc=00000000"),
        with("nc=00000001", "nc=0000000g"),
        with("nc=00000001", "nc=+0000001"),
        with("nc=00000001", "nc=\"\""),
        with("qop=auth", "qop=auth-conf"),
        with("qop=auth", "qop=\"auth,auth-int\""),
        with("qop=auth", "qop=\"\""),
        with("cnonce=\"c\"", "cnonce=\"ë\""),
        with("cnonce=\"c\"", "cnonce=\"\u{7f}\""),
        with("username=\"alice\"", "username=alice bob"),
        with(", realm", "; realm"),
        format!("{GOOD}, opaque"),
        format!("{GOOD}, opaque=\"o"),
        "YWxpY2U6d29uZGVybGFuZA==".to_owned(),
        "username".to_owned(),
        "\"alice\"".to_owned(),
    ] {
        assert!(Answer::parse(&text, 0).is_err(), "{text}");
    }
    assert_eq!(Answer::parse(&with("nc=00000001", "nc=0000ABcd"), 0).map(|answer| answer.count), Ok(0xabcd));
    let unknown = Answer::parse(&format!("{GOOD}, algorithm=SHA-1"), 0).expect("it can be read");
    assert_eq!(unknown.algorithm, None);
}
