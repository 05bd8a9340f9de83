//! What is said to the database, statement by statement, so that a test can tell two ways apart that answer alike.

use std::sync::{Arc, Mutex, PoisonError};

/// An ear at every connection of a store. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Ear {
    heard: Arc<Mutex<Option<Vec<&'static str>>>>,
}

impl Ear {
    /// Begins to listen, from the start.
    pub fn listen(&self) {
        *self.hold() = Some(Vec::new());
    }

    /// The statements heard since, in order; from now on it does not listen.
    pub fn heard(&self) -> Vec<&'static str> {
        self.hold().take().unwrap_or_default()
    }

    /// Notes a statement, while it listens.
    pub(crate) fn note(&self, sql: &'static str) {
        if let Some(heard) = self.hold().as_mut() {
            heard.push(sql);
        }
    }

    fn hold(&self) -> std::sync::MutexGuard<'_, Option<Vec<&'static str>>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
