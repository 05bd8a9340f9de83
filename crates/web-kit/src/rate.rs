//! Cheap shedding in memory before anything reaches the database: one bucket per key, bounded.
//!
//! The budgets that refuse people for good are kept in the database. These only take the edge off
//! a flood, and forget when they must.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Buckets that each hold `burst` tokens and get one back every `interval`.
pub struct Buckets<K> {
    /// Per key the instant, in microseconds, when its bucket will be full again.
    full_at: Mutex<HashMap<K, i64>>,
    capacity: usize,
    interval: i64,
    burst: i64,
}

impl<K: Hash + Eq> Buckets<K> {
    /// At most `capacity` keys are remembered.
    ///
    /// # Panics
    /// If `capacity` or `burst` is zero, or `interval` is not between 1 µs and a day.
    pub fn new(capacity: usize, burst: u32, interval: Duration) -> Buckets<K> {
        assert!(capacity > 0 && burst > 0, "a bucket holds something");
        let day = Duration::from_hours(24);
        assert!(
            (Duration::from_micros(1)..=day).contains(&interval),
            "an interval within a day"
        );
        Buckets {
            full_at: Mutex::default(),
            capacity,
            interval: micros(interval),
            burst: i64::from(burst),
        }
    }

    /// Takes a token at an instant (microseconds since 1970 UTC), or says how long to wait for one.
    pub fn take(&self, key: K, at: i64) -> Result<(), Duration> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let begin = full_at.get(&key).copied().unwrap_or(at).max(at);
        let wait = begin - at - (self.burst - 1) * self.interval;
        if wait > 0 {
            return Err(Duration::from_micros(wait.unsigned_abs()));
        }
        if full_at.len() >= self.capacity && !full_at.contains_key(&key) {
            self.make_room(&mut full_at, at);
        }
        full_at.insert(key, begin + self.interval);
        Ok(())
    }

    /// Full buckets tell nothing and go first. If all are in use we are flooded from everywhere,
    /// and start afresh rather than grow.
    fn make_room(&self, full_at: &mut HashMap<K, i64>, at: i64) {
        full_at.retain(|_, full| *full > at);
        if full_at.len() >= self.capacity {
            full_at.clear();
        }
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).expect("a day in microseconds fits")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: i64 = 1_000_000;

    #[test]
    fn a_burst_passes_and_then_one_an_interval() {
        let buckets = Buckets::new(10, 3, Duration::from_secs(1));
        assert!((0..3).all(|_| buckets.take("a", 0).is_ok()));
        assert_eq!(buckets.take("a", 0), Err(Duration::from_secs(1)));
        assert_eq!(buckets.take("b", 0), Ok(()));
        assert_eq!(buckets.take("a", SECOND - 1), Err(Duration::from_micros(1)));
        assert_eq!(buckets.take("a", SECOND), Ok(()));
        assert!(buckets.take("a", SECOND).is_err());
        assert!((0..3).all(|_| buckets.take("a", 100 * SECOND).is_ok()));
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing_away_and_locks_nobody_out() {
        let buckets = Buckets::new(10, 1, Duration::from_secs(1));
        assert!(buckets.take("a", 10 * SECOND).is_ok());
        assert!(buckets.take("a", 9 * SECOND).is_err());
        assert!(buckets.take("a", 11 * SECOND).is_ok());
    }

    #[test]
    fn memory_stays_bounded() {
        let buckets = Buckets::new(100, 1, Duration::from_secs(1));
        for key in 0..10_000 {
            assert!(buckets.take(key, 0).is_ok());
        }
        assert!(buckets.full_at.lock().expect("unpoisoned").len() <= 100);
    }

    proptest! {
        #[test]
        fn never_more_than_the_rate(steps in proptest::collection::vec(0i64..2_000_000, 1..200)) {
            let buckets = Buckets::new(10, 5, Duration::from_secs(1));
            let (mut at, mut passed) = (0, 0);
            for step in steps {
                at += step;
                passed += i64::from(buckets.take((), at).is_ok());
            }
            prop_assert!(passed <= 5 + at / SECOND);
        }
    }
}
