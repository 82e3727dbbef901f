//! Digest challenges (RFC 7616).

use std::collections::HashSet;

use super::lenient::{Challenge, Line, Param};
use super::rule::{Found, Rule};
use super::seen::{Seen, after_scheme};
use super::select::{challenges, params, values};
use crate::model::Level::{Violation, Warning};
use crate::model::Side::Response;

/// RFC 7616 3.3: always quoted in a challenge.
const QUOTED: [&str; 5] = ["realm", "domain", "nonce", "opaque", "qop"];
/// RFC 7616 3.3: never quoted.
const BARE: [&str; 2] = ["stale", "algorithm"];
/// RFC 7616 6.1.
const ALGORITHMS: [&str; 6] =
    ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "digest-no-realm",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The Digest challenge names no realm, which is a part of what the client has to hash.",
        remedy: "Add `realm=\"…\"`.",
        find: |seen| lacking(seen, "realm"),
    },
    Rule {
        name: "digest-no-nonce",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The Digest challenge has no nonce, without which no answer can be made.",
        remedy: "Add `nonce=\"…\"`, a fresh one for each 401.",
        find: |seen| lacking(seen, "nonce"),
    },
    Rule {
        name: "digest-no-qop",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The Digest challenge has no `qop`, so clients fall back to a form without counts, and replays go unseen.",
        remedy: "Add `qop=\"auth\"`.",
        find: |seen| lacking(seen, "qop"),
    },
    Rule {
        name: "digest-unquoted",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The value of `{}` has to be quoted in a Digest challenge, and it is not.",
        remedy: "Put realm, domain, nonce, opaque and qop in double quotes.",
        find: |seen| params(seen, "Digest", wants_quotes).into_iter().take(1).collect(),
    },
    Rule {
        name: "digest-quoted",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The value of `{}` must not be quoted in a Digest challenge, and it is.",
        remedy: "Write `stale=true` and `algorithm=SHA-256` without quotes.",
        find: |seen| params(seen, "Digest", |param| param.quoted && is_one_of(param.name, &BARE)),
    },
    Rule {
        name: "digest-md5-only",
        level: Warning,
        side: Response,
        section: "RFC 7616 3.2",
        text: "Only MD5 is offered, which is kept for old clients and not recommended.",
        remedy: "Offer `algorithm=SHA-256` on a line before it.",
        find: |seen| {
            offers(seen, |all| all.first().filter(|_| all.iter().all(|challenge| is_md5(challenge))).copied())
        },
    },
    Rule {
        name: "digest-md5-first",
        level: Warning,
        side: Response,
        section: "RFC 7616 3.7",
        text: "MD5 stands before a better algorithm, and clients take the first one they know.",
        remedy: "List the challenges with the best algorithm first.",
        find: |seen| {
            offers(seen, |all| {
                let better_later = all.iter().skip(1).any(|challenge| !is_md5(challenge));
                all.first().filter(|first| is_md5(first) && better_later).copied()
            })
        },
    },
    Rule {
        name: "digest-algorithm-repeated",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.7",
        text: "Two Digest challenges name the same algorithm, and each has to name another one.",
        remedy: "Send one challenge for each algorithm.",
        find: |seen| {
            offers(seen, |all| {
                let mut known = HashSet::new();
                let key = |challenge: &Challenge<'_>| {
                    (algorithm(challenge).to_ascii_lowercase(), challenge.param("realm").map(str::to_owned))
                };
                all.iter().find(|challenge| !known.insert(key(challenge))).copied()
            })
        },
    },
    Rule {
        name: "digest-algorithm-unknown",
        level: Warning,
        side: Response,
        section: "RFC 7616 6.1",
        text: "`{}` is no registered algorithm of Digest, so most clients pass over the challenge.",
        remedy: "Use SHA-256, with the hyphen; SHA-512-256 is the other one.",
        find: |seen| values(seen, "Digest", "algorithm", |value| !is_one_of(value, &ALGORITHMS)),
    },
    Rule {
        name: "digest-qop-unknown",
        level: Warning,
        side: Response,
        section: "RFC 7616 3.3",
        text: "`{}` holds neither `auth` nor `auth-int`, so no client can answer.",
        remedy: "Write `qop=\"auth\"`.",
        find: |seen| {
            values(seen, "Digest", "qop", |value| {
                !qops(value).any(|qop| is_one_of(qop, &["auth", "auth-int"]))
            })
        },
    },
    Rule {
        name: "digest-body-only",
        level: Warning,
        side: Response,
        section: "RFC 7616 3.3",
        text: "Only `auth-int` is offered, which browsers cannot do: they answer in the old form, without a count.",
        remedy: "Offer `qop=\"auth, auth-int\"`, unless no browser is meant to come.",
        find: |seen| {
            values(seen, "Digest", "qop", |value| qops(value).all(|qop| qop.eq_ignore_ascii_case("auth-int")))
        },
    },
    Rule {
        name: "digest-stale-value",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "`stale` is true or false, and `{}` is neither.",
        remedy: "Write `stale=true` when only the nonce was too old, and leave it out otherwise.",
        find: |seen| values(seen, "Digest", "stale", |value| !is_one_of(value, &["true", "false"])),
    },
    Rule {
        name: "digest-stale-unasked",
        level: Warning,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The nonce is called stale, and the request used none.",
        remedy: "Send `stale=true` only in answer to good credentials with an old nonce.",
        find: |seen| {
            let mut sent = seen.credential_fields().filter(|field| after_scheme(field, "Digest").is_some());
            let used = seen.request.is_none() || sent.next().is_some();
            if used {
                Vec::new()
            } else {
                values(seen, "Digest", "stale", |value| value.eq_ignore_ascii_case("true"))
            }
        },
    },
    Rule {
        name: "digest-stale-nonce-again",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The nonce is called stale and offered again, so the client will run in circles.",
        remedy: "Send a new nonce with `stale=true`.",
        find: |seen| {
            let used = super::digest_answer::nonces(seen);
            let again = |challenge: &Challenge<'_>| {
                let stale = challenge.param("stale").is_some_and(|value| value.eq_ignore_ascii_case("true"));
                let nonce = challenge.param("nonce");
                stale && used.iter().any(|used| nonce == Some(used))
            };
            challenges(seen, "Digest", again)
        },
    },
    Rule {
        name: "digest-charset",
        level: Violation,
        side: Response,
        section: "RFC 7616 3.3",
        text: "The only charset that a Digest challenge may name is UTF-8.",
        remedy: "Write `charset=UTF-8`, or leave it out.",
        find: |seen| values(seen, "Digest", "charset", |value| !value.eq_ignore_ascii_case("UTF-8")),
    },
];

