//! Basic challenges (RFC 7617).

use super::rule::Rule;
use super::select::{challenges, params, values};
use crate::model::Level::{Info, Violation};
use crate::model::Side::Response;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "basic-no-realm",
        level: Violation,
        side: Response,
        section: "RFC 7617 2",
        text: "A Basic challenge has to name a realm, and this one does not.",
        remedy: "Write `Basic realm=\"…\", charset=\"UTF-8\"`.",
        find: |seen| challenges(seen, "Basic", |challenge| challenge.find("realm").is_none()),
    },
    Rule {
        name: "basic-charset",
        level: Violation,
        side: Response,
        section: "RFC 7617 2.1",
        text: "The only charset that a Basic challenge may name is UTF-8.",
        remedy: "Write `charset=\"UTF-8\"`, and read user names and passwords as UTF-8.",
        find: |seen| values(seen, "Basic", "charset", |value| !value.eq_ignore_ascii_case("UTF-8")),
    },
    Rule {
        name: "basic-charset-missing",
        level: Info,
        side: Response,
        section: "RFC 7617 2.1",
        text: "The challenge does not say in which encoding it wants passwords, so what is not ASCII may fail.",
        remedy: "Add `charset=\"UTF-8\"`.",
        // The missing realm says enough about a challenge without parameters.
        find: |seen| {
            challenges(seen, "Basic", |challenge| {
                !challenge.params.is_empty() && challenge.find("charset").is_none()
            })
        },
    },
    Rule {
        name: "basic-unknown-parameter",
        level: Info,
        side: Response,
        section: "RFC 7617 2",
        text: "Basic knows no parameter `{}`, so clients pass over it.",
        remedy: "Say in the content of the response what went wrong; Basic has no place for it.",
        find: |seen| {
            let known = |name: &str| ["realm", "charset"].iter().any(|own| own.eq_ignore_ascii_case(name));
            params(seen, "Basic", |param| !known(param.name))
        },
    },
];
