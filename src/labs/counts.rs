//! Which counts of which nonces were used. A nonce needs no memory to be known, but each of its counts is good once only
//! (RFC 7616 3.4), and that somebody has to remember. Nonces that were never answered take no room.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::auth::digest::{Nonce, Spent};

/// The counts of one nonce.
#[derive(Clone, Copy, Debug, Default)]
struct Window {
    highest: u32,
    /// The lowest bit is the highest count, the next one the count before it.
    used: u64,
}

impl Window {
    fn spend(&mut self, count: u32, width: u32) -> Spent {
        if count > self.highest {
            self.used = self.used.checked_shl(count - self.highest).unwrap_or(0) | 1;
            self.highest = count;
            return Spent::Now;
        }
        let behind = self.highest - count;
        let Some(bit) = 1_u64.checked_shl(behind).filter(|_| behind < width) else { return Spent::Behind };
        if self.used & bit != 0 {
            return Spent::Before;
        }
        self.used |= bit;
        Spent::Now
    }
}

/// The counts of the nonces that were answered rightly, so many of them; the oldest are forgotten first.
#[derive(Debug)]
pub struct Counts {
    windows: BTreeMap<Nonce, Window>,
    max: usize,
    window: u32,
    /// The youngest of the forgotten nonces.
    forgotten: Option<Nonce>,
}

impl Counts {
    /// A memory for `max` nonces. Counts may arrive in any order as long as they lie within a window of at most 64: browsers send
    /// several requests at the same time.
    #[must_use]
    pub fn new(max: usize, window: u32) -> Self {
        Self { windows: BTreeMap::new(), max, window, forgotten: None }
    }

    /// What it holds, in bytes, roughly.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.windows.len() * (size_of::<Nonce>() + size_of::<Window>())
    }

    /// Uses up a count. What was forgotten is not good again: nobody could say how often it was used.
    pub fn spend(&mut self, nonce: Nonce, count: u32, now: i64) -> Spent {
        // When the lab's clock was set back, what has been forgotten is of a time to come.
        self.forgotten = self.forgotten.filter(|forgotten| forgotten.issued <= now);
        if let Some(window) = self.windows.get_mut(&nonce) {
            return window.spend(count, self.window);
        }
        if self.forgotten.is_some_and(|forgotten| nonce <= forgotten) {
            return Spent::Forgotten;
        }
        let spent = self.windows.entry(nonce).or_default().spend(count, self.window);
        if self.windows.len() > self.max
            && let Some((oldest, _)) = self.windows.pop_first()
        {
            self.forgotten = Some(oldest);
        }
        spent
    }
}

/// A nonce of this moment, by a clock that was moved so far. It is greater than every one that was made before: first come
/// the microseconds, then what nobody can guess.
#[must_use]
pub fn fresh_nonce(offset_seconds: i64) -> Nonce {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX);
    let random = rand::random::<u64>() >> (64 - RANDOM_BITS);
    let serial = u64::from(elapsed.subsec_micros()) << RANDOM_BITS | random;
    Nonce { issued: seconds.saturating_add(offset_seconds), serial }
}

/// Beside the microseconds of a second, which take 20 bits.
const RANDOM_BITS: u32 = 44;

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1000;

    fn nonce(issued: i64, serial: u64) -> Nonce {
        Nonce { issued, serial }
    }

    #[test]
    fn each_count_is_good_once_in_any_order_within_the_window() {
        let mut counts = Counts::new(2, 64);
        for (count, expected) in [
            (1, Spent::Now),
            (1, Spent::Before),
            (3, Spent::Now),
            (2, Spent::Now),
            (2, Spent::Before),
            (66, Spent::Now),
            (3, Spent::Before),
            (4, Spent::Now),
            (4, Spent::Before),
            // 64 behind: beyond the window.
            (67, Spent::Now),
            (3, Spent::Behind),
            (5, Spent::Now),
            (1000, Spent::Now),
            (936, Spent::Behind),
            (937, Spent::Now),
            (u32::MAX, Spent::Now),
            (u32::MAX, Spent::Before),
            (u32::MAX - 63, Spent::Now),
            (u32::MAX - 64, Spent::Behind),
            (1, Spent::Behind),
        ] {
            assert_eq!(counts.spend(nonce(NOW, 1), count, NOW), expected, "{count}");
        }
        assert_eq!(counts.spend(nonce(NOW, 2), 1, NOW), Spent::Now, "another nonce has counts of its own");
    }

    #[test]
    fn a_full_memory_forgets_the_oldest_nonce_and_never_takes_it_again() {
        let mut counts = Counts::new(2, 64);
        for issued in [10, 11, 12] {
            assert_eq!(counts.spend(nonce(issued, 0), 1, NOW), Spent::Now, "{issued}");
        }
        for (issued, expected) in
            [(10, Spent::Forgotten), (9, Spent::Forgotten), (11, Spent::Before), (12, Spent::Before)]
        {
            assert_eq!(counts.spend(nonce(issued, 0), 1, NOW), expected, "{issued}");
        }
        assert_eq!(counts.spend(nonce(11, 0), 2, NOW), Spent::Now);
        for number in 0..1000 {
            assert_eq!(counts.spend(nonce(20, number), 1, NOW), Spent::Now);
            assert!(counts.windows.len() <= 2);
            // The younger ones of the same second are told apart from the forgotten ones.
            assert_eq!(counts.spend(nonce(20, number), 1, NOW), Spent::Before);
        }
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_shut_the_door() {
        let mut counts = Counts::new(1, 64);
        for serial in [1, 2] {
            assert_eq!(counts.spend(nonce(5000, serial), 1, 5000), Spent::Now);
        }
        for serial in [3, 4] {
            assert_eq!(counts.spend(nonce(NOW, serial), 1, NOW), Spent::Now, "{serial}");
        }
    }
}
