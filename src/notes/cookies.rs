//! Cookies that a login sets (RFC 6265).

use super::rule::{Found, Rule};
use super::seen::Seen;
use crate::auth::grammar::is_token;
use crate::model::Field;
use crate::model::Level::{Info, Violation, Warning};
use crate::model::Side::Response;

/// One `Set-Cookie` line.
struct Cookie<'a> {
    field: &'a Field,
    name: &'a str,
    value: &'a str,
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "cookie-malformed",
        level: Violation,
        side: Response,
        section: "RFC 6265 4.1.1",
        text: "A cookie is a name, an equals sign and a value, and this one is not.",
        remedy: "Write `name=value`, the name without blanks and separators.",
        find: |seen| {
            let bad = seen.fields("set-cookie").filter(|field| cookie(field).is_none());
            bad.map(Found::value).collect()
        },
    },
    Rule {
        name: "cookies-on-one-line",
        level: Warning,
        side: Response,
        section: "RFC 6265 3",
        text: "Two cookies are joined on one line, and the second one is lost.",
        remedy: "Send one `Set-Cookie` line for each cookie.",
        find: |seen| cookies(seen, joined),
    },
    Rule {
        name: "cookie-not-httponly",
        level: Warning,
        side: Response,
        section: "RFC 6265 4.1.2.6",
        text: "Every script on the page can read the session cookie `{}`.",
        remedy: "Add `HttpOnly`.",
        find: |seen| cookies(seen, |cookie| is_login(cookie) && !cookie.has("httponly") && !joined(cookie)),
    },
    Rule {
        name: "cookie-not-secure",
        level: Warning,
        side: Response,
        section: "RFC 6265 4.1.2.5",
        text: "The site uses TLS, and the session cookie `{}` may also travel without it.",
        remedy: "Add `Secure`.",
        find: |seen| {
            let is_open = |cookie: &Cookie<'_>| is_login(cookie) && !cookie.has("secure");
            // Without `Secure` these are refused, which has rules of its own.
            let refused = |cookie: &Cookie<'_>| is_for_all_sites(cookie) || cookie.name.starts_with("__");
            cookies(seen, |cookie| over_tls(seen) && is_open(cookie) && !refused(cookie))
        },
    },
    Rule {
        name: "cookie-samesite-missing",
        level: Warning,
        side: Response,
        section: "RFC 6265 8.2",
        text: "The session cookie `{}` does not say whether other sites' pages may use it; browsers differ in what they assume.",
        remedy: "Add `SameSite=Lax`, or `Strict`.",
        find: |seen| {
            cookies(seen, |cookie| {
                is_login(cookie) && cookie.attribute("samesite").is_none() && !joined(cookie)
            })
        },
    },
    Rule {
        name: "cookie-samesite-unknown",
        level: Warning,
        side: Response,
        section: "RFC 6265 5.2",
        text: "`SameSite` of `{}` is neither Strict nor Lax nor None, so browsers pass over it.",
        remedy: "Write `SameSite=Lax`.",
        find: |seen| {
            let known =
                |value: &str| ["strict", "lax", "none"].iter().any(|own| own.eq_ignore_ascii_case(value));
            cookies(seen, |cookie| cookie.attribute("samesite").is_some_and(|value| !known(value)))
        },
    },
    Rule {
        name: "cookie-for-all-sites-insecure",
        level: Warning,
        side: Response,
        section: "RFC 6265 8.2",
        text: "`{}` is meant for other sites' pages too, without `Secure`: browsers refuse such a cookie.",
        remedy: "Add `Secure`, or choose `SameSite=Lax`.",
        find: |seen| cookies(seen, |cookie| is_for_all_sites(cookie) && !cookie.has("secure")),
    },
    Rule {
        name: "cookie-prefix-broken",
        level: Warning,
        side: Response,
        section: "RFC 6265 8.6",
        text: "The name `{}` promises more than its attributes keep, so browsers refuse the cookie.",
        remedy: "`__Secure-` needs `Secure`; `__Host-` needs `Secure` and `Path=/`, and no `Domain`.",
        find: |seen| cookies(seen, breaks_prefix),
    },
    Rule {
        name: "cookie-for-subdomains",
        level: Info,
        side: Response,
        section: "RFC 6265 4.1.2.3",
        text: "With `Domain`, the session cookie `{}` goes to every host below that name.",
        remedy: "Leave `Domain` out, unless all of them are meant.",
        find: |seen| {
            cookies(seen, |cookie| is_login(cookie) && cookie.has("domain") && !breaks_prefix(cookie))
        },
    },
];

impl<'a> Cookie<'a> {
    /// The value of an attribute, empty when it has none.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        self.field.value.split(';').skip(1).find_map(|attribute| {
            let (known, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            known.trim().eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }
}

fn cookie(field: &Field) -> Option<Cookie<'_>> {
    let pair = field.value.split(';').next().unwrap_or_default();
    let (name, value) = pair.split_once('=')?;
    let name = name.trim();
    is_token(name).then(|| Cookie { field, name, value: value.trim() })
}

fn cookies(seen: &Seen<'_>, holds: impl Fn(&Cookie<'_>) -> bool) -> Vec<Found> {
    let all = seen.fields("set-cookie").filter_map(cookie).filter(|cookie| holds(cookie));
    all.map(|cookie| Found::value(cookie.field).saying(cookie.name)).collect()
}

/// True for a cookie that logs somebody in, by the name it is usually given; one that is removed does not count.
fn is_login(cookie: &Cookie<'_>) -> bool {
    let name = cookie.name.to_ascii_lowercase();
    let usual =
        ["sess", "sid", "auth", "token", "jwt", "login", "remember"].iter().any(|word| name.contains(word));
    // Scripts have to read this one: it goes back in a field of their own.
    let for_scripts = name.contains("csrf") || name.contains("xsrf");
    let removed = cookie.value.is_empty() || cookie.attribute("max-age").is_some_and(|age| age == "0");
    usual && !for_scripts && !removed
}

fn is_for_all_sites(cookie: &Cookie<'_>) -> bool {
    cookie.attribute("samesite").is_some_and(|value| value.eq_ignore_ascii_case("none"))
}

fn breaks_prefix(cookie: &Cookie<'_>) -> bool {
    let on_host = cookie.attribute("path") == Some("/") && !cookie.has("domain");
    let host = cookie.name.starts_with("__Host-") && !(cookie.has("secure") && on_host);
    host || (cookie.name.starts_with("__Secure-") && !cookie.has("secure"))
}

/// A comma and something that looks like another cookie; dates have commas too.
fn joined(cookie: &Cookie<'_>) -> bool {
    cookie.field.value.split(',').skip(1).any(|rest| {
        let next = rest.split(';').next().unwrap_or_default().trim();
        next.split_once('=').is_some_and(|(name, _)| is_token(name))
    })
}

/// HTTP/2 and HTTP/3 are spoken over TLS by browsers, and nobody promises TLS without having it.
fn over_tls(seen: &Seen<'_>) -> bool {
    let line = &seen.response.start_line;
    line.starts_with("HTTP/2")
        || line.starts_with("HTTP/3")
        || seen.field("strict-transport-security").is_some()
}
