//! One lab: its keys, its clock, what it has to remember, and its log.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::clock::Clock;
use super::families::{Families, Recent};
use super::id::LabId;
use super::keys::{Keys, Purpose};
use super::log::Log;
use super::quota::Quota;
use super::tokens::TokenKeys;

/// Everything kept for visitors is bounded by these numbers.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// A lab expires so long after its last use.
    pub idle: Duration,
    pub exchanges_per_lab: usize,
    pub labs: u64,
    /// All labs together.
    pub total_bytes: u64,
    pub revoked_tokens: usize,
    pub refresh_families: usize,
    pub sessions: usize,
    pub streams_per_lab: usize,
    /// A slower reader is cut and resumes by id.
    pub stream_queue: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(2 * 60 * 60),
            exchanges_per_lab: 50,
            labs: 20_000,
            total_bytes: 256 * 1024 * 1024,
            revoked_tokens: 256,
            refresh_families: 256,
            sessions: 256,
            streams_per_lab: 4,
            stream_queue: 64,
        }
    }
}

/// A lab.
pub struct Lab {
    pub id: LabId,
    pub clock: Clock,
    pub log: Log,
    pub tokens: TokenKeys,
    memory: Mutex<Memory>,
    bounds: Bounds,
}

/// What a lab remembers because no signature can say it.
pub struct Memory {
    pub revoked: Recent,
    pub families: Families,
    /// Those who are logged in: the oldest is forgotten first, and then logged out.
    pub sessions: Recent,
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
            memory: Mutex::new(Memory::new(bounds)),
            bounds: bounds.clone(),
        }
    }

    /// What the lab remembers; held for a moment only.
    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Back to the beginning: log, tokens and clock.
    pub fn reset(&self) {
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
            revoked: Recent::new(bounds.revoked_tokens),
            families: Families::new(bounds.refresh_families),
            sessions: Recent::new(bounds.sessions),
            quota: Quota::default(),
            is_granted: false,
        }
    }
}
