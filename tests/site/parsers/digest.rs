//! Digest credentials, also read by the crate http-auth: behind the scheme they are written like a challenge (RFC 9110 11.4).

use std::collections::BTreeSet;

use http_auth::parse_challenges;
use knock::auth::digest::{Algorithm, Answer, Asked, Offer, Qop, User, extended_value, parameters};
use knock::auth::grammar::{is_token, quoted};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::runner;

/// Names in lower case with their values.
type Read = Vec<(String, String)>;

/// As we read it; `None` when something is left over.
fn ours(text: &str) -> Option<Read> {
    let (list, broken) = parameters(text, 0);
    broken.is_none().then(|| list.into_iter().map(|parameter| (parameter.name, parameter.value)).collect())
}

/// `None` for several, too: credentials have one scheme.
fn theirs(text: &str) -> Option<Read> {
    let text = format!("Digest {text}");
    let list = parse_challenges(&text).ok()?;
    let [challenge] = &list[..] else { return None };
    let params = challenge.params.iter();
    Some(params.map(|(name, value)| (name.to_ascii_lowercase(), value.to_unescaped())).collect())
}

fn value<'a>(read: &'a [(String, String)], name: &str) -> Option<&'a str> {
    read.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
}

const TOKEN: &str = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}";
const TEXT: &str = "[ -~]{0,12}";

/// A list that RFC 9110 11.4 allows, in many of its forms.
fn list() -> impl Strategy<Value = String> {
    let quoted = r#""([ !#-\[\]-~\t]|\\[ -~\t]){0,12}""#;
    let parameter = (TOKEN, "[ \t]{0,2}", "[ \t]{0,2}", prop_oneof![TOKEN, quoted])
        .prop_map(|(name, before, after, value)| format!("{name}{before}={after}{value}"));
    let separator = prop_oneof![Just(","), Just(", "), Just(" ,\t"), Just(",,"), Just(" , ,  ")];
    let end = prop_oneof![Just(""), Just(","), Just(" ,"), Just(", ,")];
    (prop::collection::vec((separator, parameter), 0..5), end).prop_map(|(list, end)| {
        let mut text = String::new();
        for (separator, parameter) in list {
            if !text.is_empty() {
                text.push_str(separator);
            }
            text.push_str(&parameter);
        }
        text + end
    })
}

