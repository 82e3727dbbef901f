//! A lab's clock: the real time, moved by the lab's owner.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The furthest a clock can be moved, either way.
pub const OFFSET_MAX_SECONDS: i64 = 24 * 60 * 60;

/// Real time plus an offset.
#[derive(Debug, Default)]
pub struct Clock {
    offset_seconds: AtomicI64,
}

impl Clock {
    /// Seconds since 1970, as this lab sees it.
    #[must_use]
    pub fn now(&self) -> i64 {
        real_now() + self.offset_seconds()
    }

    #[must_use]
    pub fn offset_seconds(&self) -> i64 {
        self.offset_seconds.load(Ordering::Relaxed)
    }

    /// Moves the clock; false, and nothing done, beyond a day either way.
    pub fn set_offset(&self, seconds: i64) -> bool {
        let allowed = (-OFFSET_MAX_SECONDS..=OFFSET_MAX_SECONDS).contains(&seconds);
        if allowed {
            self.offset_seconds.store(seconds, Ordering::Relaxed);
        }
        allowed
    }
}

/// Seconds since 1970.
#[must_use]
pub fn real_now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
}
