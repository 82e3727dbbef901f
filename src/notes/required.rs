//! What a status brings with it: the fields and the content without which it is not whole (RFC 9110 15).

use super::rule::{Found, Rule};
use super::seen::{Seen, allows};
use crate::model::Level::{Info, Violation, Warning};
use crate::model::Side::Response;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "allow-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 15.5.6",
        text: "A 405 has to name the methods that do work, and this one has no `Allow`.",
        remedy: "Send `Allow: GET, HEAD`, or whatever fits; an empty one says that nothing works now.",
        find: |seen| seen.when(seen.is(405) && seen.field("allow").is_none()),
    },
    Rule {
        name: "allow-names-method",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5.6",
        text: "{} is refused, and `Allow` names it among the methods that work.",
        remedy: "If it is this user who may not use the method, answer 403; otherwise correct `Allow`.",
        find: |seen| {
            let method = seen.method();
            let refused = seen.is(405) && !method.is_empty();
            let named = seen.fields("allow").find(|field| refused && allows(&field.value, method));
            named.map(|field| Found::value(field).saying(method)).into_iter().collect()
        },
    },
    Rule {
        name: "retry-after-missing",
        level: Warning,
        side: Response,
        section: "RFC 6585 4",
        text: "This 429 does not say how long to wait, so clients come back too early or never.",
        remedy: "Send `Retry-After` with a number of seconds.",
        find: |seen| seen.when(seen.is(429) && seen.field("retry-after").is_none()),
    },
    Rule {
        name: "retry-after-malformed",
        level: Violation,
        side: Response,
        section: "RFC 9110 10.2.3",
        text: "`Retry-After` is a number of seconds or a date in the form that HTTP prescribes, and this is neither.",
        remedy: "Write whole seconds, such as `30`, or a date such as `Wed, 25 Nov 2026 08:00:00 GMT`.",
        find: |seen| {
            let seconds = |value: &str| !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            // RFC 9110 5.6.7: of the three forms of a date only one may be sent; it has always the same length.
            let date =
                |value: &str| value.len() == 29 && value.ends_with(" GMT") && value.get(3..5) == Some(", ");
            let fields =
                seen.fields("retry-after").filter(|field| !seconds(&field.value) && !date(&field.value));
            fields.map(Found::value).collect()
        },
    },
    Rule {
        name: "upgrade-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 15.5.22",
        text: "A 426 has to name the protocol that it wants, and this one has no `Upgrade`.",
        remedy: "Send `Upgrade` with the protocol's name.",
        find: |seen| seen.when(seen.is(426) && seen.field("upgrade").is_none()),
    },
    Rule {
        name: "location-missing",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.4",
        text: "This redirect does not say where to go.",
        remedy: "Send `Location`.",
        find: |seen| {
            let redirect = matches!(seen.status, 301 | 302 | 303 | 307 | 308);
            seen.when(redirect && seen.field("location").is_none())
        },
    },
    Rule {
        name: "content-range-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 15.3.7",
        text: "A 206 has to say which part it holds, and this one has no `Content-Range`.",
        remedy: "Send `Content-Range`, or the whole representation with 200.",
        find: |seen| {
            let parts = seen.field("content-type").is_some_and(|field| field.value.starts_with("multipart/"));
            seen.when(seen.is(206) && !parts && seen.field("content-range").is_none())
        },
    },
    Rule {
        name: "blocked-by-missing",
        level: Warning,
        side: Response,
        section: "RFC 7725 4",
        text: "This 451 does not say who blocks.",
        remedy: "Send `Link: <…>; rel=\"blocked-by\"` with the address of whoever carries out the demand.",
        find: |seen| {
            let named = seen.fields("link").any(|field| field.value.contains("blocked-by"));
            seen.when(seen.is(451) && !named)
        },
    },
    Rule {
        name: "explanation-missing",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5",
        text: "The refusal has no content, so a reader gets the browser's own page and a developer gets nothing.",
        remedy: "Say in the content what was wrong and what would help; problem details (RFC 9457) are made for it.",
        find: |seen| {
            let empty = seen.response.body.size_bytes == 0;
            let said = seen.field("content-length").is_some_and(|field| field.value == "0");
            let refusal = matches!(seen.status, 401 | 403 | 407);
            seen.when(refusal && empty && said && seen.method() != "HEAD")
        },
    },
    Rule {
        name: "content-not-allowed",
        level: Violation,
        side: Response,
        section: "RFC 9110 8.6",
        text: "A 204 has no content, and `Content-Length` must not be there.",
        remedy: "Leave `Content-Length` out, or answer 200.",
        find: |seen| {
            let length = seen.field("content-length").filter(|_| seen.is(204));
            length.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "problem-of-another-status",
        level: Violation,
        side: Response,
        section: "RFC 9457 3.1.2",
        text: "The problem details say {}, and the status line says something else.",
        remedy: "Repeat the status that is sent, or leave `status` out.",
        find: |seen| {
            let said = problem(seen).and_then(|problem| problem.get("status")?.as_u64());
            let other = said.filter(|status| *status != u64::from(seen.status));
            other.map(|status| Found::start(seen.response).saying(&status.to_string())).into_iter().collect()
        },
    },
    Rule {
        name: "problem-undeclared",
        level: Info,
        side: Response,
        section: "RFC 9457 3",
        text: "The content looks like problem details and is not labelled as such.",
        remedy: "Send `Content-Type: application/problem+json`.",
        find: |seen| {
            let looks = ["type", "title", "status", "detail"]
                .iter()
                .all(|key| seen.json.as_ref().is_some_and(|json| json.get(key).is_some()));
            let field = seen.field("content-type").filter(|field| looks && !is_problem(&field.value));
            field.map(Found::value).into_iter().collect()
        },
    },
];

fn is_problem(content_type: &str) -> bool {
    content_type.starts_with("application/problem+json")
}

fn problem<'a>(seen: &'a Seen<'_>) -> Option<&'a serde_json::Value> {
    seen.field("content-type").filter(|field| is_problem(&field.value))?;
    seen.json.as_ref()
}
