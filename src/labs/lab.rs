//! One lab: its keys, its clock, what it has to remember, and its log.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::clock::Clock;
use super::counts::Counts;
use super::families::{Families, Recent, Revoked};
use super::id::{LabId, random_text};
use super::keys::{Keys, Purpose};
use super::log::Log;
use super::quota::Quota;
use super::tokens::TokenKeys;
use crate::limits::{Bounds, Bucket};

/// A lab.
pub struct Lab {
    pub id: LabId,
    pub clock: Clock,
    pub log: Log,
    pub tokens: TokenKeys,
    /// How often somebody has knocked of late.
    pub knocks: Bucket,
    pub bounds: Bounds,
    memory: Mutex<Memory>,
    resets: AtomicU32,
    removed: AtomicBool,
}

/// What a lab remembers because no signature can say it.
pub struct Memory {
    pub revoked: Revoked,
    pub families: Families,
    /// Those who are logged in: the oldest is forgotten first, and then logged out.
    pub sessions: Recent,
    pub counts: Counts,
    pub quota: Quota,
    /// Somebody granted access to `forbidden/sticky/`.
    pub is_granted: bool,
}

impl Lab {
    #[must_use]
    pub fn new(id: LabId, keys: &Keys, bounds: &Bounds) -> Self {
        let tokens = TokenKeys::new(
            &keys.sign(Purpose::AccessToken, id.as_str()),
            &keys.sign(Purpose::ForeignToken, id.as_str()),
        );
        Self {
            id,
            clock: Clock::default(),
            log: Log::new(bounds.exchanges_per_lab, bounds.stream_queue),
            tokens,
            knocks: Bucket::default(),
            memory: Mutex::new(Memory::new(bounds)),
            bounds: bounds.clone(),
            resets: AtomicU32::new(0),
            removed: AtomicBool::new(false),
        }
    }

    /// What the lab remembers; held for a moment only.
    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn mark_removed(&self) {
        self.removed.store(true, Ordering::SeqCst);
    }

    /// True once its owner has removed it.
    pub(super) fn is_removed(&self) -> bool {
        self.removed.load(Ordering::SeqCst)
    }

    /// What the lab holds, in bytes.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.log.size_bytes() + self.memory().size_bytes()
    }

    /// How often the lab was reset. What it signs holds this number, and is good only as long: after a reset nobody remembers what
    /// was revoked or used up.
    #[must_use]
    pub fn era(&self) -> u32 {
        self.resets.load(Ordering::SeqCst)
    }

    /// The name of a new token, by which it can be revoked.
    #[must_use]
    pub fn token_id(&self, family: &str) -> String {
        format!("{}.{family}.{}", self.era(), random_text(12))
    }

    /// Ends a family: none of its refresh tokens is good any more, and no access token that came with them (RFC 7009 2.1).
    pub fn end_family(&self, family: &str, now: i64) {
        let mut memory = self.memory();
        memory.families.end(family);
        memory.revoked.insert(family, now, now + self.bounds.lifetimes.token_max_seconds, now);
    }

    /// True for a token that was revoked, by its name, with its family or by a reset; times are in seconds since 1970.
    #[must_use]
    pub fn has_revoked(&self, id: &str, issued: i64, now: i64) -> bool {
        let mut parts = id.split('.');
        let (era, family) = (parts.next().and_then(|era| era.parse().ok()), parts.next());
        let is_named = |revoked: &Revoked| {
            [Some(id), family].into_iter().flatten().any(|name| revoked.contains(name, issued, now))
        };
        // In this order, because a reset in between counts first and forgets afterwards.
        is_named(&self.memory().revoked) || era != Some(self.era())
    }

    /// Back to the beginning: log, tokens and clock.
    pub fn reset(&self) {
        self.resets.fetch_add(1, Ordering::SeqCst);
        *self.memory() = Memory::new(&self.bounds);
        self.clock.set_offset(0);
        self.log.clear();
    }

    /// The address below which the lab's doors are, with its last slash.
    #[must_use]
    pub fn base(&self) -> String {
        format!("/lab/{}/", self.id)
    }
}

impl Memory {
    fn new(bounds: &Bounds) -> Self {
        Self {
            revoked: Revoked::new(bounds.revoked_tokens),
            families: Families::new(bounds.refresh_families, bounds.lifetimes.refresh_rotations),
            sessions: Recent::new(bounds.sessions),
            counts: Counts::new(bounds.nonces, bounds.lifetimes.nonce_window),
            quota: Quota::default(),
            is_granted: false,
        }
    }

    fn size_bytes(&self) -> usize {
        self.revoked.size_bytes()
            + self.families.size_bytes()
            + self.sessions.size_bytes()
            + self.counts.size_bytes()
    }
}
