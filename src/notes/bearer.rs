//! Bearer challenges (RFC 6750).

use super::carriers::is_anonymous;
use super::rule::{Found, Rule};
use super::seen::Seen;
use super::select::{challenges, params, values};
use super::statuses::spent_quota;
use crate::model::Field;
use crate::model::Level::{Violation, Warning};
use crate::model::Side::Response;

/// RFC 6750 3.1, RFC 9470 3, RFC 9449 7.1.
const ERRORS: [&str; 6] = [
    "invalid_request",
    "invalid_token",
    "insufficient_scope",
    "insufficient_user_authentication",
    "invalid_dpop_proof",
    "use_dpop_nonce",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "bearer-bare",
        level: Violation,
        side: Response,
        section: "RFC 6750 3",
        text: "The Bearer challenge has no parameter, and at least one has to follow the scheme.",
        remedy: "Write `Bearer realm=\"…\"`, and `error=\"invalid_token\"` when a token was refused.",
        // A lone comma or a nameless value is a mistake of the syntax.
        find: |seen| {
            let sound = seen.all_lines().all(|line| line.faults.is_empty());
            challenges(seen, "Bearer", |challenge| {
                sound && challenge.params.is_empty() && challenge.token68.is_none()
            })
        },
    },
    Rule {
        name: "bearer-nameless",
        level: Violation,
        side: Response,
        section: "RFC 6750 3",
        text: "What follows Bearer in a challenge has no name; a challenge has parameters, only credentials have a token.",
        remedy: "Give the value its name: `Bearer realm=\"…\"`.",
        find: |seen| challenges(seen, "Bearer", |challenge| challenge.token68.is_some()),
    },
    Rule {
        name: "bearer-error-without-credentials",
        level: Warning,
        side: Response,
        section: "RFC 6750 3.1",
        text: "The request carried no token, so there is no `{}` to report.",
        remedy: "Send the challenge without `error` to those who have not tried yet.",
        find: |seen| {
            if is_anonymous(seen) {
                values(seen, "Bearer", "error", |error| ERRORS.contains(&error))
            } else {
                Vec::new()
            }
        },
    },
    Rule {
        name: "bearer-error-unknown",
        level: Warning,
        side: Response,
        section: "RFC 6750 3.1",
        text: "`{}` is no registered error code of Bearer, so a client knows it only if it was told.",
        remedy: "Use `invalid_request`, `invalid_token` or `insufficient_scope`, and put the details into `error_description`.",
        find: |seen| values(seen, "Bearer", "error", |error| !ERRORS.contains(&error)),
    },
    Rule {
        name: "bearer-scope-status",
        level: Warning,
        side: Response,
        section: "RFC 6750 3.1",
        text: "`insufficient_scope` belongs to a 403: the token is good, and logging in again will not widen it.",
        remedy: "Answer 403 with the same challenge.",
        find: |seen| misplaced(seen, "insufficient_scope", 403),
    },
    Rule {
        name: "bearer-token-status",
        level: Warning,
        side: Response,
        section: "RFC 6750 3.1",
        text: "`invalid_token` belongs to a 401, which makes clients fetch a new token.",
        remedy: "Answer 401 with the same challenge.",
        find: |seen| misplaced(seen, "invalid_token", 401),
    },
    Rule {
        name: "bearer-request-status",
        level: Warning,
        side: Response,
        section: "RFC 6750 3.1",
        text: "`invalid_request` belongs to a 400: the request is malformed, whoever sends it.",
        remedy: "Answer 400 with the same challenge.",
        find: |seen| misplaced(seen, "invalid_request", 400),
    },
    Rule {
        name: "bearer-description-characters",
        level: Violation,
        side: Response,
        section: "RFC 6750 3",
        text: "`{}` may hold printable ASCII without quotes and backslashes, and holds something else.",
        remedy: "Keep the description plain; what users should read belongs into the content.",
        find: |seen| {
            let plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
            params(seen, "Bearer", |param| {
                let described = ["error", "error_description"].contains(&&*param.name.to_ascii_lowercase());
                described && !param.faulty && !param.value.bytes().all(plain)
            })
        },
    },
    Rule {
        name: "bearer-scope-commas",
        level: Warning,
        side: Response,
        section: "RFC 6750 3",
        text: "Scopes are separated by spaces; a comma makes `{}` one scope with a strange name.",
        remedy: "Write the scopes with one space between them.",
        find: |seen| values(seen, "Bearer", "scope", has_comma_between),
    },
    Rule {
        name: "bearer-scope-missing",
        level: Warning,
        side: Response,
        section: "RFC 6750 3.1",
        text: "The token lacks a scope, and the challenge does not say which one is needed.",
        remedy: "Add `scope=\"…\"` with everything that this request needs.",
        find: |seen| {
            challenges(seen, "Bearer", |challenge| {
                challenge.param("error") == Some("insufficient_scope") && challenge.find("scope").is_none()
            })
        },
    },
    Rule {
        name: "bearer-refused-silently",
        level: Warning,
        side: Response,
        section: "RFC 6750 3",
        text: "A Bearer token was refused without a challenge, so the client cannot tell a bad token from a small one.",
        remedy: "Send `WWW-Authenticate: Bearer` with `error=\"insufficient_scope\"`, if that is the reason.",
        find: |seen| {
            let with_token = seen.credentials("Bearer").is_some();
            seen.when(seen.is(403) && with_token && seen.lines.is_empty() && !is_about_something_else(seen))
        },
    },
    Rule {
        name: "query-token-cacheable",
        level: Warning,
        side: Response,
        section: "RFC 6750 2.3",
        text: "The token came in the query, where no cache recognises it, and the answer does not say that it is private.",
        remedy: "Send `Cache-Control: private` or `no-store`, and take tokens in `Authorization` only.",
        find: |seen| {
            let kept_out = ["private", "no-store"].iter().any(|name| seen.directive(name).is_some());
            let in_query = super::seen::query(seen.target()).any(|(name, _)| name == "access_token");
            seen.when(seen.is_success() && in_query && !kept_out)
        },
    },
];

