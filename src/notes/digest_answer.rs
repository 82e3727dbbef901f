//! Digest answers in `Authorization`, and what the server says back in `Authentication-Info` (RFC 7616).

use super::lenient::{self, Line};
use super::rule::{Found, Rule};
use super::seen::{Past, Seen};
use crate::model::Level::{Violation, Warning};
use crate::model::Side::{Request, Response};

/// RFC 7616 3.4: what every answer has to hold.
const REQUIRED: [&str; 5] = ["realm", "nonce", "uri", "response", "cnonce"];
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
            let Some(line) = answer(seen) else { return Vec::new() };
            let missing = REQUIRED.into_iter().find(|name| value(&line, name).is_none());
            missing.map(|name| Found::value(line.field).saying(name)).into_iter().collect()
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
            let Some(line) = answer(seen) else { return Vec::new() };
            let differs = value(&line, "uri").filter(|uri| uri != seen.target());
            differs.map(|uri| part(&line, "uri").saying(&uri)).into_iter().collect()
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
            let Some(line) = answer(seen) else { return Vec::new() };
            let eight = |count: &str| count.len() == 8 && count.bytes().all(|byte| byte.is_ascii_hexdigit());
            let bad = value(&line, "nc").filter(|count| !eight(count));
            bad.map(|count| part(&line, "nc").saying(&count)).into_iter().collect()
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
            let Some(line) = answer(seen) else { return Vec::new() };
            let params = line.challenges.iter().flat_map(|credentials| &credentials.params);
            let quoted = params.filter(|param| param.quoted).map(|param| param.name);
            let first =
                quoted.into_iter().find(|name| BARE.iter().any(|bare| bare.eq_ignore_ascii_case(name)));
            first.map(|name| part(&line, name).saying(name)).into_iter().collect()
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

/// The request's Digest credentials; they have the shape of a challenge.
fn answer<'a>(seen: &Seen<'a>) -> Option<Line<'a>> {
    let (field, rest) = seen.credentials("Digest")?;
    // A lab keeps of a stranger's answer no more than its length.
    if rest.ends_with("***") {
        return None;
    }
    Some(lenient::line(field)).filter(|line| line.challenges.first().is_some_and(|first| first.is("Digest")))
}

/// True for what a lab keeps of a stranger's answer: its length.
fn is_masked(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'*')
}

/// A parameter of the request's Digest credentials.
pub(super) fn param(seen: &Seen<'_>, name: &str) -> Option<String> {
    value(&answer(seen)?, name)
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
