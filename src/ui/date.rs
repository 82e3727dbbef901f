//! Dates in words. The browser's copy of the program has no calendar, and needs no more than this.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2026-11-23` as `23 November 2026`; `None` for what is not a date.
#[must_use]
pub fn long_date(iso: &str) -> Option<String> {
    let mut parts = iso.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let day = day.parse::<u8>().ok().filter(|day| (1..=31).contains(day))?;
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("{day} {month} {year}"))
}

/// Seconds since 1970 as `23 November 2026, 19:46:12 UTC`; `None` before 1970 and after 9999.
#[must_use]
pub fn utc_time(seconds: i64) -> Option<String> {
    const YEAR_10000: i64 = 253_402_300_800;
    if !(0..YEAR_10000).contains(&seconds) {
        return None;
    }
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = civil(days);
    let month = MONTHS[month];
    Some(format!("{day} {month} {year}, {:02}:{:02}:{:02} UTC", rest / 3600, rest / 60 % 60, rest % 60))
}

/// The year, the month (from 0) and the day of the month of a day counted from 1 January 1970.
fn civil(days: i64) -> (i64, usize, i64) {
    let (mut year, mut rest) = (1970, days);
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if rest < length {
            break;
        }
        rest -= length;
        year += 1;
    }
    let mut month = 0;
    for length in [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if rest < length {
            break;
        }
        rest -= length;
        month += 1;
    }
    (year, month, rest + 1)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_out() {
        for (iso, expected) in [
            ("2026-11-23", Some("23 November 2026")),
            ("2026-02-01", Some("1 February 2026")),
            ("2026-13-01", None),
            ("2026-00-01", None),
            ("2026-11-32", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(long_date(iso).as_deref(), expected, "{iso}");
        }
    }

    #[test]
    fn a_time_is_written_out() {
        for (seconds, expected) in [
            (0, Some("1 January 1970, 00:00:00 UTC")),
            (951_782_399, Some("28 February 2000, 23:59:59 UTC")),
            (951_782_400, Some("29 February 2000, 00:00:00 UTC")),
            (1_300_819_380, Some("22 March 2011, 18:43:00 UTC")),
            (4_107_542_400, Some("1 March 2100, 00:00:00 UTC")),
            (253_402_300_799, Some("31 December 9999, 23:59:59 UTC")),
            (253_402_300_800, None),
            (-1, None),
            (i64::MAX, None),
        ] {
            assert_eq!(utc_time(seconds).as_deref(), expected, "{seconds}");
        }
    }
}
