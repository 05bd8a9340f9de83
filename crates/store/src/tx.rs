//! What a job holds in its hands: a snapshot to read from, or a transaction to write in.

use std::ops::Deref;

use crate::connection::{Connection, Each};
use crate::{Fault, Row, Value};

/// Reads from one state of the database, however many statements it takes.
pub struct Reader<'a> {
    connection: &'a Connection,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }

    /// All rows of `sql`, each through `map`, in the order the statement gives. After a fault every
    /// further statement of the job fails alike, on both engines (see [`Tx::attempt`]).
    pub fn rows<T>(
        &self,
        sql: &'static str,
        params: &[Value<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let mut rows = Vec::new();
        self.connection.query(sql, params, &mut |row| {
            rows.push(map(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Runs statements of which none needs another's answer, in their order and in one round trip.
    pub fn all(&self, asked: &mut [Ask<'_>]) -> Result<(), Fault> {
        self.connection.query_all(asked)
    }

    /// The one row of `sql`. None, or more than one, is a fault.
    pub fn row<T>(
        &self,
        sql: &'static str,
        params: &[Value<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.maybe(sql, params, map)?
            .ok_or_else(|| Fault::other("no row where one must be"))
    }

    /// The row of `sql`, if there is one. More than one is a fault.
    pub fn maybe<T>(
        &self,
        sql: &'static str,
        params: &[Value<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let mut rows = self.rows(sql, params, map)?;
        if rows.len() > 1 {
            return Err(Fault::other(format!(
                "{} rows where at most one may be",
                rows.len()
            )));
        }
        Ok(rows.pop())
    }
}

/// A statement that is asked together with others, and what takes its rows.
pub struct Ask<'a> {
    pub(crate) sql: &'static str,
    pub(crate) params: &'a [Value<'a>],
    pub(crate) each: Each<'a>,
}

impl<'a> Ask<'a> {
    /// Hands each row of `sql` to `each`, in the order the statement gives.
    pub fn new(sql: &'static str, params: &'a [Value<'a>], each: Each<'a>) -> Self {
        Self { sql, params, each }
    }
}

/// A transaction of the one writer: reads what it wrote, and is kept if the job says `Ok`.
pub struct Tx<'a> {
    reader: Reader<'a>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self {
            reader: Reader::new(connection),
        }
    }

    /// Runs a statement that writes; the number of rows it touched.
    pub fn execute(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, Fault> {
        self.reader.connection.execute(sql, params)
    }

    /// Runs a statement once for each row of parameters, in order, in one round trip; the number of
    /// rows touched in all.
    pub fn execute_many(
        &mut self,
        sql: &'static str,
        rows: &[Vec<Value<'_>>],
    ) -> Result<u64, Fault> {
        self.reader.connection.execute_many(sql, rows)
    }

    /// Runs a statement once for each row of parameters, in order, without waiting for the database: it may be told
    /// together with what comes next, and a fault shows there, at the latest at the end of the job or of
    /// [`Tx::attempt`].
    pub fn send_many(&mut self, sql: &'static str, rows: &[Vec<Value<'_>>]) -> Result<(), Fault> {
        self.reader.connection.send_many(sql, rows)
    }

    /// Runs a statement that writes and tells: `INSERT … RETURNING id`.
    pub fn returning<T>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        self.reader.rows(sql, params, map)
    }

    /// Runs `work` in a savepoint: if it fails, what it wrote is undone and the job may go on. This
    /// is how a conflict is met: attempt the insert, and on [`Fault::Conflict`] read what is there.
    pub fn attempt<T, E: From<Fault>>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.reader.connection;
        let mark = connection.savepoint()?;
        let outcome = work(self).and_then(|done| {
            connection.settle()?;
            Ok(done)
        });
        match outcome {
            Ok(_) => connection.release()?,
            Err(_) => connection.undo(mark)?,
        }
        outcome
    }
}

impl<'a> Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}
