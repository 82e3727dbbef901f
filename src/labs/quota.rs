//! How often a lab may knock at `forbidden/quota/`: three times in thirty seconds, then not until these have passed.

/// So many knocks in one window.
pub const LIMIT: u32 = 3;
/// So long is a window, from its first knock on.
pub const WINDOW_SECONDS: i64 = 30;

/// The count of the present window. It takes the same room however often somebody knocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quota {
    resets: i64,
    used: u32,
}

/// What a knock finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub is_within: bool,
    /// Knocks left after this one.
    pub remaining: u32,
    /// When the window ends, in seconds since 1970.
    pub resets: i64,
}

impl Quota {
    /// A window that has just begun and is used up.
    #[must_use]
    pub fn spent(now: i64) -> Self {
        Self { resets: now + WINDOW_SECONDS, used: LIMIT }
    }

    /// Counts a knock. One that is refused costs nothing.
    pub fn knock(&mut self, now: i64) -> Standing {
        // A window that ends too late was begun before the lab's clock was set back.
        if !(1..=WINDOW_SECONDS).contains(&(self.resets - now)) {
            *self = Self { resets: now + WINDOW_SECONDS, used: 0 };
        }
        let is_within = self.used < LIMIT;
        self.used += u32::from(is_within);
        Standing { is_within, remaining: LIMIT - self.used, resets: self.resets }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(is_within: bool, remaining: u32, resets: i64) -> Standing {
        Standing { is_within, remaining, resets }
    }

    #[test]
    fn three_knocks_fit_a_window_and_refused_ones_do_not_lengthen_it() {
        let mut quota = Quota::default();
        for (now, expected) in [
            (100, standing(true, 2, 130)),
            (101, standing(true, 1, 130)),
            (129, standing(true, 0, 130)),
            (129, standing(false, 0, 130)),
            (129, standing(false, 0, 130)),
            (130, standing(true, 2, 160)),
            (500, standing(true, 2, 530)),
            // The clock is set back.
            (200, standing(true, 2, 230)),
            (i64::from(i32::MIN), standing(true, 2, i64::from(i32::MIN) + 30)),
        ] {
            assert_eq!(quota.knock(now), expected, "at {now}");
        }
    }

    #[test]
    fn a_spent_window_refuses_until_it_ends() {
        let mut quota = Quota::spent(100);
        for (now, expected) in
            [(100, standing(false, 0, 130)), (129, standing(false, 0, 130)), (130, standing(true, 2, 160))]
        {
            assert_eq!(quota.knock(now), expected, "at {now}");
        }
    }
}
