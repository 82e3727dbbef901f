//! Digest answers in `Authorization`, and what the server says back in `Authentication-Info` (RFC 7616).

use super::lenient::{self, Challenge, Line};
use super::masked::is_masked;
use super::rule::{Found, Rule};
use super::seen::{Past, Seen, after_scheme};
use crate::model::Field;
use crate::model::Level::{Violation, Warning};
use crate::model::Side::{Request, Response};

/// RFC 7616 3.4: what every answer has to hold, beside the name.
const REQUIRED: [&str; 4] = ["realm", "nonce", "uri", "response"];
/// And what every answer to a challenge with `qop` has to hold; before RFC 7616 a challenge could be without.
const COUNTED: [&str; 3] = ["qop", "nc", "cnonce"];
/// RFC 7616 3.4: never quoted in an answer.
const BARE: [&str; 3] = ["algorithm", "qop", "nc"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "digest-answer-incomplete",
        level: Violation,
        side: Request,
        section: "RFC 7616 3.4",
        text: "The Digest answer lacks `{}`.",
        remedy: "Send username, realm, nonce, uri, response, qop, nc and cnonce.",
        find: |seen| {
            in_answers(seen, |line| missing(seen, line).map(|name| Found::value(line.field).saying(name)))
        },
    },
    Rule {
        name: "digest-answer-address",
        level: Violation,
        side: Request,
        section: "RFC 7616 3.4.6",
        text: "The answer was made for another address than the one that is asked for: `{}`.",
        remedy: "Hash the request target as it is sent, with its query.",
        find: |seen| {
            let target = within_origin(seen.target());
            let differs = |uri: &String| within_origin(uri) != target && !is_masked(uri);
            in_answers(seen, |line| {
                value(line, "uri").filter(differs).map(|uri| part(line, "uri").saying(&uri))
            })
        },
    },
    Rule {
        name: "digest-answer-count",
        level: Violation,
        side: Request,
        section: "RFC 7616 3.4",
        text: "The count of a Digest answer has exactly eight hexadecimal digits, and `{}` has not.",
        remedy: "Write `nc=00000001`, and one more each time the nonce is used.",
        find: |seen| {
            let eight = |count: &str| count.len() == 8 && count.bytes().all(|byte| byte.is_ascii_hexdigit());
            in_answers(seen, |line| {
                let bad = value(line, "nc").filter(|count| !eight(count) && !is_masked(count));
                bad.map(|count| part(line, "nc").saying(&count))
            })
        },
    },
    Rule {
        name: "digest-answer-quoted",
        level: Warning,
        side: Request,
        section: "RFC 7616 3.4",
        text: "The value of `{}` must not be quoted in an answer; strict servers refuse that.",
        remedy: "Write `algorithm`, `qop` and `nc` without quotes; servers should accept both.",
        find: |seen| {
            let is_bare = |name: &str| BARE.iter().any(|bare| bare.eq_ignore_ascii_case(name));
            in_answers(seen, |line| {
                let mut params = line.challenges.iter().flat_map(|credentials| &credentials.params);
                let first = params.find(|param| param.quoted && is_bare(param.name))?;
                Some(part(line, first.name).saying(first.name))
            })
        },
    },
    Rule {
        name: "digest-replayed",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.4",
        text: "This count of this nonce was accepted once before, so whoever recorded an answer can come in with it.",
        remedy: "Accept each count of a nonce once; answer 401 with a fresh challenge to a copy.",
        find: |seen| seen.when(seen.is_success() && seen.past == Past::ProofAccepted),
    },
    Rule {
        name: "digest-any-user",
        level: Warning,
        side: Response,
        section: "RFC 7616 3.4",
        text: "The answer was made under the name `{}`, and the content takes its sender for somebody else.",
        remedy: "Look up the password of the user whom the answer names, and refuse a name that is not on the list.",
        find: |seen| {
            let Some(line) = answer(seen).filter(|_| seen.is_success()) else { return Vec::new() };
            let authenticated =
                seen.json.as_ref().and_then(|json| json.get("authenticated")?.as_bool()) == Some(true);
            let (Some(name), Some(known)) = (value(&line, "username"), seen.text("user")) else {
                return Vec::new();
            };
            // A hash names nobody that could be compared.
            let is_hidden = value(&line, "userhash")
                .is_some_and(|hashed| hashed.eq_ignore_ascii_case("true"))
                || is_masked(&name);
            let is_other = authenticated && !is_hidden && name != known;
            if is_other { vec![part(&line, "username").saying(&name)] } else { Vec::new() }
        },
    },
    Rule {
        name: "digest-proof-of-another",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.5",
        text: "`{}` in `Authentication-Info` is not the one that the request was made with.",
        remedy: "Repeat the request's own `cnonce` and `nc`, so that the client can check the proof.",
        find: |seen| {
            let (Some(line), Some(field)) = (answer(seen), seen.field("authentication-info")) else {
                return Vec::new();
            };
            let differs = ["cnonce", "nc"].into_iter().find(|name| {
                let (said, sent) = (info(&field.value, name), value(&line, name));
                said.is_some() && said != sent && !sent.is_some_and(|sent| is_masked(&sent))
            });
            differs.map(|name| Found::value(field).saying(name)).into_iter().collect()
        },
    },
    Rule {
        name: "digest-proof-quoting",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.5",
        text: "`qop` and `nc` must not be quoted in `Authentication-Info`.",
        remedy: "Write `qop=auth, rspauth=\"…\", cnonce=\"…\", nc=00000001`.",
        find: |seen| {
            let quoted = |value: &str| value.contains("qop=\"") || value.contains("nc=\"");
            // `cnonce="` ends in the same letters.
            let field =
                seen.fields("authentication-info").find(|field| quoted(&field.value.replace("cnonce=", "")));
            field.map(Found::value).into_iter().collect()
        },
    },
];

