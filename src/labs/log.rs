//! A lab's log: its last exchanges, and the live stream of new ones.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;

use super::recorded::Recorded;
use crate::notes::Past;

/// The last exchanges of a lab, oldest first.
pub struct Log {
    entries: Mutex<Entries>,
    live: broadcast::Sender<Arc<Recorded>>,
    max: usize,
}

#[derive(Default)]
struct Entries {
    kept: VecDeque<Arc<Recorded>>,
    last_seq: u64,
    size_bytes: usize,
    /// The size when the lab was weighed.
    weighed_bytes: usize,
}

/// A lab is weighed when its log has grown or shrunk by so much, or when so many exchanges have come: by then what else it
/// remembers may have grown. A full log hardly changes its size, and to weigh costs more than to keep an exchange.
const WEIGHED_EVERY_BYTES: usize = 1024;
const WEIGHED_EVERY: u64 = 16;

impl Log {
    /// A log of `max` exchanges; a reader of the stream may fall behind by `queue`.
    #[must_use]
    pub fn new(max: usize, queue: usize) -> Self {
        Self { entries: Mutex::default(), live: broadcast::Sender::new(queue), max }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        // Nothing here can be left half done by a panic.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an exchange and numbers it.
    pub fn push(&self, mut recorded: Recorded) {
        let mut entries = self.entries();
        entries.last_seq += 1;
        recorded.seq = entries.last_seq;
        let known = |earlier: &Arc<Recorded>| earlier.climb.proof == recorded.climb.proof;
        if recorded.climb.proof.is_some() && entries.kept.iter().any(known) {
            recorded.past = Past::ProofAccepted;
        }
        entries.size_bytes += recorded.size_bytes();
        let recorded = Arc::new(recorded);
        entries.kept.push_back(Arc::clone(&recorded));
        if entries.kept.len() > self.max
            && let Some(oldest) = entries.kept.pop_front()
        {
            entries.size_bytes -= oldest.size_bytes();
        }
        // Sent under the lock, so that the stream has the order of the log. No reader is no error.
        let _ = self.live.send(recorded);
    }

    /// Takes note that the lab is weighed now, if it weighs something else than the last time; true if so.
    #[must_use]
    pub fn begin_weighing(&self) -> bool {
        let mut entries = self.entries();
        let has_changed = entries.size_bytes.abs_diff(entries.weighed_bytes) >= WEIGHED_EVERY_BYTES
            || entries.last_seq.is_multiple_of(WEIGHED_EVERY);
        if has_changed {
            entries.weighed_bytes = entries.size_bytes;
        }
        has_changed
    }

    /// The kept exchanges after number `after`, oldest first.
    #[must_use]
    pub fn after(&self, after: u64) -> Vec<Arc<Recorded>> {
        self.entries().kept.iter().filter(|recorded| recorded.seq > after).cloned().collect()
    }

    /// The kept exchanges after number `after`, and every later one: none is missed between the two.
    #[must_use]
    pub fn follow(&self, after: u64) -> (Vec<Arc<Recorded>>, broadcast::Receiver<Arc<Recorded>>) {
        let entries = self.entries();
        let kept = entries.kept.iter().filter(|recorded| recorded.seq > after).cloned().collect();
        (kept, self.live.subscribe())
    }

    #[must_use]
    pub fn find(&self, id: &str) -> Option<Arc<Recorded>> {
        self.entries().kept.iter().find(|recorded| recorded.climb.id == id).cloned()
    }

    /// Forgets everything but the numbering, so that a stream can go on.
    pub fn clear(&self) {
        let mut entries = self.entries();
        entries.kept.clear();
        entries.size_bytes = 0;
    }

    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.entries().size_bytes
    }
}
