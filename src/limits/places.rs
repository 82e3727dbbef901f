//! Places that are taken for a while, such as connections and streams: so many for each, so many in all.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Who has how many places. It holds only those who have one, so it is as bounded as the places are.
#[derive(Debug)]
pub struct Places<K: Clone + Eq + Hash>(Arc<Mutex<HashMap<K, u32>>>);

/// A place that is taken until it is dropped.
#[derive(Debug)]
pub struct Place<K: Clone + Eq + Hash> {
    places: Places<K>,
    key: K,
}

impl<K: Clone + Eq + Hash> Default for Places<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Clone + Eq + Hash> Clone for Places<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: Clone + Eq + Hash> Places<K> {
    /// Takes a place, if `key` has fewer than `max`: counted and taken in one step.
    #[must_use]
    pub fn take(&self, key: K, max: u32) -> Option<Place<K>> {
        self.change(|taken| {
            let own = taken.get(&key).copied().unwrap_or(0);
            (own < max).then(|| {
                taken.insert(key.clone(), own + 1);
                Place { places: self.clone(), key }
            })
        })
    }

    /// How many are taken, by whomever.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.change(|taken| taken.values().copied().map(u64::from).sum())
    }

    fn change<T>(&self, change: impl FnOnce(&mut HashMap<K, u32>) -> T) -> T {
        // Nothing here can be left half done by a panic.
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<K: Clone + Eq + Hash> Drop for Place<K> {
    fn drop(&mut self) {
        self.places.change(|taken| {
            if let Some(own) = taken.get_mut(&self.key) {
                *own -= 1;
                if *own == 0 {
                    taken.remove(&self.key);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_own_places_and_a_left_one_is_free_again() {
        let places = Places::default();
        let mut taken: Vec<_> = (0..2).map(|_| places.take('a', 2)).collect();
        assert!(taken.iter().all(Option::is_some));
        assert!(places.take('a', 2).is_none());
        assert!(places.take('b', 2).is_some());
        taken.pop();
        assert!(places.take('a', 2).is_some());
        drop(taken);
        assert!(places.change(|taken| taken.is_empty()), "who has none is forgotten");
        assert!(places.take('c', 0).is_none());
    }
}
