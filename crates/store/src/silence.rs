//! A database that says nothing: what one connection found out, the others need not wait for as well.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use crate::Fault;

/// What all connections of a store know of a server that says nothing: until when nobody asks again, and what the last
/// who asked was told. Clones share it.
#[derive(Clone, Default)]
pub struct Silence(Arc<Mutex<Option<(Instant, Fault)>>>);

impl Silence {
    /// Lets nobody ask `until` then.
    pub fn note(&self, fault: &Fault, until: Instant) {
        *self.hold() = Some((until, fault.clone()));
    }

    /// The fault of whoever waited in vain not long before `now`.
    pub fn heard(&self, now: Instant) -> Result<(), Fault> {
        match &*self.hold() {
            Some((until, fault)) if now < *until => Err(fault.clone()),
            _ => Ok(()),
        }
    }

    fn hold(&self) -> MutexGuard<'_, Option<(Instant, Fault)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
