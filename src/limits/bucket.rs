//! A bucket of allowances: full at first, emptied one at a time, filled again drop by drop.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::units::Rate;

/// What is left of a rate: one number, the time at which the bucket is full again, so no lock is needed.
#[derive(Debug, Default)]
pub struct Bucket {
    /// In nanoseconds since the program's beginning.
    full_again: AtomicU64,
}

/// How long until one more is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(Duration);

impl Wait {
    /// For `Retry-After`: whole seconds, at least one (RFC 9110 10.2.3).
    #[must_use]
    pub fn seconds(self) -> u64 {
        (self.0.as_secs() + u64::from(self.0.subsec_nanos() > 0)).max(1)
    }
}

static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);

impl Bucket {
    /// Takes one allowance.
    ///
    /// # Errors
    /// How long to wait, when the bucket is empty. That costs nothing.
    pub fn take(&self, rate: Rate) -> Result<(), Wait> {
        self.take_at(rate, nanoseconds(BEGINNING.elapsed()))
    }

    fn take_at(&self, rate: Rate, now: u64) -> Result<(), Wait> {
        let (drop, whole) = (nanoseconds(rate.interval()), nanoseconds(rate.recovery()));
        let mut full_again = self.full_again.load(Ordering::Relaxed);
        loop {
            let then = full_again.max(now) + drop;
            if then - now > whole {
                return Err(Wait(Duration::from_nanos(then - now - whole)));
            }
            match self.full_again.compare_exchange_weak(
                full_again,
                then,
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return Ok(()),
                Err(meanwhile) => full_again = meanwhile,
            }
        }
    }
}

/// Enough for five hundred years.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn a_burst_is_allowed_at_once_and_then_the_rate() {
        let (bucket, rate) = (Bucket::default(), Rate::per_second(10, 3));
        let mut now = 5 * SECOND;
        for _ in 0..3 {
            assert_eq!(bucket.take_at(rate, now), Ok(()));
        }
        assert_eq!(bucket.take_at(rate, now), Err(Wait(Duration::from_millis(100))));
        assert_eq!(
            bucket.take_at(rate, now),
            Err(Wait(Duration::from_millis(100))),
            "a refusal costs nothing"
        );
        for _ in 0..5 {
            now += SECOND / 10;
            assert_eq!(bucket.take_at(rate, now), Ok(()));
            assert!(bucket.take_at(rate, now).is_err());
        }
        now += 100 * SECOND;
        for _ in 0..3 {
            assert_eq!(bucket.take_at(rate, now), Ok(()));
        }
        assert!(bucket.take_at(rate, now).is_err(), "no more than a burst is saved up");
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_rounded_up() {
        for (milliseconds, seconds) in [(0, 1), (1, 1), (1000, 1), (1001, 2), (59_900, 60)] {
            assert_eq!(Wait(Duration::from_millis(milliseconds)).seconds(), seconds, "{milliseconds} ms");
        }
    }
}
