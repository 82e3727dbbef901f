//! Secrets in places where they are written down: addresses, redirects, and what a server tells about itself (RFC 9110 17).

use super::masked::is_masked;
use super::rule::{Found, Rule};
use super::seen::query;
use crate::model::Level::{Info, Violation, Warning};
use crate::model::Side::{Request, Response};
use crate::model::{Field, Message};

/// Query parameters that hold a secret by their usual names. A signature on a link is made to be there.
const SECRET: [&str; 12] = [
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "api_key",
    "apikey",
    "api-key",
    "password",
    "passwd",
    "client_secret",
    "sessionid",
    "jsessionid",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "secret-in-address",
        level: Warning,
        side: Request,
        section: "RFC 9110 17.9",
        text: "`{}` stands in the address, and addresses end up in logs, histories and the `Referer` of the next page.",
        remedy: "Send it in `Authorization`, or in the content of a POST.",
        find: |seen| {
            let Some(request) = seen.request else { return Vec::new() };
            let first = secret(seen.target());
            first.map(|name| Found::in_start(request, name).saying(name)).into_iter().collect()
        },
    },
    Rule {
        name: "secret-in-redirect",
        level: Warning,
        side: Response,
        section: "RFC 9110 17.9",
        text: "The redirect carries `{}` in its address, from where it gets into logs and histories.",
        remedy: "Hand it over in a cookie, or as a code that works once.",
        find: |seen| {
            let Some(field) = seen.field("location") else { return Vec::new() };
            secret(&field.value).map(|name| Found::value(field).saying(name)).into_iter().collect()
        },
    },
    Rule {
        name: "userinfo-in-address",
        level: Violation,
        side: Response,
        section: "RFC 9110 4.2.4",
        text: "An address with a user name before the host is deprecated, and no sender may make one.",
        remedy: "Leave it out: clients that need credentials are asked for them with 401.",
        find: |seen| {
            let fields = ["location", "content-location", "link", "refresh"].iter();
            let mut found = fields.filter_map(|name| seen.field(name));
            let first = found.find(|field| addresses(field).into_iter().any(has_userinfo));
            first.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "referer-with-secret",
        level: Warning,
        side: Request,
        section: "RFC 9110 17.9",
        text: "`Referer` gives away the `{}` of the page before.",
        remedy: "Send `Referrer-Policy: no-referrer` with that page, and take the secret out of its address.",
        find: |seen| {
            let Some(field) = seen.asked("referer") else { return Vec::new() };
            secret(&field.value).map(|name| Found::value(field).saying(name)).into_iter().collect()
        },
    },
    Rule {
        name: "credentials-repeated-back",
        level: Warning,
        side: Response,
        section: "RFC 9110 17.16.1",
        text: "The content repeats the credentials of the request, so whatever logs or caches it has them too.",
        remedy: "Say what was wrong with them without repeating them.",
        find: |seen| {
            let Some((_, secret)) = ["Basic", "Bearer"].iter().find_map(|scheme| seen.credentials(scheme))
            else {
                return Vec::new();
            };
            let long = secret.len() >= 12;
            seen.when(seen.status >= 400 && long && !is_masked(secret) && contains(seen.response, secret))
        },
    },
    Rule {
        name: "server-names-version",
        level: Info,
        side: Response,
        section: "RFC 9110 10.2.4",
        text: "The server tells its version, which helps nobody but those who look for old ones.",
        remedy: "Shorten the field to the name, or leave it out.",
        find: |seen| {
            let fields = ["server", "x-powered-by"].iter().filter_map(|name| seen.field(name));
            let versioned =
                |value: &str| value.contains('/') && value.bytes().any(|byte| byte.is_ascii_digit());
            fields.filter(|field| versioned(&field.value)).map(Found::value).collect()
        },
    },
];

fn secret(address: &str) -> Option<&'static str> {
    let named = |name: &str| SECRET.into_iter().find(|known| known.eq_ignore_ascii_case(name));
    query(address).filter(|(_, value)| !value.is_empty()).find_map(|(name, _)| named(name))
}

/// The addresses that a field holds: `Link` has them in angle brackets, `Refresh` behind a number of seconds.
fn addresses(field: &Field) -> Vec<&str> {
    let value = field.value.as_str();
    match field.name.trim_end().to_ascii_lowercase().as_str() {
        "link" => value.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect(),
        "refresh" => {
            let after = value.split_once([';', ',']).map_or("", |(_, after)| after.trim());
            let named = after.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url="));
            vec![if named { after[4..].trim_matches(['"', '\'', ' ']) } else { after }]
        }
        _ => vec![value],
    }
}

/// Of http and https alone; what stands behind a path or a query is no authority (RFC 3986 3).
fn has_userinfo(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("//") else { return false };
    let is_web = ["", "http:", "https:"].iter().any(|own| own.eq_ignore_ascii_case(scheme));
    is_web && rest.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}

fn contains(response: &Message, secret: &str) -> bool {
    response.body.text.contains(secret)
}