/// True when the bare value that begins there belongs to a parameter that Digest wants quoted.
pub(super) fn wants_quotes_at(line: &Line<'_>, at: usize) -> bool {
    line.challenges
        .iter()
        .filter(|challenge| challenge.is("Digest"))
        .flat_map(|challenge| &challenge.params)
        .any(|param| param.range.contains(&at) && wants_quotes(param))
}

fn wants_quotes(param: &Param<'_>) -> bool {
    !param.quoted
        && !param.value.is_empty()
        && !param.value.starts_with('\'')
        && is_one_of(param.name, &QUOTED)
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn lacking(seen: &Seen<'_>, name: &str) -> Vec<Found> {
    challenges(seen, "Digest", |challenge| challenge.find(name).is_none())
}

fn qops(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|qop| !qop.is_empty())
}

/// MD5 is what no algorithm means (RFC 7616 3.3).
fn algorithm<'a>(challenge: &'a Challenge<'_>) -> &'a str {
    challenge.param("algorithm").unwrap_or("MD5")
}

fn is_md5(challenge: &Challenge<'_>) -> bool {
    is_one_of(algorithm(challenge), &["MD5", "MD5-sess"])
}

/// Looks at the Digest challenges of the server together, and at those of a proxy together.
fn offers(
    seen: &Seen<'_>,
    wrong: impl for<'c, 'a> Fn(&[&'c Challenge<'a>]) -> Option<&'c Challenge<'a>>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for lines in [&seen.lines, &seen.proxy_lines] {
        let all = lines.iter().flat_map(|line| &line.challenges);
        let digests: Vec<&Challenge<'_>> = all.filter(|challenge| challenge.is("Digest")).collect();
        found.extend(wrong(&digests).map(|challenge| Found::part(challenge.field, challenge.range.clone())));
    }
    found
}
