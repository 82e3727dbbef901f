//! What the content says and the status does not: the sentence gives away which code was meant.

use super::carriers::{is_anonymous, is_signed_link};
use super::rule::{Found, Rule};
use super::seen::Seen;
use crate::model::Level::Warning;
use crate::model::Side::Response;

const WRONG_CREDENTIALS: [&str; 18] = [
    "wrong password",
    "invalid password",
    "incorrect password",
    "bad credentials",
    "invalid credentials",
    "wrong credentials",
    "incorrect credentials",
    "credentials are not right",
    "invalid username",
    "unknown user",
    "token expired",
    "token has expired",
    "invalid token",
    "no account has this",
    "invalid api key",
    "invalid access token",
    "invalid or expired token",
    "invalid or non-existent authentication information",
];

const LOGIN_WANTED: [&str; 17] = [
    "login required",
    "login is required",
    "authentication required",
    "authentication is required",
    "not logged in",
    "not authenticated",
    "unauthenticated",
    "must log in",
    "must be logged in",
    "please log in",
    "please sign in",
    "missing credentials",
    "no credentials",
    "credentials are required",
    "credentials were not provided",
    "credentials not provided",
    "sign in to continue",
];

const NOT_THERE: [&str; 5] =
    ["not found", "does not exist", "doesn't exist", "no such ", "there is nothing here"];

/// What a sentence is about that misses something else than what was asked for.
const SOMETHING_ELSE: [&str; 20] = [
    "access",
    "account",
    "api key",
    "certificate",
    "cookie",
    "credential",
    "csrf",
    "header",
    "key",
    "origin",
    "organization",
    "permission",
    "policy",
    "rbac",
    "role",
    "session",
    "signature",
    "tenant",
    "token",
    "user",
];

/// Whole phrases: `role="main"` stands in many pages, and "your cache administrator" in those of a proxy.
const NOT_ALLOWED: [&str; 22] = [
    "needs the role",
    "need the role",
    "requires the role",
    "have the role",
    "lack the role",
    "lacks the role",
    "role is missing",
    "missing role",
    "missing the role",
    "required role",
    "role is required",
    "role required",
    "not an admin",
    "must be an admin",
    "admins only",
    "administrators only",
    "only administrators",
    "administrator privilege",
    "administrator rights",
    "insufficient permission",
    "insufficient privilege",
    "insufficient role",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "wrong-credentials-forbidden",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5.2",
        text: "The content says that the credentials are wrong, and the status is the one for credentials that are right and not enough.",
        remedy: "Answer 401 with a challenge: the client may try again.",
        find: |seen| {
            // A token against forged forms is no credentials, and no challenge makes a link good again.
            let other = seen.says(&["csrf", "xsrf"]) || is_signed_link(seen);
            seen.when(seen.is(403) && seen.says(&WRONG_CREDENTIALS) && !other)
        },
    },
    Rule {
        name: "login-wanted-forbidden",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5.2",
        text: "The content asks for a login, and the status is 403, which asks for nothing.",
        remedy: "Answer 401 with a challenge.",
        find: |seen| {
            let wanted = seen.says(&LOGIN_WANTED) && !seen.says(&WRONG_CREDENTIALS);
            seen.when(seen.is(403) && seen.lines.is_empty() && wanted)
        },
    },
    Rule {
        name: "missing-is-forbidden",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5.5",
        text: "The content says that there is nothing here, and the status says that there is, and that it is kept from you.",
        remedy: "Answer 404; if the point is to hide what exists, answer 404 for both.",
        find: |seen| seen.when(seen.is(403) && misses_itself(&seen.words)),
    },
    Rule {
        name: "role-before-identity",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.4",
        text: "Somebody who has not said who they are is refused for a role that they may well have.",
        remedy: "Ask who it is first, with 401 and a challenge; look at the role afterwards.",
        find: |seen| {
            let unknown = is_anonymous(seen) && seen.lines.is_empty();
            seen.when(seen.is(403) && unknown && seen.says(&NOT_ALLOWED) && !seen.says(&LOGIN_WANTED))
        },
    },
    Rule {
        name: "missing-right-unauthorized",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.4",
        text: "The credentials were accepted, as the content says, and the status asks for other ones: a client that logs in again gets no further.",
        remedy: "Answer 403 when somebody is known and may not.",
        find: |seen| {
            let known = seen.asked("authorization").is_some() && !seen.says(&WRONG_CREDENTIALS);
            let refused = seen.says(&[
                "missing role",
                "requires the role",
                "needs the role",
                "insufficient permission",
                "insufficient privilege",
                "not an admin",
                "access denied for",
            ]);
            seen.when(seen.is(401) && known && refused && !seen.says(&LOGIN_WANTED))
        },
    },
    Rule {
        name: "scheme-compared-by-case",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.1",
        text: "The scheme `{}` is refused although it is offered, only spelled in another case.",
        remedy: "Compare the names of schemes without regard to case.",
        find: by_case,
    },
    Rule {
        name: "session-with-bearer",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.6.1",
        text: "The challenge asks for a Bearer token, and the content for a session or a cookie: a client that does as it is told gets nowhere.",
        remedy: "Challenge with what the server takes; for cookies no scheme is registered, so say how to log in.",
        find: |seen| {
            let wanted = seen.says(&["session", "cookie"]) && !seen.says(&["token"]);
            let bearer =
                seen.challenges().find(|challenge| challenge.is("Bearer")).filter(|_| seen.is(401) && wanted);
            bearer
                .map(|challenge| Found::part(challenge.field, challenge.range.clone()))
                .into_iter()
                .collect()
        },
    },
];

/// True when a sentence says that what was asked for is not there, and not a role, a user or a token.
fn misses_itself(words: &str) -> bool {
    const AROUND_BYTES: usize = 80;
    // A dot inside of a name ends no sentence; to begin too early costs no more than silence.
    const BEGINNINGS: [&str; 5] = ["<", ">", "\n", "\",", "\":"];
    NOT_THERE.iter().any(|phrase| {
        words.match_indices(phrase).any(|(at, _)| {
            let before = &words[words.floor_char_boundary(at.saturating_sub(AROUND_BYTES))..at];
            let end = words.floor_char_boundary(at + phrase.len() + AROUND_BYTES);
            let after = &words[at + phrase.len()..end];
            let before =
                BEGINNINGS.iter().fold(before, |rest, mark| rest.rsplit(mark).next().unwrap_or(rest));
            let after = after.split(['<', '>', '\n', '.', '"']).next().unwrap_or_default();
            !SOMETHING_ELSE.iter().any(|other| before.contains(other) || after.contains(other))
        })
    })
}

fn by_case(seen: &Seen<'_>) -> Vec<Found> {
    let Some(field) = seen.asked("authorization") else { return Vec::new() };
    let scheme = field.value.split(' ').next().unwrap_or_default();
    let other_case = seen.challenges().any(|offered| offered.is(scheme) && offered.scheme != scheme);
    let refused = matches!(seen.status, 400 | 401 | 403) && seen.says(&["scheme"]);
    if other_case && refused { vec![Found::part(field, 0..scheme.len()).saying(scheme)] } else { Vec::new() }
}
