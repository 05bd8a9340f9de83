//! Commits that fail and places that are full on demand, as a disk or a network would have it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::{ByteFault, Fault};

/// What to do to the next commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trick {
    /// It fails, and nothing of it is kept.
    CommitFails,
    /// It is durable, but the answer is lost on the way.
    AnswerIsLost,
    /// No space is left for it, and nothing of it is kept.
    DiskIsFull,
    /// The process dies at that statement of the writer, counted from 1, or at the commit where there are fewer;
    /// from then on nothing is written until it is opened anew.
    DiesAt(u32),
}

/// A hand on the commits of a store. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Sabotage {
    next: Arc<Mutex<Option<Trick>>>,
}

impl Sabotage {
    /// Plays `trick` on the next commit that has anything to keep.
    ///
    /// # Panics
    /// If another thread panicked over this.
    pub fn play(&self, trick: Trick) {
        *self.next.lock().expect("no panic while held") = Some(trick);
    }

    /// Plays none any more; gives the one that is still to be played.
    ///
    /// # Panics
    /// If another thread panicked over this.
    pub fn calm(&self) -> Option<Trick> {
        self.next.lock().expect("no panic while held").take()
    }

    /// Faults if the writer is dead, or dies at the statement that it is about to send.
    pub(crate) fn step(&self) -> Result<(), Fault> {
        let mut next = self.next.lock().expect("no panic while held");
        match *next {
            Some(Trick::DiesAt(left)) if left > 1 => {
                *next = Some(Trick::DiesAt(left - 1));
                Ok(())
            }
            Some(Trick::DiesAt(_)) => Err(Fault::unavailable("sabotage: it died")),
            _ => Ok(()),
        }
    }

    /// Faults if a death is due that no statement has met.
    pub(crate) fn last_step(&self) -> Result<(), Fault> {
        let mut next = self.next.lock().expect("no panic while held");
        if let Some(Trick::DiesAt(left)) = &mut *next {
            *left = 1;
            return Err(Fault::unavailable("sabotage: it died"));
        }
        Ok(())
    }

    /// Faults, once, if it was told to play `trick`.
    pub(crate) fn strike(&self, trick: Trick) -> Result<(), Fault> {
        let told = self
            .next
            .lock()
            .expect("no panic while held")
            .take_if(|next| *next == trick);
        match told {
            None => Ok(()),
            Some(Trick::DiskIsFull) => Err(Fault::Full),
            Some(trick) => Err(Fault::unavailable(format!("sabotage: {trick:?}"))),
        }
    }
}

/// Bytes that a place for files still takes. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Space {
    left: Arc<AtomicU64>,
}

impl Default for Space {
    fn default() -> Self {
        Self {
            left: Arc::new(AtomicU64::new(u64::MAX)),
        }
    }
}

impl Space {
    /// Sets what is left.
    pub(crate) fn leave(&self, bytes: u64) {
        self.left.store(bytes, Ordering::Relaxed);
    }

    /// Takes `bytes` of it, if there are as many.
    pub(crate) fn take(&self, bytes: usize) -> Result<(), ByteFault> {
        let take = |left: u64| left.checked_sub(bytes as u64);
        let taken = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        taken.map_or(Err(ByteFault::Full), |_| Ok(()))
    }
}
