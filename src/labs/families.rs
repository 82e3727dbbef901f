//! Refresh tokens, revoked tokens and logins: what a lab has to remember because a signature alone cannot say it.

use std::collections::{BTreeMap, HashSet, VecDeque};

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

/// The revoked tokens that are not yet expired, and the ended families whose tokens are not. The oldest are forgotten first, and what was forgotten is not good again:
/// every token that was issued no later is refused (RFC 7009 2.2).
#[derive(Debug)]
pub struct Revoked {
    /// When each was issued, and when it expires.
    members: BTreeMap<Box<str>, (i64, i64)>,
    max: usize,
    /// When the youngest of the forgotten ones was issued.
    forgotten: Option<i64>,
}

impl Revoked {
    #[must_use]
    pub fn new(max: usize) -> Self {
        Self { members: BTreeMap::new(), max, forgotten: None }
    }

    /// Revokes the token or the family `id`; times are in seconds since 1970.
    pub fn insert(&mut self, id: &str, issued: i64, expires: i64, now: i64) {
        if expires <= now {
            return;
        }
        self.members.insert(id.into(), (issued, expires));
        if self.members.len() > self.max {
            self.members.retain(|_, (_, expires)| *expires > now);
        }
        while self.members.len() > self.max {
            let oldest = self.members.iter().min_by_key(|(_, (issued, _))| *issued);
            let Some((id, issued)) = oldest.map(|(id, (issued, _))| (id.clone(), *issued)) else { return };
            self.members.remove(&id);
            self.forgotten = self.forgotten.max(Some(issued));
        }
    }

    #[must_use]
    pub fn contains(&self, id: &str, issued: i64, now: i64) -> bool {
        // When the lab's clock was set back, what has been forgotten is of a time to come.
        let is_forgotten = self.forgotten.is_some_and(|forgotten| issued <= forgotten && forgotten <= now);
        is_forgotten || self.members.contains_key(id)
    }

    /// What it holds, in bytes, roughly.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.members.keys().map(|id| id.len() + MEMBER_BYTES + size_of::<(i64, i64)>()).sum()
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
    rotations_max: u32,
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

impl Families {
    /// A memory for `max` families, each of which may be renewed so often.
    #[must_use]
    pub fn new(max: usize, rotations_max: u32) -> Self {
        Self { list: VecDeque::new(), max, rotations_max }
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
        if number == self.rotations_max {
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
        let mut families = Families::new(2, 20);
        families.begin("a", 100);
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Next(1));
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Reused);
        assert_eq!(families.redeem("a", 1, 1, 100), Redeemed::Refused);
    }

    #[test]
    fn unknown_expired_ended_and_worn_out_families_are_refused() {
        let mut families = Families::new(2, 20);
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Refused);
        families.begin("a", 100);
        assert_eq!(families.redeem("a", 0, 100, 200), Redeemed::Refused);
        families.begin("b", 100);
        families.end("b");
        assert_eq!(families.redeem("b", 0, 1, 100), Redeemed::Refused);
        families.begin("c", 100);
        assert_eq!(families.redeem("a", 0, 1, 100), Redeemed::Refused, "forgotten");
        for number in 0..20 {
            assert_eq!(families.redeem("c", number, 1, 100), Redeemed::Next(number + 1));
        }
        assert_eq!(families.redeem("c", 20, 1, 100), Redeemed::Refused);
    }

    #[test]
    fn a_revoked_token_never_comes_back() {
        let mut revoked = Revoked::new(2);
        for (id, issued) in [("a", 10), ("b", 12), ("c", 11)] {
            revoked.insert(id, issued, 100, 20);
        }
        for (id, issued, expected) in [
            ("a", 10, true),
            ("b", 12, true),
            ("c", 11, true),
            ("d", 10, true),
            ("d", 11, false),
            ("d", 20, false),
        ] {
            assert_eq!(revoked.contains(id, issued, 20), expected, "{id} of {issued}");
        }
        assert!(!revoked.contains("d", 5, 9), "by a clock that was set back, nothing is forgotten");
        let mut revoked = Revoked::new(2);
        for (id, expires) in [("a", 30), ("b", 100), ("old", 5)] {
            revoked.insert(id, 10, expires, 20);
        }
        revoked.insert("c", 10, 100, 40);
        assert!(!revoked.contains("d", 10, 40), "what has expired makes room, and nothing was forgotten");
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
