//! Caches: what must not be kept, and what would be given to the wrong person (RFC 9111).

use super::freshness::{self, Cache};
use super::rule::{Found, Rule};
use super::seen::Seen;
use crate::model::Field;
use crate::model::Level::{Info, Violation, Warning};
use crate::model::Side::Response;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "cacheable-refusal",
        level: Warning,
        side: Response,
        section: "RFC 9111 3",
        text: "A cache may keep this refusal and repeat it after access has been granted.",
        remedy: "Send `Cache-Control: no-store` on 401 and 403.",
        find: |seen| fresh_when(seen, matches!(seen.status, 401 | 403 | 407)),
    },
    Rule {
        name: "stored-against-rule",
        level: Violation,
        side: Response,
        section: "RFC 6585",
        text: "A response with this status must not be kept by any cache, and its fields allow it.",
        remedy: "Send `Cache-Control: no-store`.",
        find: |seen| {
            let section = match seen.status {
                428 => "RFC 6585 3",
                429 => "RFC 6585 4",
                431 => "RFC 6585 5",
                511 => "RFC 6585 6",
                _ => return Vec::new(),
            };
            fresh_when(seen, true).into_iter().map(|found| found.citing(section)).collect()
        },
    },
    Rule {
        name: "shared-with-credentials",
        level: Warning,
        side: Response,
        section: "RFC 9111 3.5",
        text: "The answer to somebody who logged in may be kept and given to everybody.",
        remedy: "Send `private` or `no-store` instead, unless the answer is the same for all.",
        find: |seen| {
            let public = ["public", "s-maxage"].iter().any(|name| seen.directive(name).is_some());
            let with = seen.asked("authorization").is_some();
            shared_when(seen, with && seen.is_success() && public)
        },
    },
    Rule {
        name: "shared-with-key",
        level: Warning,
        side: Response,
        section: "RFC 9110 16.4.2",
        text: "Caches know that `Authorization` is personal; they do not know it of `{}`, and this answer may be kept.",
        remedy: "Send `Cache-Control: private` or `no-store`.",
        find: |seen| {
            let carrier = ["cookie", "x-api-key"].iter().find_map(|name| seen.asked(name));
            let Some(carrier) = carrier.filter(|_| seen.asked("authorization").is_none()) else {
                return Vec::new();
            };
            let found = shared_when(seen, seen.is_success());
            found.into_iter().map(|found| found.saying(&carrier.name)).collect()
        },
    },
    Rule {
        name: "cookie-cacheable",
        level: Warning,
        side: Response,
        section: "RFC 9111 7.3",
        text: "A new cookie travels in a response that shared caches may keep, so others would get it too.",
        remedy: "Send `Cache-Control: no-store`, or at least `private`.",
        find: |seen| {
            // The request's own cookie has been named already.
            let named = seen.asked("cookie").is_some() || seen.asked("x-api-key").is_some();
            shared_when(seen, seen.field("set-cookie").is_some() && !named && !is_refusal(seen))
        },
    },
    Rule {
        name: "token-cacheable",
        level: Violation,
        side: Response,
        section: "RFC 6749 5.1",
        text: "A response with a token has to say `Cache-Control: no-store`, and this one does not.",
        remedy: "Send `Cache-Control: no-store`.",
        find: |seen| {
            let token = seen.text("access_token").is_some() && seen.text("token_type").is_some();
            seen.when(seen.is(200) && token && seen.directive("no-store").is_none())
        },
    },
    Rule {
        name: "cache-directives-disagree",
        level: Info,
        side: Response,
        section: "RFC 9111 5.2.2.5",
        text: "`no-store` and `{}` stand side by side; `no-store` wins, and the reader wonders what was meant.",
        remedy: "Leave the other one out.",
        find: |seen| {
            let mut names = ["public", "max-age", "s-maxage"].into_iter();
            let kept = names.find_map(|name| {
                let (field, value) = seen.directive_in(name)?;
                (value != "0").then(|| Found::value(field).saying(name))
            });
            kept.filter(|_| seen.directive("no-store").is_some()).into_iter().collect()
        },
    },
    Rule {
        name: "hidden-by-habit",
        level: Info,
        side: Response,
        section: "RFC 9110 15.5.5",
        text: "Caches may keep a 404 without being told; if it hides something from this visitor, it may stay hidden.",
        remedy: "Send `Cache-Control` with every 404 that depends on who asks.",
        find: |seen| {
            let personal = seen.asked("authorization").is_some();
            seen.when(seen.is(404) && personal && seen.field("cache-control").is_none())
        },
    },
    Rule {
        name: "vary-authorization",
        level: Info,
        side: Response,
        section: "RFC 9110 12.5.5",
        text: "`Vary: Authorization` adds nothing: caches never reuse an answer for other credentials unless they are told to.",
        remedy: "Leave it out, and say `private` or `no-store` where it matters.",
        find: |seen| {
            let vary = seen.fields("vary").filter(|field| super::seen::lists(&field.value, "authorization"));
            vary.map(Found::value).collect()
        },
    },
];

fn is_refusal(seen: &Seen<'_>) -> bool {
    matches!(seen.status, 401 | 403 | 407 | 428 | 429 | 431 | 511)
}

/// The field that lets a cache keep the response, when a condition holds.
fn fresh_when(seen: &Seen<'_>, holds: bool) -> Vec<Found> {
    deciding(freshness::anywhere(seen).filter(|_| holds))
}

/// The same for shared caches alone.
fn shared_when(seen: &Seen<'_>, holds: bool) -> Vec<Found> {
    deciding(freshness::within(seen, Cache::Shared).filter(|_| holds))
}

fn deciding(field: Option<&Field>) -> Vec<Found> {
    field.map(Found::value).into_iter().collect()
}
