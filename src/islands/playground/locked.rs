//! The headers that a page cannot set, each with the reason (Fetch Standard 2.2.2). curl can set them all.

use leptos::prelude::*;

use crate::islands::element::{El, el};

const LOCKED: &[(&str, &str)] = &[
    ("Host", "The browser takes it from the address."),
    ("Cookie", "Only the browser's own jar may fill it, and this page sends it to session/ alone."),
    ("Origin, Referer", "They say which page is asking; a page may not lie about itself."),
    ("Content-Length, Transfer-Encoding", "The browser counts and frames the body."),
    (
        "Connection, Keep-Alive, TE, Trailer, Upgrade, Via, Expect, Date, DNT",
        "They belong to the connection and to those who keep it.",
    ),
    ("Accept-Charset, Accept-Encoding", "The browser has to undo the encoding, so it says what it can."),
    (
        "Access-Control-Request-Headers, Access-Control-Request-Method",
        "The browser asks these itself, before a request to another site.",
    ),
    ("Names that begin with Sec- or Proxy-", "Servers and proxies rely on no page being able to write them."),
    ("User-Agent", "It is no longer forbidden, but Chromium drops what a script sets."),
];

/// True for a name that the browser leaves out when a script sets it.
pub(super) fn is_locked(name: &str) -> bool {
    let begins = |with: &str| name.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    begins("sec-")
        || begins("proxy-")
        || LOCKED.iter().any(|(names, _)| names.split(", ").any(|locked| locked.eq_ignore_ascii_case(name)))
}

/// The list, folded.
#[must_use]
pub fn locked() -> El {
    let mut rows: Vec<AnyView> = Vec::new();
    for (names, why) in LOCKED {
        rows.push(el("dt").child(*names).into_any());
        rows.push(el("dd").child(*why).into_any());
    }
    let summary = el("summary").child("Headers a page cannot set");
    el("details").class("request-editor__locked").child(summary).child(el("dl").child(rows))
}

#[cfg(test)]
mod tests {
    use super::is_locked;

    #[test]
    fn forbidden_names_are_known_in_any_case() {
        for name in ["host", "COOKIE", "Sec-Fetch-Mode", "proxy-authorization", "Date", "user-agent", "TE"] {
            assert!(is_locked(name), "{name}");
        }
        for name in ["Authorization", "Accept", "X-API-Key", "Sec", "Hosts", ""] {
            assert!(!is_locked(name), "{name}");
        }
    }
}
