//! The words beside a status code, as the registry has them. The library has those of older RFCs for some, and none for what is
//! not registered.

use axum::http::{Response, StatusCode};
use hyper::ext::ReasonPhrase;

/// What to say of a code that is not registered; hyper would write `<none>`.
const UNASSIGNED: &str = "Unassigned";

/// The reason phrase of a registered code (RFC 9110 15), or `Unassigned`.
#[must_use]
pub fn reason_phrase(status: StatusCode) -> &'static str {
    corrected(status).or_else(|| status.canonical_reason()).unwrap_or(UNASSIGNED)
}

/// Where the library has no words or old ones.
fn corrected(status: StatusCode) -> Option<&'static str> {
    match status.as_u16() {
        203 => Some("Non-Authoritative Information"),
        413 => Some("Content Too Large"),
        422 => Some("Unprocessable Content"),
        _ => None,
    }
}

/// Makes hyper write the phrase; for most responses it does so anyway.
pub(super) fn apply<B>(response: &mut Response<B>) {
    let status = response.status();
    if corrected(status).is_some() || status.canonical_reason().is_none() {
        let phrase = ReasonPhrase::from_static(reason_phrase(status).as_bytes());
        response.extensions_mut().insert(phrase);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_registered_code_has_its_own_words() {
        let registry = include_str!("../../content/registry/status_codes.csv");
        let rows: Vec<_> = registry.lines().skip(1).filter_map(|row| row.split_once(',')).collect();
        assert!(rows.len() > 50, "{}", rows.len());
        for (code, rest) in rows {
            let Ok(status) = code.parse::<StatusCode>() else { continue };
            let name = rest.split(',').next().unwrap_or_default().trim_end_matches(" (OBSOLETED)");
            // 104 is registered for a time, 306 and 418 are kept free, and clients know the last by its joke.
            if matches!(status.as_u16(), 104 | 306 | 418) || name.is_empty() || name == "Unassigned" {
                continue;
            }
            assert_eq!(reason_phrase(status), name, "{code}");
        }
        assert_eq!(reason_phrase(StatusCode::from_u16(299).expect("a code")), "Unassigned");
    }
}
