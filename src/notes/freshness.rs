//! How long a cache may reuse a response without asking, by what the response says itself (RFC 9111 4.2.1).

use super::dates;
use super::seen::Seen;
use crate::model::Field;

/// Whose cache it is: `private` keeps the shared ones out, and `s-maxage` is for them alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cache {
    Private,
    Shared,
}

/// The field that lets some cache reuse the response; `None` when it is stale from the start, or says nothing.
pub(super) fn anywhere<'a>(seen: &Seen<'a>) -> Option<&'a Field> {
    within(seen, Cache::Shared).or_else(|| within(seen, Cache::Private))
}

/// The field that lets a cache of this kind reuse the response.
pub(super) fn within<'a>(seen: &Seen<'a>, cache: Cache) -> Option<&'a Field> {
    let said = |name| seen.directive(name).is_some();
    let shared = cache == Cache::Shared;
    if said("no-store") || said("no-cache") || (shared && said("private")) {
        return None;
    }
    // The first of these that is there decides, also when it says zero.
    let decisive = shared.then(|| seconds(seen, "s-maxage")).flatten();
    match decisive.or_else(|| seconds(seen, "max-age")).or_else(|| expires(seen)) {
        Some((field, is_fresh)) => is_fresh.then_some(field),
        // RFC 9111 5.2.2.9: a cache may choose a lifetime. Who gives one to shared caches has thought of it.
        None if said("s-maxage") => None,
        None => seen.directive_in("public").map(|(field, _)| field),
    }
}

/// RFC 9111 4.2.1: what is no number of seconds is stale.
fn seconds<'a>(seen: &Seen<'a>, name: &str) -> Option<(&'a Field, bool)> {
    let (field, value) = seen.directive_in(name)?;
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    Some((field, is_number && value.bytes().any(|byte| byte != b'0')))
}

/// RFC 9111 5.3: what is no date is past. Without `Date` nobody can say how long the lifetime was.
fn expires<'a>(seen: &Seen<'a>) -> Option<(&'a Field, bool)> {
    let field = seen.field("expires")?;
    let sent = seen.field("date").and_then(|date| dates::http(&date.value));
    let later = dates::http(&field.value).zip(sent).is_some_and(|(expires, sent)| expires > sent);
    Some((field, later))
}

#[cfg(test)]
mod tests {
    use super::{Cache, within};
    use crate::notes::seen::Seen;
    use crate::notes::{Past, read};

    const DATE: &str = "Date: Sat, 28 Nov 2026 10:00:00 GMT";
    const LATER: &str = "Expires: Sat, 28 Nov 2026 11:00:00 GMT";
    const EARLIER: &str = "Expires: Thu, 01 Jan 1970 00:00:00 GMT";

    #[test]
    fn the_first_of_four_fields_decides_and_is_the_one_that_is_named() {
        for (fields, shared, private) in [
            (&["Cache-Control: max-age=60"][..], "Cache-Control", "Cache-Control"),
            (&["Cache-Control: max-age=\"60\""], "Cache-Control", "Cache-Control"),
            (&["Cache-Control: private, max-age=60"], "", "Cache-Control"),
            (&["Cache-Control: s-maxage=60, max-age=0"], "Cache-Control", ""),
            (&["Cache-Control: s-maxage=0, max-age=60"], "", "Cache-Control"),
            (&["Cache-Control: public, must-revalidate, s-maxage=0"], "", ""),
            (&["Cache-Control: public"], "Cache-Control", "Cache-Control"),
            (&["Cache-Control: public, max-age=000"], "", ""),
            (&["Cache-Control: public, max-age=soon"], "", ""),
            (&["Cache-Control: public, max-age=-1"], "", ""),
            (&["Cache-Control: no-cache, max-age=60"], "", ""),
            (&["Cache-Control: no-store", LATER, DATE], "", ""),
            (&["Cache-Control: must-revalidate", LATER, DATE], "Expires", "Expires"),
            (&["Cache-Control: max-age=0", LATER, DATE], "", ""),
            (&["Cache-Control: max-age=60", EARLIER, DATE], "Cache-Control", "Cache-Control"),
            (&["Cache-Control: private", LATER, DATE], "", "Expires"),
            (&["Cache-Control: public", EARLIER, DATE], "", ""),
            (&[LATER, DATE], "Expires", "Expires"),
            (&[LATER], "", ""),
            (&[EARLIER, DATE], "", ""),
            (&[EARLIER], "", ""),
            (&["Expires: Sat, 28 Nov 2026 10:00:00 GMT", DATE], "", ""),
            (&["Expires: never", DATE], "", ""),
            (&["Expires: 0", DATE], "", ""),
            (&[DATE], "", ""),
        ] {
            let exchanges = read(&format!("HTTP/1.1 200 OK\n{}\n", fields.join("\n"))).expect("readable");
            let seen = Seen::new(None, &exchanges[0].response, Past::Nothing);
            for (cache, expected) in [(Cache::Shared, shared), (Cache::Private, private)] {
                let decides = within(&seen, cache).map_or("", |field| field.name.as_str());
                assert_eq!(decides, expected, "{fields:?}");
            }
        }
    }
}
