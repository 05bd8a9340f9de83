//! What can break below the rules: the one error of this crate, and how each engine's own errors
//! are sorted into it.

use std::error::Error;
use std::sync::Arc;

use rusqlite::ErrorCode;
use tokio_postgres::error::{DbError, SqlState};

/// The error underneath, kept for the log. Shared, because one failed commit fails a whole batch.
pub type Source = Arc<dyn Error + Send + Sync>;

/// The database could not do what was asked. Never shown to a person as it stands.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Fault {
    /// The queue is full or a lock was not free in time: shed the load (503, Retry-After).
    #[error("the database is busy")]
    Busy,
    /// The database is away, slow or was cut off mid-answer. Whether a write became durable is
    /// unknown: its idempotency key tells (503, Retry-After).
    #[error("the database is unavailable")]
    Unavailable(#[source] Source),
    /// No space is left where the database lives. Nothing was written (507).
    #[error("the database has no space left")]
    Full,
    /// A row with this key exists already, or another transaction came first.
    #[error("conflict with {}", constraint.as_deref().unwrap_or("another transaction"))]
    Conflict {
        /// The name of the unique index, the same on both engines; `None` where two transactions
        /// collided (deadlock, serialisation).
        constraint: Option<String>,
    },
    /// A CHECK, NOT NULL, foreign key or trigger refused the row: the second wall behind the rules.
    #[error("constraint {name} refused the write")]
    Constraint {
        /// Name of the CHECK, `table.column` for NOT NULL, the message of a trigger. SQLite does
        /// not name foreign keys: there it is `foreign key`.
        name: String,
    },
    /// The database was migrated by a newer version of this program, or by another one.
    #[error("the database has schema {found}, which this version does not know")]
    NewerSchema {
        /// Number of the first migration that is not known here.
        found: i64,
    },
    /// What was stored is not what was written.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// Anything else: a statement that does not prepare, a column of another type, a panic.
    #[error("the database failed")]
    Other {
        /// What happened.
        #[source]
        source: Source,
    },
}

impl Fault {
    /// A fault that fits no other kind, told in words.
    pub fn other(what: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Other {
            source: what.into().into(),
        }
    }

    /// A row that cannot have been written by this program.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt(what.into())
    }

    /// The database cannot be reached or did not answer in time.
    pub fn unavailable(what: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unavailable(what.into().into())
    }

    /// Whether this is the refusal of a second row by the unique index `name`.
    pub fn is_conflict_with(&self, name: &str) -> bool {
        matches!(self, Self::Conflict { constraint: Some(constraint) } if constraint == name)
    }
}

impl From<rusqlite::Error> for Fault {
    /// Constraint names need the connection: `sqlite.rs` looks them up before it comes here.
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::corrupt(error.to_string())
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
                Self::unavailable(error)
            }
            _ => Self::other(error),
        }
    }
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            Some(told) => from_server(told).unwrap_or_else(|| Self::other(error)),
            None if error.is_closed() || is_transport(&error) => Self::unavailable(error),
            None => Self::other(error),
        }
    }
}

/// Sorts what the server said; `None` for what no caller can act on.
fn from_server(told: &DbError) -> Option<Fault> {
    let code = told.code();
    if *code == SqlState::UNIQUE_VIOLATION || *code == SqlState::EXCLUSION_VIOLATION {
        return Some(Fault::Conflict {
            constraint: told.constraint().map(str::to_owned),
        });
    }
    if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
        return Some(Fault::Conflict { constraint: None });
    }
    if *code == SqlState::NOT_NULL_VIOLATION {
        let table = told.table().unwrap_or_default();
        return Some(Fault::Constraint {
            name: format!("{table}.{}", told.column().unwrap_or_default()),
        });
    }
    if code.code().starts_with("23") || *code == SqlState::RAISE_EXCEPTION {
        let name = told.constraint().unwrap_or(told.message());
        return Some(Fault::Constraint {
            name: name.to_owned(),
        });
    }
    if *code == SqlState::DISK_FULL {
        return Some(Fault::Full);
    }
    if *code == SqlState::LOCK_NOT_AVAILABLE {
        return Some(Fault::Busy);
    }
    if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED {
        return Some(Fault::corrupt(told.message()));
    }
    is_away(code).then(|| Fault::unavailable(told.clone()))
}

/// Codes of a server that starts, stops, stands by, is out of connections or gave up waiting.
fn is_away(code: &SqlState) -> bool {
    let class = &code.code()[..2];
    matches!(class, "08" | "53" | "57" | "58") || *code == SqlState::READ_ONLY_SQL_TRANSACTION
}

/// Whether the connection, not the statement, is what failed.
fn is_transport(error: &tokio_postgres::Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.is::<std::io::Error>() {
            return true;
        }
        cause = inner.source();
    }
    false
}
