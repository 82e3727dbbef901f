//! What grew around Bearer: step-up, discovery, and tokens that are bound to a key (RFC 9470, RFC 9728, RFC 9449).

use super::rule::{Found, Rule};
use super::seen::Seen;
use super::select::{challenges, values};
use crate::model::Level::{Violation, Warning};
use crate::model::Side::{Request, Response};

/// Schemes whose challenges may ask for more.
const WITH_TOKENS: [&str; 2] = ["Bearer", "DPoP"];
const STEP_UP: &str = "insufficient_user_authentication";

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "step-up-status",
        level: Warning,
        side: Response,
        section: "RFC 9470 3",
        text: "A login that is too weak or too old is reported with 401, so that the client sends the user to log in again.",
        remedy: "Answer 401 with the same challenge.",
        find: |seen| {
            if seen.is(401) || seen.is(407) {
                Vec::new()
            } else {
                both(seen, "error", |error| error == STEP_UP)
            }
        },
    },
    Rule {
        name: "step-up-without-demand",
        level: Warning,
        side: Response,
        section: "RFC 9470 3",
        text: "The challenge wants a better login and does not say which: neither `acr_values` nor `max_age` is there.",
        remedy: "Add `acr_values=\"…\"`, `max_age=\"…\"` or both.",
        find: |seen| {
            let demands = ["acr_values", "max_age"];
            let of = |scheme| {
                challenges(seen, scheme, |challenge| {
                    challenge.param("error") == Some(STEP_UP)
                        && demands.iter().all(|name| challenge.find(name).is_none())
                })
            };
            WITH_TOKENS.into_iter().flat_map(of).collect()
        },
    },
    Rule {
        name: "max-age-malformed",
        level: Violation,
        side: Response,
        section: "RFC 9470 3",
        text: "`max_age` is a number of seconds, and `{}` is not.",
        remedy: "Write a whole number, zero or larger: `max_age=\"60\"`.",
        find: |seen| both(seen, "max_age", |value| value.parse::<u64>().is_err()),
    },
    Rule {
        name: "resource-metadata-address",
        level: Violation,
        side: Response,
        section: "RFC 9728 5.1",
        text: "`resource_metadata` has to be the whole address of the document, and `{}` is not one.",
        remedy: "Write the address with its scheme and host: `https://…/.well-known/oauth-protected-resource`.",
        find: |seen| {
            let whole = |value: &str| value.starts_with("https://") || value.starts_with("http://");
            both(seen, "resource_metadata", |value| !whole(value))
        },
    },
    Rule {
        name: "dpop-nonce-missing",
        level: Violation,
        side: Response,
        section: "RFC 9449 9",
        text: "The client is told to use a nonce, and no `DPoP-Nonce` field holds one.",
        remedy: "Send `DPoP-Nonce` with the nonce.",
        find: |seen| {
            let given = seen.field("dpop-nonce").is_some();
            if given { Vec::new() } else { values(seen, "DPoP", "error", |error| error == "use_dpop_nonce") }
        },
    },
    Rule {
        name: "dpop-algs-missing",
        level: Warning,
        side: Response,
        section: "RFC 9449 7.1",
        text: "The DPoP challenge does not say which signature algorithms it takes, so the client has to guess.",
        remedy: "Add `algs=\"ES256\"`, or whatever you accept, separated by spaces.",
        find: |seen| challenges(seen, "DPoP", |challenge| challenge.find("algs").is_none()),
    },
    Rule {
        name: "dpop-proof-missing",
        level: Violation,
        side: Request,
        section: "RFC 9449 7.1",
        text: "A DPoP token comes without its proof: the request has no `DPoP` field.",
        remedy: "Sign a proof for this method and address, and send it in a `DPoP` field.",
        find: |seen| {
            let token = seen.credentials("DPoP").filter(|_| seen.asked("dpop").is_none());
            token.map(|(field, _)| Found::value(field)).into_iter().collect()
        },
    },
];

fn both(seen: &Seen<'_>, name: &str, holds: impl Fn(&str) -> bool + Copy) -> Vec<Found> {
    WITH_TOKENS.into_iter().flat_map(|scheme| values(seen, scheme, name, holds)).collect()
}