/// A good list with one slip, or a text of few characters, which is often almost good.
fn almost() -> impl Strategy<Value = String> {
    let slipped = (list(), any::<Index>(), r#"[ab=", ;/\\\t]?"#).prop_map(|(mut text, place, slip)| {
        let at = place.index(text.len() + 1);
        text.replace_range(at..text.len().min(at + 1), &slip);
        text
    });
    prop_oneof![slipped, r#"[abB1=", \\\t-]{0,20}"#]
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
fn but_for_its_edges_any_text_is_taken_and_refused_alike() {
    let tested = runner().run(&almost(), |text| {
        // The table below says why we do not mind what is taken away here.
        let inside = text.trim_start_matches([' ', '\t', ',']).trim_end_matches([' ', '\t']);
        prop_assert_eq!(ours(&text), theirs(inside));
        if let Some(read) = theirs(&text) {
            prop_assert_eq!(ours(&text), Some(read));
        }
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn what_neither_takes() {
    for text in [
        "a",
        "a=",
        "=1",
        "a==1",
        "a=1 b=2",
        "a=\"1\"b=2",
        "a=1;b=2",
        "a=\"open",
        "a=\"open\\\"",
        "a=b@c",
        "a=(b)",
        "a/b=1",
        "ä=1",
        "a=ä",
        "a=1, b",
        "a=1, Digest b=2",
        "YWxpY2U6d29uZGVybGFuZA==",
    ] {
        assert_eq!((ours(text), theirs(text)), (None, None), "{text}");
    }
}

#[test]
fn where_we_take_more_it_is_for_a_reason() {
    for (text, reason) in [
        (" a=1", "any number of spaces follows the scheme (RFC 9110 11.4)"),
        ("\ta=1", "a tab is no space, but leaves no doubt"),
        (",a=1", "the list may begin with an empty item (RFC 9110 5.6.1.2)"),
        ("a=1 ", "white space around a value does not belong to it (RFC 9110 5.5)"),
        ("a=1, ", "the same, and an empty item"),
        (" ", "the same, without any parameter: what is missing is said later"),
        ("a=\"ä\"", "a quoted string may hold obs-text (RFC 9110 5.6.4)"),
        ("a=\"\\ä\"", "and that may stand behind a backslash, too"),
        (
            "a=\"\u{7f}\"",
            "a control character is refused with its field, before anybody reads it (RFC 9110 5.5)",
        ),
    ] {
        assert_eq!(theirs(text), None, "{text:?}: no difference any more: {reason}");
        assert!(ours(text).is_some(), "{text:?}: {reason}");
    }
}

/// The first eight have to be there.
const NAMES: [&str; 10] =
    ["username", "realm", "nonce", "uri", "response", "cnonce", "qop", "nc", "opaque", "x"];

fn written(name: &'static str) -> impl Strategy<Value = String> {
    let form = match name {
        "qop" => "auth(-int)?",
        "nc" => "[0-9a-f]{7}[1-9a-f]",
        _ => TEXT,
    };
    (any::<bool>(), any::<bool>(), form).prop_map(move |(is_loud, is_bare, value)| {
        let name = if is_loud { name.to_ascii_uppercase() } else { name.to_owned() };
        let value = if is_bare && is_token(&value) { value } else { quoted(&value) };
        format!("{name}={value}")
    })
}

/// The parameters of an answer in any order, of which one may be missing, and one may be there twice.
fn answer() -> impl Strategy<Value = String> {
    let most = subsequence(NAMES.to_vec(), NAMES.len() - 1..=NAMES.len());
    let names = (most, prop::option::of(select(NAMES.to_vec()))).prop_map(|(mut names, more)| {
        names.extend(more);
        names
    });
    let list = names.prop_shuffle().prop_flat_map(|names| names.into_iter().map(written).collect::<Vec<_>>());
    list.prop_map(|list| list.join(", "))
}

#[test]
fn an_answer_is_what_the_other_reader_finds_complete_and_without_repetition() {
    let tested = runner().run(&answer(), |text| {
        let read = theirs(&text).expect("a good list");
        let names: BTreeSet<&str> = read.iter().map(|(name, _)| &**name).collect();
        let is_answer = names.len() == read.len() && NAMES[..8].iter().all(|name| names.contains(name));
        let answer = Answer::parse(&text, 0);
        prop_assert_eq!(answer.is_ok(), is_answer, "{}", text);
        let Ok(answer) = answer else { return Ok(()) };
        let User::Named(user) = &answer.user else { panic!("a hash was not sent: {text}") };
        for (name, ours) in [
            ("username", Some(&**user)),
            ("realm", Some(&*answer.realm.value)),
            ("nonce", Some(&*answer.nonce.value)),
            ("uri", Some(&*answer.uri.value)),
            ("response", Some(&*answer.response.value)),
            ("cnonce", Some(&*answer.cnonce.value)),
            ("qop", Some(answer.qop.name())),
            ("nc", Some(&*format!("{:08x}", answer.count))),
            ("opaque", answer.opaque.as_ref().map(|opaque| &*opaque.value)),
        ] {
            prop_assert_eq!(ours, value(&read, name), "{}", name);
        }
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}

fn offer() -> impl Strategy<Value = Offer> {
    let qop = select(vec![vec![Qop::Auth], vec![Qop::AuthInt], vec![Qop::AuthInt, Qop::Auth]]);
    (TEXT, qop, select(Algorithm::ALL.to_vec()), TEXT, prop::option::of(TEXT), any::<bool>()).prop_map(
        |(realm, qop, algorithm, nonce, opaque, userhash)| {
            let stale = false;
            Offer { realm, qop, algorithm, nonce, opaque, stale, userhash }
        },
    )
}

#[test]
fn what_our_client_writes_others_read() {
    let asked = ("[ -~äß日]{0,8}", TEXT, "/[!-~]{0,12}", "[ -~]{1,12}", 1..=u32::MAX);
    let tested = runner().run(&(offer(), asked), |(offer, (user, password, uri, cnonce, count))| {
        let (user, password, method, uri, cnonce) = (&*user, &*password, "GET", &*uri, &*cnonce);
        let answered = offer.answer(&Asked { user, password, method, uri, body: b"", count, cnonce });
        let text = answered.authorization.strip_prefix("Digest ").expect("the scheme");
        let read = theirs(text).expect("they read it too");
        let qop = if offer.qop.contains(&Qop::Auth) { "auth" } else { "auth-int" };
        for (name, expected) in [
            ("realm", Some(&*offer.realm)),
            ("nonce", Some(&*offer.nonce)),
            ("uri", Some(uri)),
            ("algorithm", Some(offer.algorithm.name())),
            ("qop", Some(qop)),
            ("nc", Some(&*format!("{count:08x}"))),
            ("cnonce", Some(cnonce)),
            ("response", Some(&*answered.response)),
            ("opaque", offer.opaque.as_deref()),
            ("userhash", offer.userhash.then_some("true")),
        ] {
            prop_assert_eq!(value(&read, name), expected, "{}", name);
        }
        let hash = offer.algorithm.hash(&[user, &*offer.realm]);
        let (plain, extended) = (value(&read, "username"), value(&read, "username*"));
        let sent = plain.map(str::to_owned).or_else(|| extended.and_then(extended_value));
        let expected = if offer.userhash { User::Hashed(hash.clone()) } else { User::Named(user.to_owned()) };
        prop_assert_eq!(sent, Some(if offer.userhash { hash } else { user.to_owned() }));
        prop_assert_eq!(extended.is_some(), !offer.userhash && !user.is_ascii());
        prop_assert_eq!(ours(text), Some(read), "we read the same");
        prop_assert_eq!(Answer::parse(text, 0).map(|answer| answer.user), Ok(expected));
        Ok(())
    });
    tested.unwrap_or_else(|failure| panic!("{failure}"));
}
