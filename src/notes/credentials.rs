//! Credentials as the client sent them: the mistakes that make a right password useless (RFC 9110 11.6.2).

use super::masked::is_masked;
use super::rule::{Found, Rule};
use super::seen::{Seen, after_scheme};
use crate::auth::basic;
use crate::auth::grammar::{is_token, is_token68};
use crate::model::Field;
use crate::model::Level::{Violation, Warning};
use crate::model::Side::Request;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "authorization-repeated",
        level: Violation,
        side: Request,
        section: "RFC 9110 5.3",
        text: "The request has more than one `{}` field, and nobody can say which one counts.",
        remedy: "Send exactly one.",
        find: |seen| {
            let second = NAMES.iter().filter_map(|name| seen.all_asked(name).nth(1));
            second.map(|field| Found::value(field).saying(field.name.trim_end())).collect()
        },
    },
    Rule {
        name: "authorization-without-scheme",
        level: Violation,
        side: Request,
        section: "RFC 9110 11.4",
        text: "`{}` has to begin with the name of a scheme, and this one begins with something else.",
        remedy: "Write the scheme, a space, then the credentials: `Authorization: Bearer …`.",
        find: |seen| {
            let odd = |field: &&Field| {
                let (scheme, rest) = field.value.split_once(' ').unwrap_or((&field.value, ""));
                // A token alone is a legal scheme name only by accident.
                let looks_secret = rest.is_empty() && (scheme.contains('.') || scheme.len() > 24);
                (!is_token(scheme) || looks_secret) && !is_masked(scheme)
            };
            let found = single(seen).filter(odd);
            found.map(|field| Found::value(field).saying(field.name.trim_end())).collect()
        },
    },
    Rule {
        name: "authorization-scheme-twice",
        level: Violation,
        side: Request,
        section: "RFC 9110 11.4",
        text: "The scheme `{}` stands twice, so its second copy is taken for the credentials.",
        remedy: "Check whether both your code and your library put it in front.",
        find: |seen| {
            let twice = |field: &Field| {
                let mut words = field.value.split(' ').filter(|word| !word.is_empty());
                let (first, second) = (words.next()?, words.next()?);
                first.eq_ignore_ascii_case(second).then(|| Found::value(field).saying(first))
            };
            single(seen).filter_map(twice).collect()
        },
    },
    Rule {
        name: "placeholder-left",
        level: Warning,
        side: Request,
        section: "RFC 9110 11.6.2",
        text: "`{}` looks like a placeholder that was never filled.",
        remedy: "Look where the value should have come from: an unset variable, a template, an empty form.",
        find: placeholder,
    },
    Rule {
        name: "basic-pair-missing",
        level: Violation,
        side: Request,
        section: "RFC 7617 2",
        text: "The word `Basic` is there, and neither a user name nor a password follows it.",
        remedy: "Send `Authorization: Basic` and the Base64 of both, or leave the field out.",
        find: |seen| pair(seen, str::is_empty),
    },
    Rule {
        name: "basic-not-base64",
        level: Violation,
        side: Request,
        section: "RFC 7617 2",
        text: "What follows `Basic` is not Base64, so no server can read it.",
        remedy: "Encode user name, colon and password together as Base64, with its padding.",
        find: |seen| pair(seen, |encoded| !encoded.is_empty() && decoded(encoded) == Decoded::NotBase64),
    },
    Rule {
        name: "basic-without-colon",
        level: Violation,
        side: Request,
        section: "RFC 7617 2",
        text: "The Base64 can be read, and no colon separates a user name from a password in it.",
        remedy: "Encode both with a colon between them, even when one of them is empty.",
        find: |seen| pair(seen, |encoded| decoded(encoded) == Decoded::WithoutColon),
    },
    Rule {
        name: "basic-control-character",
        level: Violation,
        side: Request,
        section: "RFC 7617 2",
        text: "The user name or the password holds a control character, often the line end that `echo` adds.",
        remedy: "Encode without it: `printf %s` instead of `echo`.",
        find: |seen| pair(seen, |encoded| decoded(encoded) == Decoded::Control),
    },
    Rule {
        name: "bearer-token-missing",
        level: Violation,
        side: Request,
        section: "RFC 6750 2.1",
        text: "The word `Bearer` is there, and no token follows it.",
        remedy: "Send the token after a space; leave the whole field out when there is none.",
        find: |seen| {
            let empty = |field: &&Field| after_scheme(field, "Bearer").is_some_and(str::is_empty);
            single(seen).filter(empty).map(Found::value).collect()
        },
    },
    Rule {
        name: "bearer-token-characters",
        level: Violation,
        side: Request,
        section: "RFC 6750 2.1",
        text: "The token holds a character that no token may hold, such as a quote or a space.",
        remedy: "Send the bare token: no quotes, no line ends, nothing after it.",
        find: |seen| {
            let odd = |field: &&Field| {
                let Some(rest) = after_scheme(field, "Bearer") else { return false };
                // A template or a second scheme has a rule of its own.
                let known = is_masked(rest)
                    || is_placeholder(rest)
                    || rest.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("Bearer"));
                !rest.is_empty() && !is_token68(rest) && !known
            };
            single(seen).filter(odd).map(Found::value).collect()
        },
    },
    Rule {
        name: "proxy-credentials-to-origin",
        level: Warning,
        side: Request,
        section: "RFC 9110 11.7.2",
        text: "`Proxy-Authorization` is meant for a proxy, and this request goes to a server.",
        remedy: "Send `Authorization` to the server.",
        find: |seen| {
            let field = seen.asked("proxy-authorization").filter(|_| seen.target().starts_with('/'));
            field.map(Found::value).into_iter().collect()
        },
    },
];

