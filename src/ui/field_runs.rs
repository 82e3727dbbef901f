//! Which fields of a message matter most: those in the accent of the answer, and those that come with everything.

use crate::model::{Field, SetBy};

/// Neighbouring fields that are shown in the same way; the order of the bytes stays.
#[derive(Debug, PartialEq)]
pub enum Run {
    Shown(Vec<Field>),
    /// They come with every message, so they are folded.
    Folded(Vec<Field>),
}

/// What every door sends, whatever it answers.
const COMMON: [&str; 8] = [
    "x-content-type-options",
    "x-robots-tag",
    "access-control-allow-origin",
    "access-control-allow-headers",
    "access-control-expose-headers",
    "content-security-policy",
    "referrer-policy",
    "cross-origin-resource-policy",
];

/// What a client adds to every request, and no door looks at.
const BY_THE_WAY: [&str; 15] = [
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "dnt",
    "pragma",
    "priority",
    "referer",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-user",
    "sec-gpc",
    "te",
    "upgrade-insecure-requests",
    "user-agent",
];

/// Fewer than these are not worth folding.
const FOLDED_MIN: usize = 3;

/// Cuts the fields of a request into runs.
#[must_use]
pub fn runs_of_request(fields: Vec<Field>) -> Vec<Run> {
    runs(fields, |field| field.set_by == SetBy::Client && is_by_the_way(field))
}

/// Cuts the fields of a response into runs.
#[must_use]
pub fn runs_of_response(fields: Vec<Field>) -> Vec<Run> {
    runs(fields, |field| is_one_of(&COMMON, field))
}

fn runs(fields: Vec<Field>, is_common: impl Fn(&Field) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for field in fields {
        match (runs.last_mut(), is_common(&field)) {
            (Some(Run::Folded(run)), true) | (Some(Run::Shown(run)), false) => run.push(field),
            (_, true) => runs.push(Run::Folded(vec![field])),
            (_, false) => runs.push(Run::Shown(vec![field])),
        }
    }
    for run in &mut runs {
        if let Run::Folded(fields) = run
            && fields.len() < FOLDED_MIN
        {
            *run = Run::Shown(std::mem::take(fields));
        }
    }
    runs
}

/// Two fields decide something at some doors; not with these values.
fn is_by_the_way(field: &Field) -> bool {
    let named = |name: &str| field.name.eq_ignore_ascii_case(name);
    let is_hint = field.name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sec-ch-"));
    is_hint
        || is_one_of(&BY_THE_WAY, field)
        || (named("accept") && field.value == "*/*")
        || (named("sec-fetch-site") && matches!(&*field.value, "same-origin" | "none"))
}

fn is_one_of(names: &[&str], field: &Field) -> bool {
    names.iter().any(|name| field.name.eq_ignore_ascii_case(name))
}

/// True for the field of a request that its answer turns on.
#[must_use]
pub fn is_key_of_request(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

/// True for the field of a response without which its status says little.
#[must_use]
pub fn is_key_of_response(name: &str, status: u16) -> bool {
    let key: &[&str] = match status {
        401 | 403 => &["www-authenticate"],
        405 => &["allow"],
        407 => &["proxy-authenticate"],
        429 | 503 => &["retry-after"],
        201 | 300..=399 => &["location"],
        _ => &[],
    };
    key.iter().any(|key| name.eq_ignore_ascii_case(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(names: &[&str]) -> Vec<Field> {
        names
            .iter()
            .map(|name| Field {
                name: (*name).to_owned(),
                value: String::new(),
                set_by: SetBy::Server,
                about: None,
            })
            .collect()
    }

    #[test]
    fn folding_keeps_the_order() {
        let names = [
            "Content-Type",
            "WWW-Authenticate",
            "X-Content-Type-Options",
            "X-Robots-Tag",
            "Access-Control-Allow-Origin",
            "Content-Length",
        ];
        assert_eq!(
            runs_of_response(fields(&names)),
            [
                Run::Shown(fields(&names[..2])),
                Run::Folded(fields(&names[2..5])),
                Run::Shown(fields(&names[5..]))
            ]
        );
    }

    #[test]
    fn a_few_common_fields_stay_in_sight() {
        assert_eq!(runs_of_response(fields(&["x-robots-tag"])), [Run::Shown(fields(&["x-robots-tag"]))]);
        assert_eq!(runs_of_response(Vec::new()), []);
    }

    #[test]
    fn what_a_client_adds_is_folded_and_what_somebody_wrote_is_not() {
        let names = ["Host", "User-Agent", "Sec-CH-UA", "Sec-Fetch-Mode", "Cookie"];
        let sent = |set_by| {
            let fields = fields(&names).into_iter().map(|field| Field { set_by, ..field });
            fields.collect::<Vec<_>>()
        };
        let by_client = sent(SetBy::Client);
        assert_eq!(
            runs_of_request(by_client.clone()),
            [
                Run::Shown(by_client[..1].to_vec()),
                Run::Folded(by_client[1..4].to_vec()),
                Run::Shown(by_client[4..].to_vec())
            ]
        );
        for who in [SetBy::You, SetBy::Page, SetBy::Proxy] {
            assert_eq!(runs_of_request(sent(who)), [Run::Shown(sent(who))]);
        }
    }

    #[test]
    fn what_may_decide_is_folded_only_with_a_value_that_decides_nothing() {
        for (name, value, is_folded) in [
            ("Accept", "*/*", true),
            ("Accept", "text/html", false),
            ("Sec-Fetch-Site", "same-origin", true),
            ("Sec-Fetch-Site", "none", true),
            ("Sec-Fetch-Site", "cross-site", false),
            ("X-API-Key", "", false),
            ("X-CSRF-Token", "", false),
            ("X-Forwarded-For", "", false),
            ("Authorization", "", false),
            ("Content-Encoding", "", false),
        ] {
            let field = Field { name: name.into(), value: value.into(), set_by: SetBy::Client, about: None };
            assert_eq!(is_by_the_way(&field), is_folded, "{name}: {value}");
        }
    }

    #[test]
    fn each_status_has_its_key() {
        for (name, status, expected) in [
            ("www-authenticate", 401, true),
            ("WWW-Authenticate", 403, true),
            ("WWW-Authenticate", 200, false),
            ("Allow", 405, true),
            ("Allow", 204, false),
            ("Location", 308, true),
            ("Retry-After", 429, true),
        ] {
            assert_eq!(is_key_of_response(name, status), expected, "{name} {status}");
        }
        assert!(is_key_of_request("authorization"));
    }
}
