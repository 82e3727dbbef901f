//! The status itself: whether it exists, and whether it is the right one of 401, 403 and their neighbours (RFC 9110 15).

use super::carriers::is_anonymous;
use super::rule::{Found, Rule};
use super::seen::{Seen, allows};
use crate::model::Field;
use crate::model::Level::{Info, Violation, Warning};
use crate::model::Side::Response;

/// Not assigned by the registry of status codes, as of 2025-09-15: first and last of each gap.
const UNASSIGNED: [(u16, u16); 11] = [
    (105, 199),
    (209, 225),
    (227, 299),
    (309, 399),
    (419, 420),
    (427, 427),
    (430, 430),
    (432, 450),
    (452, 499),
    (509, 509),
    (512, 599),
];

/// Names that stand on another code than theirs when somebody mixed up the two.
const NAMES: [(&str, u16); 8] = [
    ("ok", 200),
    ("bad request", 400),
    ("unauthorized", 401),
    ("forbidden", 403),
    ("not found", 404),
    ("method not allowed", 405),
    ("proxy authentication required", 407),
    ("too many requests", 429),
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "status-invalid",
        level: Violation,
        side: Response,
        section: "RFC 9110 15",
        text: "A status code has three digits from 100 to 599, and this one has not.",
        remedy: "Choose a registered code.",
        find: |seen| seen.when(!(100..=599).contains(&seen.status)),
    },
    Rule {
        name: "status-unregistered",
        level: Warning,
        side: Response,
        section: "RFC 9110 16.2.1",
        text: "{} is not a registered status code, so a client takes it for the first code of its class.",
        remedy: "Use a registered code, and put the details into the content.",
        find: |seen| {
            let unknown = !is_registered(seen.status) && (100..=599).contains(&seen.status);
            let code = seen.status.to_string();
            seen.when(unknown).into_iter().map(|found| found.saying(&code)).collect()
        },
    },
    Rule {
        name: "reason-of-another-code",
        level: Warning,
        side: Response,
        section: "RFC 9112 4",
        text: "The words after the code are those of {}; programs read the number, people read the words.",
        remedy: "Send the code that you mean, with its own words or with none.",
        find: |seen| {
            let phrase = seen.response.start_line.splitn(3, ' ').nth(2).unwrap_or_default().trim();
            let named =
                NAMES.iter().find(|(name, code)| phrase.eq_ignore_ascii_case(name) && *code != seen.status);
            let found =
                named.map(|(_, code)| Found::in_start(seen.response, phrase).saying(&code.to_string()));
            found.into_iter().collect()
        },
    },
    Rule {
        name: "forbidden-offers-login",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5.2",
        text: "Nobody has tried to log in, and the answer is a 403 that offers how: that is what 401 is for.",
        remedy: "Answer 401 with the same challenge, so that clients come back with credentials.",
        find: |seen| {
            let offered = seen.lines.first().filter(|_| seen.is(403) && is_anonymous(seen));
            offered.map(|line| Found::value(line.field)).into_iter().collect()
        },
    },
    Rule {
        name: "quota-as-forbidden",
        level: Warning,
        side: Response,
        section: "RFC 6585 4",
        text: "The limit of requests is used up, and the answer is a 403, which sounds as if waiting would not help.",
        remedy: "Answer 429 with `Retry-After`.",
        find: |seen| spent_quota(seen).filter(|_| seen.is(403)).map(Found::value).into_iter().collect(),
    },
    Rule {
        name: "login-by-redirect",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.4",
        text: "A program asked, and is sent to a login page that it cannot fill in.",
        remedy: "Redirect those who read pages (`Accept: text/html`), and answer programs with 401.",
        find: |seen| {
            let redirect = matches!(seen.status, 302 | 303 | 307);
            let to_login = seen.field("location").filter(|field| redirect && is_login(&field.value));
            to_login.filter(|_| asks_for_data(seen)).map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "method-as-forbidden",
        level: Info,
        side: Response,
        section: "RFC 9110 15.5.6",
        text: "A 403 with `Allow` says two things: that you may not, and that nobody can.",
        remedy: "Answer 405 if the method does not work for anybody, and leave `Allow` out otherwise.",
        find: |seen| {
            // Many programs list the methods on every answer, and the one that was used among them.
            let method = seen.method();
            let mut lists = seen.fields("allow");
            let works = method == "OPTIONS" || lists.any(|field| allows(&field.value, method));
            let allow = seen.field("allow").filter(|_| seen.is(403) && !works && !method.is_empty());
            allow.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "network-login-challenge",
        level: Warning,
        side: Response,
        section: "RFC 6585 6",
        text: "A 511 comes from a network that wants a login, and should hold no challenge: it would look like the site's own.",
        remedy: "Link to the login page in the content.",
        find: |seen| {
            let line = seen.lines.first().filter(|_| seen.is(511));
            line.map(|line| Found::value(line.field)).into_iter().collect()
        },
    },
];

pub(super) fn is_registered(code: u16) -> bool {
    !UNASSIGNED.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// The field that says that no request is left.
pub(super) fn spent_quota<'a>(seen: &Seen<'a>) -> Option<&'a Field> {
    const LEFT: [&str; 3] = ["x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining"];
    LEFT.iter().filter_map(|name| seen.field(name)).find(|field| field.value == "0")
}

/// True for the address of a login page, as most programs call it.
pub(super) fn is_login(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    ["login", "log-in", "signin", "sign-in", "logon"].iter().any(|word| path.contains(word))
}

/// True when the request is known to come from a program that wants data and not a page.
pub(super) fn asks_for_data(seen: &Seen<'_>) -> bool {
    let accepts = |kind: &str| seen.asked("accept").is_some_and(|field| field.value.contains(kind));
    let scripted = seen.asked("x-requested-with").is_some()
        || seen.asked("sec-fetch-dest").is_some_and(|field| field.value == "empty");
    (accepts("json") || scripted || seen.asked("authorization").is_some()) && !accepts("text/html")
}

#[cfg(test)]
mod tests {
    use super::is_registered;
    use crate::content::{Library, Source};

    #[test]
    fn the_gaps_are_those_of_the_registry() {
        let library =
            Library::load(&Source::Embedded, "http://localhost:3000").expect("the content is right");
        for code in 100..600 {
            assert_eq!(is_registered(code), library.code(code).is_some(), "{code}");
        }
    }
}