/// The request's Digest credentials for the server; they have the shape of a challenge.
fn answer<'a>(seen: &Seen<'a>) -> Option<Line<'a>> {
    read(seen.asked("authorization")?)
}

fn read(field: &Field) -> Option<Line<'_>> {
    // A lab keeps of a stranger's answer no more than its length, and others cut off the end.
    let rest = after_scheme(field, "Digest")?;
    if ["***", "...", "…"].iter().any(|mark| rest.ends_with(mark)) {
        return None;
    }
    Some(lenient::line(field)).filter(|line| line.challenges.first().is_some_and(|first| first.is("Digest")))
}

/// What is found in each of the request's Digest credentials, for the server or for a proxy.
fn in_answers(seen: &Seen<'_>, wrong: impl Fn(&Line<'_>) -> Option<Found>) -> Vec<Found> {
    seen.credential_fields().filter_map(read).filter_map(|line| wrong(&line)).collect()
}

/// The nonces that the request used.
pub(super) fn nonces(seen: &Seen<'_>) -> Vec<String> {
    seen.credential_fields().filter_map(|field| value(&read(field)?, "nonce")).collect()
}

/// The first parameter that is not there.
fn missing(seen: &Seen<'_>, line: &Line<'_>) -> Option<&'static str> {
    let lacks = |name: &&'static str| value(line, name).is_none();
    if lacks(&"username") && lacks(&"username*") {
        return Some("username");
    }
    let without_qop = |challenge: &Challenge<'_>| challenge.is("Digest") && challenge.find("qop").is_none();
    let counted = !seen.all_challenges().any(without_qop);
    REQUIRED.into_iter().chain(COUNTED.into_iter().filter(|_| counted)).find(lacks)
}

/// An address without its origin: a proxy is asked for all of it, and the server for the rest (RFC 9112 3.2.2).
fn within_origin(address: &str) -> &str {
    let rest = ["http://", "https://"].into_iter().find_map(|scheme| {
        let start = address.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
        Some(&address[start.len()..])
    });
    match rest {
        Some(rest) => rest.find(['/', '?']).map_or("/", |at| &rest[at..]),
        None => address,
    }
}

fn value(line: &Line<'_>, name: &str) -> Option<String> {
    line.challenges.first()?.param(name).map(str::to_owned)
}

/// The parameter's place, or the whole value.
fn part(line: &Line<'_>, name: &str) -> Found {
    match line.challenges.first().and_then(|first| first.find(name)) {
        Some(param) => Found::part(line.field, param.range.clone()),
        None => Found::value(line.field),
    }
}

/// A parameter of `Authentication-Info`, quoted or not.
fn info(value: &str, name: &str) -> Option<String> {
    let pairs = value.split(',').filter_map(|pair| pair.split_once('='));
    pairs
        .into_iter()
        .find(|(known, _)| known.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().trim_matches('"').to_owned())
}