/// The `error` parameters that stand on another status than theirs; a proxy has only 407.
fn misplaced(seen: &Seen<'_>, error: &str, status: u16) -> Vec<Found> {
    if seen.is(status) || seen.is(407) {
        return Vec::new();
    }
    values(seen, "Bearer", "error", |known| known == error)
}

/// A comma between two scopes. `repository:name:pull,push` is one, as registries of containers write it.
fn has_comma_between(scopes: &str) -> bool {
    scopes
        .split(' ')
        .filter_map(|scope| scope.split_once(','))
        .any(|(before, after)| after.is_empty() || !before.contains(':'))
}

/// True when no better token would help: a limit, a forged form, or something in front of the server.
fn is_about_something_else(seen: &Seen<'_>) -> bool {
    let has = |name, part| {
        seen.field(name).is_some_and(|field: &Field| field.value.to_ascii_lowercase().contains(part))
    };
    let in_front = seen.field("cf-mitigated").is_some()
        || has("server", "akamaighost")
        || has("x-cache", "error from cloudfront")
        // Cloudflare's numbers, such as 1020 for a firewall rule.
        || (has("server", "cloudflare") && seen.says(&["error code: 1", "error 1", "cf-error"]));
    let limited = spent_quota(seen).is_some() || seen.field("retry-after").is_some();
    in_front || limited || seen.says(&["rate limit", "csrf", "xsrf"])
}

#[cfg(test)]
mod tests {
    use super::has_comma_between;

    #[test]
    fn a_comma_inside_of_a_scope_is_not_one_between_two() {
        for list in ["a,b", "a, b", "read:org, repo", "a b,c", "repo,user:email"] {
            assert!(has_comma_between(list), "{list}");
        }
        for one in
            ["", "a b", "repository:samalba/my-app:pull,push", "registry:catalog:* repository:a:push,pull"]
        {
            assert!(!has_comma_between(one), "{one}");
        }
    }
}
