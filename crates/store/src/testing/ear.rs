//! What is said to the database, statement by statement, so that a test can tell two ways apart that answer alike, and
//! so that it can be said again without a store ([`super::Bare`]).

use std::sync::{Arc, Mutex, PoisonError};

use crate::Value;
use crate::value::Owned;

/// An ear at every connection of a store. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Ear {
    heard: Arc<Mutex<Option<Vec<Said>>>>,
}

/// A statement with all that was bound to it.
#[derive(Clone, Debug)]
pub struct Said {
    /// The statement.
    pub sql: &'static str,
    /// The parameters of each time that it ran.
    pub(super) rows: Vec<Vec<Owned>>,
    /// Whether it was run for what it does, and not for rows to come back.
    pub(super) does: bool,
}

impl Ear {
    /// Begins to listen, from the start.
    pub fn listen(&self) {
        *self.hold() = Some(Vec::new());
    }

    /// The statements heard since, in order; from now on it does not listen.
    pub fn heard(&self) -> Vec<&'static str> {
        self.said().iter().map(|said| said.sql).collect()
    }

    /// The same with what was bound to them.
    pub fn said(&self) -> Vec<Said> {
        self.hold().take().unwrap_or_default()
    }

    /// Notes a statement, while it listens.
    pub(crate) fn note<'a, R: AsRef<[Value<'a>]>>(
        &self,
        sql: &'static str,
        rows: &[R],
        does: bool,
    ) {
        if let Some(heard) = self.hold().as_mut() {
            let kept = |row: &R| row.as_ref().iter().map(Owned::from).collect();
            let rows = rows.iter().map(kept).collect();
            heard.push(Said { sql, rows, does });
        }
    }

    fn hold(&self) -> std::sync::MutexGuard<'_, Option<Vec<Said>>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
