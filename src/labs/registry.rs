//! All labs. The least recently used go first when there are too many or they hold too much.

use std::sync::Arc;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use super::id::LabId;
use super::keys::{Keys, Purpose};
use super::lab::Lab;
use super::recorded::Recorded;
use crate::limits::Bounds;

/// The labs of this server.
pub struct Labs {
    pub keys: Keys,
    pub bounds: Bounds,
    labs: Cache<LabId, Arc<Lab>>,
    demo: Arc<Lab>,
}

/// What a lab's id leads to.
pub enum Access {
    Open(Arc<Lab>),
    /// This server made the id once, and has forgotten the lab.
    Expired(LabId),
    Unknown,
}

impl Labs {
    #[must_use]
    pub fn new(keys: Keys, bounds: Bounds) -> Self {
        let least = u32::try_from(bounds.total_bytes / bounds.labs.max(1)).unwrap_or(u32::MAX);
        let labs = Cache::builder()
            .max_capacity(bounds.total_bytes)
            // With a least weight, the bound in bytes is also the bound in number.
            .weigher(move |_, lab: &Arc<Lab>| u32::try_from(lab.size_bytes()).unwrap_or(u32::MAX).max(least))
            .time_to_idle(bounds.idle.0)
            .eviction_policy(EvictionPolicy::lru())
            .build();
        let many = bounds.shared;
        let shared =
            Bounds { nonces: many, revoked_tokens: many, refresh_families: many, sessions: many, ..bounds };
        let demo = Arc::new(Lab::new(LabId::demo(), &keys, &shared));
        Self { keys, bounds, labs, demo }
    }

    /// The lab that everybody shares.
    #[must_use]
    pub fn demo(&self) -> Arc<Lab> {
        Arc::clone(&self.demo)
    }

    /// Makes a lab.
    #[must_use]
    pub fn create(&self) -> Arc<Lab> {
        let id = LabId::random(&self.keys);
        let lab = Arc::new(Lab::new(id.clone(), &self.keys, &self.bounds));
        self.labs.insert(id, Arc::clone(&lab));
        lab
    }

    /// How many labs there are, roughly: some may already have expired.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.labs.entry_count()
    }

    /// What all labs together hold, in bytes, roughly.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.labs.weighted_size()
    }

    /// The lab with this id, for sending. Counts as use.
    #[must_use]
    pub fn access(&self, id: &str) -> Access {
        if let Some(lab) = self.labs.get(id) {
            return Access::Open(lab);
        }
        LabId::parse(id, &self.keys).map_or(Access::Unknown, Access::Expired)
    }

    /// The value of the owner's cookie.
    #[must_use]
    pub fn cookie_value(&self, id: &LabId) -> String {
        self.keys.seal(Purpose::Owner, id.as_str())
    }

    /// The lab that the owner's cookie opens, for reading.
    #[must_use]
    pub fn owned(&self, cookie_value: &str) -> Access {
        match self.keys.unseal(Purpose::Owner, cookie_value) {
            Some(id) => self.access(id),
            None => Access::Unknown,
        }
    }

    /// Keeps an exchange.
    pub fn record(&self, lab: &Arc<Lab>, mut recorded: Recorded) {
        recorded.cut(&self.bounds);
        lab.log.push(recorded);
        // Weighed anew, where that would change something. A lab that is removed meanwhile stays removed: whoever comes last
        // looks for the other.
        if lab.log.begin_weighing() && self.labs.contains_key(&lab.id) {
            self.labs.insert(lab.id.clone(), Arc::clone(lab));
            if lab.is_removed() {
                self.labs.invalidate(&lab.id);
            }
        }
    }

    /// Forgets a lab and all that is in it.
    pub fn remove(&self, lab: &Lab) {
        lab.mark_removed();
        self.labs.invalidate(&lab.id);
    }
}
