//! Preflights: the question that a browser asks before a script may send `Authorization` to another origin (Fetch).

use super::rule::{Found, Rule};
use super::seen::{Seen, allows, any_lists, lists};
use crate::model::Field;
use crate::model::Level::{Info, Warning};
use crate::model::Side::Response;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "preflight-asks-credentials",
        level: Warning,
        side: Response,
        section: "Fetch #cors-protocol-and-credentials",
        text: "A preflight never carries credentials, and this server wants some, so no script of another origin gets through.",
        remedy: "Answer OPTIONS with 204 before asking who it is.",
        find: |seen| seen.when(is_preflight(seen) && matches!(seen.status, 401 | 403 | 407)),
    },
    Rule {
        name: "preflight-not-successful",
        level: Warning,
        side: Response,
        section: "Fetch #cors-preflight-fetch",
        text: "A preflight has to be answered with a status from 200 to 299; after any other the request is not sent.",
        remedy: "Answer 204, without a redirect.",
        find: |seen| {
            // A login has a rule of its own, and where there is nothing no preflight is missed.
            let other = matches!(seen.status, 401 | 403 | 404 | 407 | 410);
            seen.when(is_preflight(seen) && !seen.is_success() && !other)
        },
    },
    Rule {
        name: "preflight-forbids-authorization",
        level: Warning,
        side: Response,
        section: "Fetch #cors-preflight-fetch",
        text: "The script wants to send `Authorization`, and `Access-Control-Allow-Headers` does not name it.",
        remedy: "Send `Access-Control-Allow-Headers: Authorization`.",
        find: |seen| {
            let allowed = || seen.fields("access-control-allow-headers");
            let named = any_lists(allowed(), "authorization") || any_lists(allowed(), "*");
            seen.when(asks_for_authorization(seen) && !named)
        },
    },
    Rule {
        name: "authorization-by-wildcard",
        level: Warning,
        side: Response,
        section: "Fetch #cors-non-wildcard-request-header-name",
        text: "`*` does not stand for `Authorization`, although some browsers let it pass.",
        remedy: "Name it: `Access-Control-Allow-Headers: Authorization, *`.",
        find: |seen| {
            let allowed = || seen.fields("access-control-allow-headers");
            let star = allowed().find(|field| lists(&field.value, "*"));
            // Without a request it is likely enough that somebody will want to log in.
            let wanted = seen.request.is_none() || asks_for_authorization(seen);
            let only = star.filter(|_| wanted && !any_lists(allowed(), "authorization"));
            only.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "preflight-forbids-method",
        level: Warning,
        side: Response,
        section: "Fetch #cors-preflight-fetch",
        text: "The script wants to use {}, and `Access-Control-Allow-Methods` does not name it.",
        remedy: "Name every method that scripts may use; GET, HEAD and POST need no naming.",
        find: |seen| {
            let Some(method) = preflight(seen).filter(|_| seen.is_success()) else { return Vec::new() };
            let simple = ["GET", "HEAD", "POST"].contains(&method.value.as_str());
            let allowed = || seen.fields("access-control-allow-methods");
            let named =
                allowed().any(|field| allows(&field.value, &method.value) || allows(&field.value, "*"));
            let found = seen.when(!simple && !named);
            found.into_iter().map(|found| found.saying(&method.value)).collect()
        },
    },
    Rule {
        name: "preflight-without-origin",
        level: Info,
        side: Response,
        section: "Fetch #cors-preflight-fetch",
        text: "The preflight is answered without `Access-Control-Allow-Origin`, so scripts of other origins stop here.",
        remedy: "Keep it so if they are not meant to come in; otherwise send the field here and on the answer itself.",
        find: |seen| {
            let open = seen.field("access-control-allow-origin").is_some();
            seen.when(is_preflight(seen) && seen.is_success() && !open)
        },
    },
];

/// The method that a preflight asks for.
fn preflight<'a>(seen: &Seen<'a>) -> Option<&'a Field> {
    let asked = seen.asked("access-control-request-method")?;
    (seen.method() == "OPTIONS" && seen.asked("origin").is_some()).then_some(asked)
}

pub(super) fn is_preflight(seen: &Seen<'_>) -> bool {
    preflight(seen).is_some()
}

fn asks_for_authorization(seen: &Seen<'_>) -> bool {
    let asked = any_lists(seen.all_asked("access-control-request-headers"), "authorization");
    let open = seen.field("access-control-allow-origin").is_some();
    is_preflight(seen) && seen.is_success() && asked && open
}
