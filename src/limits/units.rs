//! The units in which limits are given: seconds, and so many in a time.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A time in seconds, which may have a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(pub Duration);

impl Seconds {
    #[must_use]
    pub const fn whole(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }
}

impl FromStr for Seconds {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seconds = text.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        // No longer than a year, so that it can be added to any time.
        seconds
            .filter(|seconds| *seconds <= Duration::from_secs(31_536_000))
            .map(Self)
            .ok_or("a time is a number of seconds, such as 10 or 0.5")
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.as_secs_f64())
    }
}

/// So many in a second or a minute for ever, and so many at once after a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub count: u32,
    pub per: Per,
    pub burst: u32,
}

/// The time in which a rate counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    Second,
    Minute,
}

impl Rate {
    #[must_use]
    pub const fn per_second(count: u32, burst: u32) -> Self {
        Self { count, per: Per::Second, burst }
    }

    #[must_use]
    pub const fn per_minute(count: u32, burst: u32) -> Self {
        Self { count, per: Per::Minute, burst }
    }

    /// The time after which one more is allowed.
    #[must_use]
    pub fn interval(self) -> Duration {
        let per = match self.per {
            Per::Second => Duration::from_secs(1),
            Per::Minute => Duration::from_mins(1),
        };
        per / self.count
    }

    /// The time after which the whole burst is allowed again.
    #[must_use]
    pub fn recovery(self) -> Duration {
        self.interval() * self.burst
    }
}

impl FromStr for Rate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WANTED: &str = "a rate is a number, /s or /min, a comma and a burst, such as 10/s,40";
        let (rate, burst) = text.split_once(',').ok_or(WANTED)?;
        let (count, per) = match rate.split_once('/') {
            Some((count, "s")) => (count, Per::Second),
            Some((count, "min")) => (count, Per::Minute),
            _ => return Err(WANTED),
        };
        let number = |text: &str| text.parse().ok().filter(|number| (1..=1_000_000).contains(number));
        Ok(Self { count: number(count).ok_or(WANTED)?, per, burst: number(burst).ok_or(WANTED)? })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = match self.per {
            Per::Second => "s",
            Per::Minute => "min",
        };
        write!(f, "{}/{per},{}", self.count, self.burst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_may_have_a_fraction_and_nothing_else() {
        for (text, expected) in [
            ("10", Some(10_000)),
            ("0", Some(0)),
            ("0.25", Some(250)),
            ("", None),
            ("-1", None),
            ("ten", None),
            ("inf", None),
            ("NaN", None),
            ("1e300", None),
            ("31536001", None),
            ("10s", None),
        ] {
            let read = text.parse::<Seconds>().ok().map(|seconds| seconds.0.as_millis());
            assert_eq!(read, expected, "{text}");
        }
        assert_eq!(Seconds::whole(10).to_string(), "10");
        assert_eq!("0.25".parse::<Seconds>().map(|seconds| seconds.to_string()), Ok("0.25".to_owned()));
    }

    #[test]
    fn a_rate_is_written_as_it_is_read() {
        for text in ["10/s,40", "30/min,120", "1/s,1"] {
            assert_eq!(text.parse::<Rate>().map(|rate| rate.to_string()), Ok(text.to_owned()));
        }
        for bad in
            ["", "10", "10/s", "10,40", "10/h,40", "0/s,40", "10/s,0", "-1/s,1", "10/s,40,1", "1.5/s,2"]
        {
            assert!(bad.parse::<Rate>().is_err(), "{bad}");
        }
        assert_eq!(Rate::per_minute(30, 120).interval(), Duration::from_secs(2));
        assert_eq!(Rate::per_second(10, 40).recovery(), Duration::from_secs(4));
    }
}
