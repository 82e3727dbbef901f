//! Refresh tokens and revoked tokens: what a lab has to remember because a signature alone cannot say it.

use std::collections::{HashSet, VecDeque};

/// What a text costs beside its bytes, roughly.
const MEMBER_BYTES: usize = 32;

/// A set that forgets its oldest members.
#[derive(Debug)]
pub struct Recent {
    members: HashSet<Box<str>>,
    order: VecDeque<Box<str>>,
    max: usize,
}

impl Recent {
    #[must_use]
    pub fn new(max: usize) -> Self {
        Self { members: HashSet::new(), order: VecDeque::new(), max }
    }

    pub fn insert(&mut self, member: &str) {
        if !self.members.insert(member.into()) {
            return;
        }
        self.order.push_back(member.into());
        if self.order.len() > self.max
            && let Some(oldest) = self.order.pop_front()
        {
            self.members.remove(&oldest);
        }
    }

    pub fn remove(&mut self, member: &str) {
        if self.members.remove(member) {
            self.order.retain(|known| &**known != member);
        }
    }

    /// What it holds, in bytes, roughly.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        // Each member stands in the set and in the order.
        self.order.iter().map(|member| 2 * (member.len() + MEMBER_BYTES)).sum()
    }

    #[must_use]
    pub fn contains(&self, member: &str) -> bool {
        self.members.contains(member)
    }
}

/// The refresh tokens that descend from one login (RFC 9700 4.14.2).
#[derive(Debug)]
struct Family {
    id: Box<str>,
    /// The only number that is still good.
    current: u32,
    expires: i64,
    dead: bool,
}

/// All families of a lab; the oldest are forgotten first.
#[derive(Debug)]
pub struct Families {
    list: VecDeque<Family>,
    max: usize,
}

/// What became of a refresh token that was presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// The number of the token that replaces it.
    Next(u32),
    /// It was used before: the whole family is dead from now on.
    Reused,
    /// Unknown, expired, dead, or rotated too often.
    Refused,
}

/// How often a family may be renewed.
const ROTATIONS_MAX: u32 = 20;

impl Families {
    #[must_use]
    pub fn new(max: usize) -> Self {
        Self { list: VecDeque::new(), max }
    }

    /// Begins a family whose first token has the number 0.
    pub fn begin(&mut self, id: &str, expires: i64) {
        if self.list.len() == self.max {
            self.list.pop_front();
        }
        self.list.push_back(Family { id: id.into(), current: 0, expires, dead: false });
    }

    /// Uses up token `number` of a family.
    pub fn redeem(&mut self, id: &str, number: u32, now: i64, expires: i64) -> Redeemed {
        let Some(family) = self.list.iter_mut().find(|family| &*family.id == id) else {
            return Redeemed::Refused;
        };
        if family.dead || now >= family.expires {
            return Redeemed::Refused;
        }
        if number != family.current {
            family.dead = true;
            return Redeemed::Reused;
        }
        if number == ROTATIONS_MAX {
            return Redeemed::Refused;
        }
        family.current += 1;
        family.expires = expires;
        Redeemed::Next(family.current)
    }

    /// What they hold, in bytes, roughly.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.list.iter().map(|family| family.id.len() + MEMBER_BYTES + size_of::<Family>()).sum()
    }

    /// Ends a family, if it is known.
    pub fn end(&mut self, id: &str) {
        if let Some(family) = self.list.iter_mut().find(|family| &*family.id == id) {
            family.dead = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_token_used_twice_ends_its_family() {
        let mut families = Families::new(2);
        families.begin("a", 100);
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Next(1));
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Reused);
        assert_eq!(families.redeem("a", 1, 1, 100), Redeemed::Refused);
    }

    #[test]
    fn unknown_expired_ended_and_worn_out_families_are_refused() {
        let mut families = Families::new(2);
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Refused);
        families.begin("a", 100);
        assert_eq!(families.redeem("a", 0, 100, 200), Redeemed::Refused);
        families.begin("b", 100);
        families.end("b");
        assert_eq!(families.redeem("b", 0, 1, 100), Redeemed::Refused);
        families.begin("c", 100);
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Refused, "forgotten");
        for number in 0..ROTATIONS_MAX {
            assert_eq!(families.redeem("c", number, 1, 100), Redeemed::Next(number + 1));
        }
        assert_eq!(families.redeem("c", ROTATIONS_MAX, 1, 100), Redeemed::Refused);
    }

    #[test]
    fn a_bounded_set_forgets_its_oldest() {
        let mut recent = Recent::new(2);
        for member in ["a", "b", "b", "c"] {
            recent.insert(member);
        }
        assert_eq!([false, true, true], ["a", "b", "c"].map(|member| recent.contains(member)));
        for member in ["b", "a"] {
            recent.remove(member);
        }
        recent.insert("d");
        assert_eq!([false, true, true], ["b", "c", "d"].map(|member| recent.contains(member)));
    }
}
