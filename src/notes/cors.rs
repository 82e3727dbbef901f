//! What other origins' scripts may see of a refusal (Fetch, the CORS protocol).

use super::preflight::is_preflight;
use super::rule::{Found, Rule};
use super::seen::{Seen, any_lists};
use crate::model::Field;
use crate::model::Level::{Info, Violation, Warning};
use crate::model::Side::Response;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "challenge-hidden",
        level: Warning,
        side: Response,
        section: "Fetch #cors-safelisted-response-header-name",
        text: "Scripts of other origins may read this answer, but not its challenge: `WWW-Authenticate` is not exposed.",
        remedy: "Add it to `Access-Control-Expose-Headers`.",
        find: |seen| {
            let line = seen.lines.first().filter(|_| hidden(seen, "www-authenticate"));
            line.map(|line| Found::value(line.field)).into_iter().collect()
        },
    },
    Rule {
        name: "retry-after-hidden",
        level: Info,
        side: Response,
        section: "Fetch #cors-safelisted-response-header-name",
        text: "Scripts of other origins cannot read how long to wait: `Retry-After` is not exposed.",
        remedy: "Add it to `Access-Control-Expose-Headers`.",
        find: |seen| {
            let field = seen.field("retry-after").filter(|_| hidden(seen, "retry-after"));
            field.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "cors-wildcard-with-credentials",
        level: Violation,
        side: Response,
        section: "Fetch #cors-protocol-and-credentials",
        text: "`*` does not count for requests with credentials, and the answer says that they are welcome.",
        remedy: "Name the one origin that asked, after looking it up in a list, or drop `Access-Control-Allow-Credentials`.",
        find: |seen| {
            let with =
                seen.field("access-control-allow-credentials").is_some_and(|field| field.value == "true");
            let any = seen.field("access-control-allow-origin").filter(|field| with && field.value == "*");
            any.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "cors-origin-malformed",
        level: Violation,
        side: Response,
        section: "Fetch #http-access-control-allow-origin",
        text: "`Access-Control-Allow-Origin` holds one origin or `*`, and here it holds something else.",
        remedy: "Send the origin that asked, as it was sent: scheme, host and port, no slash, no list.",
        find: |seen| {
            let origins: Vec<_> = seen.fields("access-control-allow-origin").collect();
            // What was sent as an origin is one, whatever it looks like.
            let asked = seen.asked("origin").map(|field| field.value.as_str());
            let is_wrong = |field: &&&Field| !is_origin(&field.value) && asked != Some(&field.value);
            let bad = origins.iter().find(is_wrong).or(origins.get(1));
            bad.map(|field| Found::value(field)).into_iter().collect()
        },
    },
    Rule {
        name: "cors-null-origin",
        level: Warning,
        side: Response,
        section: "Fetch #cors-protocol-and-credentials",
        text: "`null` is the origin of every sandboxed frame, so allowing it allows anybody.",
        remedy: "Never answer with `null`; leave the field out.",
        find: |seen| {
            let null = seen.field("access-control-allow-origin").filter(|field| field.value == "null");
            null.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "cors-credentials-value",
        level: Violation,
        side: Response,
        section: "Fetch #http-access-control-allow-credentials",
        text: "`Access-Control-Allow-Credentials` is `true`, in lower case, or it is nothing.",
        remedy: "Write `true`, or leave the field out; `false` does not exist.",
        find: |seen| {
            let field = seen.field("access-control-allow-credentials").filter(|field| field.value != "true");
            field.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "vary-origin-missing",
        level: Warning,
        side: Response,
        section: "Fetch #cors-protocol-and-http-caches",
        text: "The answer names the origin that asked, and unless it names the same to everybody, a cache has to be told.",
        remedy: "Add `Vary: Origin`, or send the same with every answer.",
        find: |seen| {
            // Without this origin in the request it is a fixed one, which depends on nobody.
            let asked = seen.asked("origin").filter(|_| seen.method() != "OPTIONS");
            let one = |value: &str| value != "null" && asked.is_some_and(|asked| asked.value == value);
            let field = seen.field("access-control-allow-origin").filter(|field| one(&field.value));
            let told = any_lists(seen.fields("vary"), "origin") || any_lists(seen.fields("vary"), "*");
            let kept_out = seen.directive("no-store").is_some();
            field.filter(|_| !told && !kept_out).map(Found::value).into_iter().collect()
        },
    },
];

/// True when scripts of other origins may read the response, but not this field of it.
fn hidden(seen: &Seen<'_>, name: &str) -> bool {
    // Nobody gets to read the answer to a preflight.
    let open = seen.field("access-control-allow-origin").is_some() && !is_preflight(seen);
    // `*` stands for all fields, unless credentials are included.
    let wildcard = any_lists(seen.fields("access-control-expose-headers"), "*")
        && seen.field("access-control-allow-credentials").is_none();
    open && !wildcard && !any_lists(seen.fields("access-control-expose-headers"), name)
}

/// Extensions and apps have schemes of their own, such as `capacitor://localhost` (RFC 3986 3.1).
fn is_origin(value: &str) -> bool {
    let is_scheme = |scheme: &str| {
        let rest = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(rest)
    };
    let is_host = |host: &str| !host.is_empty() && !host.contains(['/', ',', ' ', '*']);
    let whole = value.split_once("://").is_some_and(|(scheme, host)| is_scheme(scheme) && is_host(host));
    whole || value == "*" || value == "null"
}
