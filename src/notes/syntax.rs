//! The syntax of challenges: schemes, commas, quotes (RFC 9110 11).

use std::ops::Range;

use super::lenient::{Fault, Line};
use super::rule::{Found, Rule};
use super::seen::Seen;
use crate::model::Level::{Violation, Warning};
use crate::model::Side::Response;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "challenge-empty",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.6.1",
        text: "The `{}` field is there, but no challenge is in it.",
        remedy: "Name a scheme and its parameters, such as `Basic realm=\"…\"`, or leave the field out.",
        find: |seen| {
            let empty = seen.all_lines().filter(|line| line.challenges.is_empty() && line.faults.is_empty());
            empty.map(|line| Found::value(line.field).saying(line.field.name.trim_end())).collect()
        },
    },
    Rule {
        name: "scheme-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.3",
        text: "A challenge has to begin with the name of its scheme, and this one begins with something else.",
        remedy: "Put the scheme first: `Basic realm=\"…\"`, not `realm=\"…\"` alone.",
        find: |seen| faults(seen, Fault::NoScheme),
    },
    Rule {
        name: "scheme-malformed",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.1",
        text: "The name of a scheme holds a character that no token may hold.",
        remedy: "A scheme is one bare word, followed by a space: no colon, no quotes, no slash.",
        find: |seen| faults(seen, Fault::BadScheme),
    },
    Rule {
        name: "comma-after-scheme",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.3",
        text: "A comma follows the scheme, so its parameters belong to no challenge at all.",
        remedy: "Write a space after the scheme and commas between the parameters: `Bearer realm=\"…\", error=\"…\"`.",
        find: |seen| faults(seen, Fault::CommaAfterScheme),
    },
    Rule {
        name: "comma-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.3",
        text: "Two parts of a challenge stand side by side without the comma that has to separate them.",
        remedy: "Put a comma between the parameters, and between one challenge and the next.",
        find: |seen| faults(seen, Fault::NoComma),
    },
    Rule {
        name: "semicolon-between",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.3",
        text: "A semicolon stands where a comma has to stand; that is how `Set-Cookie` does it, not this field.",
        remedy: "Separate the parameters with commas.",
        find: |seen| faults(seen, Fault::Semicolon),
    },
    Rule {
        name: "quote-open",
        level: Violation,
        side: Response,
        section: "RFC 9110 5.6.4",
        text: "A quoted value is never closed, so the rest of the line is lost in it.",
        remedy: "Close the quotes, and write `\\\"` for a quote that belongs to the value.",
        find: |seen| faults(seen, Fault::OpenQuote),
    },
    Rule {
        name: "value-unquoted",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.2",
        text: "A value without quotes holds a character that no token may hold.",
        remedy: "Put the value in double quotes.",
        find: unquoted,
    },
    Rule {
        name: "value-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.2",
        text: "A parameter has a name and an equals sign, and no value.",
        remedy: "Give the parameter its value, an empty one as `\"\"`, or leave it out.",
        find: |seen| faults(seen, Fault::NoValue),
    },
    Rule {
        name: "space-around-equals",
        level: Violation,
        side: Response,
        section: "RFC 9110 5.6.3",
        text: "There is white space around the equals sign of a parameter; clients must bear it, servers must not send it.",
        remedy: "Write `name=\"value\"` in one piece.",
        find: |seen| faults(seen, Fault::Blanks),
    },
    Rule {
        name: "single-quotes",
        level: Violation,
        side: Response,
        section: "RFC 9110 5.6.4",
        text: "The value of `{}` is in single quotes, which HTTP takes for a part of the value.",
        remedy: "Use double quotes.",
        find: |seen| params(seen, |param| !param.quoted && in_single_quotes(&param.value)),
    },
    Rule {
        name: "parameter-repeated",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.2",
        text: "The parameter `{}` stands twice in one challenge, and clients differ on which one counts.",
        remedy: "Send each parameter once in a challenge.",
        find: repeated,
    },
    Rule {
        name: "realm-unquoted",
        level: Violation,
        side: Response,
        section: "RFC 9110 11.5",
        text: "The realm is sent without quotes, which no server may do.",
        remedy: "Write `realm=\"…\"` with double quotes.",
        find: |seen| {
            let others = seen.all_challenges().filter(|challenge| !challenge.is("Digest"));
            others
                .flat_map(|challenge| challenge.params.iter().map(move |param| (challenge, param)))
                .filter(|(_, param)| param.name.eq_ignore_ascii_case("realm") && !param.quoted)
                .filter(|(_, param)| !param.faulty && !in_single_quotes(&param.value))
                .map(|(challenge, param)| Found::part(challenge.field, param.range.clone()))
                .collect()
        },
    },
    Rule {
        name: "realm-not-ascii",
        level: Warning,
        side: Response,
        section: "RFC 7617 3",
        text: "The realm holds characters beyond ASCII, which no two clients show alike.",
        remedy: "Name the realm in ASCII; what people should read belongs into the page.",
        find: |seen| {
            let is_realm = |name: &str| name.eq_ignore_ascii_case("realm");
            let params = seen
                .all_challenges()
                .flat_map(|challenge| challenge.params.iter().map(|param| (challenge.field, param)));
            params
                .filter(|(_, param)| is_realm(param.name) && param.quoted)
                // Bytes that are no UTF-8 have become `\xNN` when the message was read.
                .filter(|(field, param)| {
                    !param.value.is_ascii() || field.value[param.range.clone()].contains("\\x")
                })
                .map(|(field, param)| Found::part(field, param.range.clone()))
                .collect()
        },
    },
];

/// The places of all faults of a kind.
fn faults(seen: &Seen<'_>, kind: Fault) -> Vec<Found> {
    places(seen, kind).map(|(line, range)| Found::part(line.field, range.clone())).collect()
}

fn places<'s, 'a>(seen: &'s Seen<'a>, kind: Fault) -> impl Iterator<Item = (&'s Line<'a>, &'s Range<usize>)> {
    let all = seen.all_lines().flat_map(|line| line.faults.iter().map(move |fault| (line, fault)));
    all.filter(move |(_, (fault, _))| *fault == kind).map(|(line, (_, range))| (line, range))
}

/// Values without quotes, but for those that have rules of their own: single quotes, and what Digest wants quoted.
fn unquoted(seen: &Seen<'_>) -> Vec<Found> {
    let others = places(seen, Fault::BareValue).filter(|(line, range)| {
        let value = &line.field.value[range.start..range.end];
        !in_single_quotes(value) && !super::digest::wants_quotes_at(line, range.start)
    });
    others.map(|(line, range)| Found::part(line.field, range.clone())).collect()
}

/// The parameters for which a condition holds, each with its name.
fn params(seen: &Seen<'_>, holds: impl Fn(&super::lenient::Param<'_>) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for challenge in seen.all_challenges() {
        for param in challenge.params.iter().filter(|param| holds(param)) {
            found.push(Found::part(challenge.field, param.range.clone()).saying(param.name));
        }
    }
    found
}

fn in_single_quotes(value: &str) -> bool {
    value.len() > 1 && value.starts_with('\'') && value.ends_with('\'')
}

fn repeated(seen: &Seen<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for challenge in seen.all_challenges() {
        for (nth, param) in challenge.params.iter().enumerate() {
            let known = &challenge.params[..nth];
            // The second one of a name is enough.
            let same = known.iter().filter(|other| other.name.eq_ignore_ascii_case(param.name)).count();
            if same == 1 {
                found.push(Found::part(challenge.field, param.range.clone()).saying(param.name));
            }
        }
    }
    found
}
