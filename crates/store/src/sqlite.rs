//! A connection to SQLite: how it is opened, how statements run on it, what its errors mean.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Error, ErrorCode, OptionalExtension, ffi, params_from_iter};

use crate::checkpoint::Checkpoints;
use crate::connection::{Each, Role};
use crate::{Fault, Row, Value, query};

/// Prepared statements kept per connection: more than the product has.
const STATEMENTS: usize = 512;

/// How long to wait for a lock of another process (a backup, the command line).
const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// Full durability; checkpoints run on a thread of their own; LIKE tells case apart as on
/// PostgreSQL. No memory map: an I/O error in one would kill the process.
const SET_UP: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA foreign_keys = ON;
    PRAGMA case_sensitive_like = ON;
    PRAGMA cell_size_check = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -32768;";

/// For connections that never write: several, each with less of the file in memory than the writer, since what they
/// read lies in the system's cache.
const READS: &str = "
    PRAGMA query_only = ON;
    PRAGMA cache_size = -8192;";

/// One connection to the file.
pub struct Session {
    /// The writer's. Ended before the connection, which is then the last and empties the log.
    _checkpoints: Option<Checkpoints>,
    connection: Connection,
    role: Role,
    /// The rewritten texts, by the address and length of the original.
    texts: RefCell<HashMap<(usize, usize), Arc<str>>>,
}

/// Opens the file at `path`, creating it if need be.
pub fn connect(path: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(LOCK_PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // One plan for each statement, whatever is bound to it; else many are planned anew at every use.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(SET_UP)?;
    Ok(connection)
}

impl Session {
    /// Opens the file at `path` for `role`.
    pub fn open(path: &Path, role: Role) -> Result<Self, Fault> {
        let connection = connect(path)?;
        if matches!(role, Role::Reader | Role::Copier) {
            connection.execute_batch(READS)?;
        }
        let is_writer = role == Role::Writer;
        let checkpoints = is_writer.then(|| Checkpoints::start(path)).transpose()?;
        Ok(Self {
            _checkpoints: checkpoints,
            connection,
            role,
            texts: RefCell::default(),
        })
    }

    /// Starts a transaction; a writer's takes the lock at once, so that it cannot be refused later.
    pub fn begin(&self) -> Result<(), Fault> {
        self.command(match self.role {
            Role::Writer => "BEGIN IMMEDIATE",
            Role::Reader | Role::Copier => "BEGIN",
            Role::Migrator => "BEGIN EXCLUSIVE",
        })
    }

    /// Runs statements without parameters or rows.
    pub fn command(&self, text: &str) -> Result<(), Fault> {
        self.connection
            .execute_batch(text)
            .map_err(|error| self.fault(error))
    }

    /// Runs a statement and hands on its rows.
    pub fn query(
        &self,
        sql: &'static str,
        params: &[Value<'_>],
        each: Each<'_>,
    ) -> Result<(), Fault> {
        let faulty = |error| self.fault(error);
        let mut statement = self
            .connection
            .prepare_cached(&self.text(sql))
            .map_err(faulty)?;
        let mut rows = statement.query(params_from_iter(params)).map_err(faulty)?;
        while let Some(row) = rows.next().map_err(faulty)? {
            each(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    /// Runs a statement; the number of rows it touched.
    pub fn execute(&self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, Fault> {
        let faulty = |error| self.fault(error);
        let mut statement = self
            .connection
            .prepare_cached(&self.text(sql))
            .map_err(faulty)?;
        let touched = statement
            .execute(params_from_iter(params))
            .map_err(faulty)?;
        Ok(touched as u64)
    }

    /// Runs a statement that is not kept and hands on its rows.
    pub fn scan(&self, sql: &str, each: Each<'_>) -> Result<(), Fault> {
        let faulty = |error| self.fault(error);
        let mut statement = self.connection.prepare(sql).map_err(faulty)?;
        let mut rows = statement.query([]).map_err(faulty)?;
        while let Some(row) = rows.next().map_err(faulty)? {
            each(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    /// Runs a statement that is not kept for each row of parameters.
    pub fn fill(&self, sql: &str, rows: &[Vec<Value<'_>>]) -> Result<(), Fault> {
        let faulty = |error| self.fault(error);
        let mut statement = self
            .connection
            .prepare(&query::for_sqlite(sql))
            .map_err(faulty)?;
        for params in rows {
            statement
                .execute(params_from_iter(params))
                .map_err(faulty)?;
        }
        Ok(())
    }

    /// Whether a transaction is open: a full disk or an I/O error may have ended it.
    pub fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    fn text(&self, sql: &'static str) -> Arc<str> {
        let key = (sql.as_ptr() as usize, sql.len());
        let mut texts = self.texts.borrow_mut();
        texts
            .entry(key)
            .or_insert_with(|| query::for_sqlite(sql).into())
            .clone()
    }

    /// Sorts an error; constraints are told by the names PostgreSQL would use.
    fn fault(&self, error: Error) -> Fault {
        let Error::SqliteFailure(failure, Some(message)) = &error else {
            return error.into();
        };
        if failure.code != ErrorCode::ConstraintViolation {
            return error.into();
        }
        let told = message
            .split_once(" failed: ")
            .map_or(message.as_str(), |(_, told)| told);
        match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID => Fault::Conflict {
                constraint: Some(self.unique_name(told)),
            },
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Fault::Constraint {
                name: "foreign key".into(),
            },
            _ => Fault::Constraint {
                name: told.to_owned(),
            },
        }
    }

    /// The name of the index that SQLite describes as `t.a, t.b` or `index 'name'`.
    fn unique_name(&self, told: &str) -> String {
        if let Some(name) = told.strip_prefix("index '") {
            return name.trim_end_matches('\'').to_owned();
        }
        let table = told.split('.').next().unwrap_or(told);
        let columns = told.replace(&format!("{table}."), "").replace(", ", "_");
        let found = self.connection.query_row(
            "SELECT name FROM pragma_index_list(?1) AS list WHERE origin = 'c' AND \"unique\" AND \
             (SELECT group_concat(name, '_' ORDER BY seqno) FROM pragma_index_info(list.name)) = ?2",
            [table, &columns],
            |row| row.get(0),
        );
        let primary = self.connection.query_row(
            "SELECT group_concat(name, '_' ORDER BY pk) FROM pragma_table_info(?1) WHERE pk > 0",
            [table],
            |row| row.get::<_, String>(0),
        );
        match (found.optional(), primary) {
            (Ok(Some(name)), _) => name,
            (_, Ok(key)) if key == columns => format!("{table}_pkey"),
            _ => format!("{table}_{columns}_key"),
        }
    }
}
