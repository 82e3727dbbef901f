//! Cookies that a login sets (RFC 6265).

use super::dates;
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
        find: |seen| {
            cookies(seen, |cookie| is_login(seen, cookie) && !cookie.has("httponly") && !joined(cookie))
        },
    },
    Rule {
        name: "cookie-not-secure",
        level: Warning,
        side: Response,
        section: "RFC 6265 4.1.2.5",
        text: "The site uses TLS, and the session cookie `{}` may also travel without it.",
        remedy: "Add `Secure`.",
        find: |seen| {
            let is_open = |cookie: &Cookie<'_>| is_login(seen, cookie) && !cookie.has("secure");
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
                is_login(seen, cookie) && cookie.attribute("samesite").is_none() && !joined(cookie)
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
            cookies(seen, |cookie| is_login(seen, cookie) && cookie.has("domain") && !breaks_prefix(cookie))
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
fn is_login(seen: &Seen<'_>, cookie: &Cookie<'_>) -> bool {
    is_login_name(cookie.name) && !is_removed(seen, cookie)
}

fn is_login_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // They show that a form is the site's own, and log nobody in; scripts have to read the first two.
    if ["csrf", "xsrf", "verificationtoken"].iter().any(|part| name.contains(part)) {
        return false;
    }
    let is_usual = |word: &str| {
        const WORDS: [&str; 5] = ["jwt", "login", "sess", "sid", "ssid"];
        const BEGINNINGS: [&str; 5] = ["authent", "authoris", "authoriz", "loggedin", "remember"];
        WORDS.contains(&word)
            || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
            || ["auth", "sessid"].iter().any(|end| word.ends_with(end))
            || word.contains("token")
    };
    // A part of a word says little: there are `sidebar`, `author` and `residence`.
    let mut words = name.split(|character: char| !character.is_ascii_alphanumeric());
    name.contains("session") || name.contains("logged_in") || words.any(is_usual)
}

/// RFC 6265 5.3: `Max-Age` counts before `Expires`, and what is past is thrown away.
fn is_removed(seen: &Seen<'_>, cookie: &Cookie<'_>) -> bool {
    let now = seen.field("date").and_then(|date| dates::http(&date.value)).or_else(dates::long_ago);
    let past = match cookie.attribute("max-age").and_then(|age| age.parse::<i64>().ok()) {
        Some(seconds) => seconds <= 0,
        None => {
            cookie.attribute("expires").and_then(dates::cookie).is_some_and(|expires| Some(expires) <= now)
        }
    };
    past || cookie.value.trim_matches('"').is_empty()
}

fn is_for_all_sites(cookie: &Cookie<'_>) -> bool {
    cookie.attribute("samesite").is_some_and(|value| value.eq_ignore_ascii_case("none"))
}

fn breaks_prefix(cookie: &Cookie<'_>) -> bool {
    let on_host = cookie.attribute("path") == Some("/") && !cookie.has("domain");
    let host = cookie.name.starts_with("__Host-") && !(cookie.has("secure") && on_host);
    host || (cookie.name.starts_with("__Secure-") && !cookie.has("secure"))
}

/// A comma and something that looks like another cookie; dates have commas too, and values may have one.
fn joined(cookie: &Cookie<'_>) -> bool {
    let text = &cookie.field.value;
    let value_end = text.find(';').unwrap_or(text.len());
    let mut commas = text.match_indices(',').map(|(at, _)| at);
    commas.any(|at| {
        let rest = &text[at + 1..];
        let next = rest[..rest.find([',', ';']).unwrap_or(rest.len())].trim();
        // Inside of the first value a comma and a blank are needed.
        let apart = at > value_end || (rest.starts_with(' ') && !cookie.value.starts_with('"'));
        apart && next.split_once('=').is_some_and(|(name, _)| is_token(name))
    })
}

/// HTTP/2 and HTTP/3 are spoken over TLS by browsers, and nobody promises TLS without having it.
fn over_tls(seen: &Seen<'_>) -> bool {
    let line = &seen.response.start_line;
    line.starts_with("HTTP/2")
        || line.starts_with("HTTP/3")
        || seen.field("strict-transport-security").is_some()
}

#[cfg(test)]
mod tests {
    use super::is_login_name;

    #[test]
    fn a_session_cookie_is_known_by_a_word_of_its_name() {
        for name in [
            "JSESSIONID",
            "JSESSIONID.5b1e3f5a",
            "PHPSESSID",
            "ASP.NET_SessionId",
            "connect.sid",
            "SID",
            "laravel_session",
            "__Host-user_session",
            "AUTH_SESSION_ID",
            ".ASPXAUTH",
            "auth_token",
            "accessToken",
            "CFTOKEN",
            "jwt",
            "rememberMe",
            "wordpress_logged_in_1a2b",
        ] {
            assert!(is_login_name(name), "{name}");
        }
        for name in [
            "sidebar",
            "author",
            "authors",
            "residence",
            "colour",
            "assessment",
            "XSRF-TOKEN",
            "_csrf_token",
            "__RequestVerificationToken",
        ] {
            assert!(!is_login_name(name), "{name}");
        }
    }
}
