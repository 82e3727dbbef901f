//! Who may change something: pages of this site, and programs that are not browsers.

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

/// Where a browser says whose page makes a request (Fetch Metadata).
pub(super) const SITE_FIELD: &str = "sec-fetch-site";

/// True unless a browser says that another site's page made the request.
#[must_use]
pub fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(SITE_FIELD) {
        return matches!(site, "same-origin" | "none");
    }
    match text(ORIGIN.as_str()) {
        None => true,
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(HOST.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_and_plain_programs_may_change_things() {
        for (fields, expected) in [
            (&[][..], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "cross-site"), ("origin", "http://h"), ("host", "h")], false),
            (&[("origin", "http://h:3000"), ("host", "h:3000")], true),
            (&[("origin", "http://evil"), ("host", "h:3000")], false),
            (&[("origin", "null"), ("host", "h:3000")], false),
        ] {
            let headers: HeaderMap = fields
                .iter()
                .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
                .collect();
            assert_eq!(is_same_origin(&headers), expected, "{fields:?}");
        }
    }
}
