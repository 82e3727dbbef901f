//! Dates in fields. Cookies have forms of their own, which a reader of HTTP's three does not take.

use httpdate::HttpDate;

/// A date in one of HTTP's three forms, whose day of the week fits (RFC 9110 5.6.7).
pub(super) fn http(value: &str) -> Option<HttpDate> {
    value.parse().ok()
}

/// The date of a cookie: with hyphens, or with a year of two digits, as well (RFC 6265 5.1.1).
pub(super) fn cookie(value: &str) -> Option<HttpDate> {
    let spaced = value.replace('-', " ");
    let [day, date, month, year, time, zone] = spaced.split_whitespace().collect::<Vec<_>>()[..] else {
        return None;
    };
    let century = match year.len() {
        2 if year < "70" => "20",
        2 => "19",
        _ => "",
    };
    let day = day.get(..3)?;
    http(&format!("{day}, {date} {month} {century}{year} {time} {zone}"))
}

/// Whoever pastes a response got it after this.
pub(super) fn long_ago() -> Option<HttpDate> {
    http("Sat, 01 Jan 2000 00:00:00 GMT")
}

#[cfg(test)]
mod tests {
    use super::{cookie, http, long_ago};

    #[test]
    fn a_date_is_read_in_every_form_that_is_sent() {
        let expected = http("Sun, 06 Nov 1994 08:49:37 GMT");
        assert!(expected.is_some() && expected < long_ago());
        for value in ["Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(http(value), expected, "{value}");
        }
        for value in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06-Nov-1994 08:49:37 GMT",
            "Sun, 06-Nov-94 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
        ] {
            assert_eq!(cookie(value), expected, "{value}");
        }
        assert!(cookie("Fri, 01-Jan-27 00:00:00 GMT") > long_ago());
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in [
            "",
            "0",
            "-1",
            "never",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Thu, 01 Jan 1970 01:00:00 CET",
            "é, - - - - -",
        ] {
            assert_eq!(http(value), None, "{value}");
            assert_eq!(cookie(value), None, "{value}");
        }
    }
}