/// The fields that hold credentials: one for the server, one for a proxy (RFC 9110 11.6.2, 11.7.2).
const NAMES: [&str; 2] = ["authorization", "proxy-authorization"];

/// Those of them that stand there once.
fn single<'a>(seen: &Seen<'a>) -> impl Iterator<Item = &'a Field> {
    NAMES.iter().filter_map(|name| {
        let mut fields = seen.all_asked(name);
        fields.next().filter(|_| fields.next().is_none())
    })
}

#[derive(PartialEq, Eq)]
enum Decoded {
    Fine,
    NotBase64,
    WithoutColon,
    Control,
}

fn decoded(encoded: &str) -> Decoded {
    if is_masked(encoded) || is_placeholder(encoded) {
        return Decoded::Fine;
    }
    match basic::decode(encoded) {
        Ok(pair) => {
            let control = |bytes: &[u8]| bytes.iter().any(u8::is_ascii_control);
            if control(pair.user()) || control(pair.password()) { Decoded::Control } else { Decoded::Fine }
        }
        Err(why) if why.contains("colon") => Decoded::WithoutColon,
        Err(_) => Decoded::NotBase64,
    }
}

fn pair(seen: &Seen<'_>, holds: impl Fn(&str) -> bool) -> Vec<Found> {
    let chosen = |field: &&Field| {
        after_scheme(field, "Basic").is_some_and(|rest| !rest.starts_with("Basic ") && holds(rest.trim_end()))
    };
    single(seen).filter(chosen).map(Found::value).collect()
}

fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 7] = ["undefined", "null", "none", "nan", "[object", "your_token", "your-token"];
    let lower = text.to_ascii_lowercase();
    let bare = lower.trim_matches(|character| "<>{}$[]%\"' ".contains(character));
    let marked = ["<", "{", "${", "$", "%("].iter().any(|mark| text.starts_with(mark));
    marked || lower.starts_with("[object") || WORDS.contains(&bare)
}

fn placeholder(seen: &Seen<'_>) -> Vec<Found> {
    let unfilled = |field: &Field| {
        let rest = field.value.split_once(' ')?.1.trim();
        (is_placeholder(rest) && !is_masked(rest)).then(|| Found::value(field).saying(rest))
    };
    single(seen).filter_map(unfilled).collect()
}
