//! Messages that are read differently by different programs: how a head is written, and how long its content is (RFC 9112).

use super::rule::{Found, Rule};
use super::seen::{Seen, named};
use crate::auth::grammar::is_token;
use crate::model::Level::Violation;
use crate::model::Side::{Request, Response};
use crate::model::{Field, Message};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "field-malformed",
        level: Violation,
        side: Response,
        section: "RFC 9112 5",
        text: "A line of the head is no field: its name holds a character that no name may hold, or there is no colon.",
        remedy: "Write `Name: value` on each line.",
        find: |seen| {
            let bad = seen.response.fields.iter().filter(|field| !is_token(field.name.trim_end()));
            bad.filter(|field| !is_folded(field)).map(Found::name).collect()
        },
    },
    Rule {
        name: "space-before-colon",
        level: Violation,
        side: Response,
        section: "RFC 9112 5.1",
        text: "White space stands between the name of a field and its colon, which has been used to smuggle fields past proxies.",
        remedy: "Write the colon right after the name.",
        find: |seen| {
            let spaced = |name: &str| name.ends_with([' ', '\t']) && is_token(name.trim_end());
            seen.response.fields.iter().filter(|field| spaced(&field.name)).map(Found::name).collect()
        },
    },
    Rule {
        name: "line-folded",
        level: Violation,
        side: Response,
        section: "RFC 9112 5.2",
        text: "A field is continued on a second line, which HTTP has given up.",
        remedy: "Write each field on one line, however long it is.",
        find: |seen| seen.response.fields.iter().filter(|field| is_folded(field)).map(Found::name).collect(),
    },
    Rule {
        name: "length-contradicted",
        level: Violation,
        side: Response,
        section: "RFC 9112 6.3",
        text: "The response gives its length in two ways, and programs differ on which one counts.",
        remedy: "Send `Content-Length` or `Transfer-Encoding`, once.",
        find: |seen| contradicted(seen.response),
    },
    Rule {
        name: "request-length-contradicted",
        level: Violation,
        side: Request,
        section: "RFC 9112 6.3",
        text: "The request gives its length in two ways: that is how requests are smuggled past a proxy.",
        remedy: "Send `Content-Length` or `Transfer-Encoding`, once.",
        find: |seen| seen.request.map(contradicted).unwrap_or_default(),
    },
    Rule {
        name: "host-missing",
        level: Violation,
        side: Request,
        section: "RFC 9112 3.2",
        text: "A request of HTTP/1.1 has to name the host exactly once, and this one does not.",
        remedy: "Send one `Host` field.",
        find: host,
    },
];

/// A line that begins with white space continues the one before.
fn is_folded(field: &Field) -> bool {
    field.name.starts_with([' ', '\t'])
}

fn contradicted(message: &Message) -> Vec<Found> {
    let mut lengths = named(message, "content-length");
    let Some(first) = lengths.next() else { return Vec::new() };
    let other = lengths.find(|length| length.value != first.value);
    let coding = named(message, "transfer-encoding").next();
    // RFC 9112 6.2: no length beside a coding; 6.3: no two lengths.
    let beside = coding.map(|field| Found::value(field).citing("RFC 9112 6.2"));
    other.map(Found::value).or(beside).into_iter().collect()
}

fn host(seen: &Seen<'_>) -> Vec<Found> {
    let Some(request) = seen.request.filter(|request| request.start_line.ends_with("HTTP/1.1")) else {
        return Vec::new();
    };
    match named(request, "host").count() {
        1 => Vec::new(),
        0 => vec![Found::start(request)],
        _ => named(request, "host").skip(1).take(1).map(Found::value).collect(),
    }
}
