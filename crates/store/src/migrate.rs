//! Brings the schema up to date: each migration once, in its own transaction, from one text.
//!
//! The shared text is written in PostgreSQL's types with C ordering understood: see
//! [`Migration::shared`] for what is rewritten.

use ::bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::connection::Connection;
use crate::query::{Piece, Pieces};
use crate::{Engine, Fault, params};

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Ascending from 1; never given out twice.
    pub number: i64,
    /// What it does, in a word or two.
    pub name: &'static str,
    /// For both engines. On SQLite BIGINT becomes INTEGER, so that `id BIGINT PRIMARY KEY` is the
    /// rowid; on PostgreSQL that is an identity, BLOB is BYTEA, TEXT is ordered by its bytes, and
    /// STRICT and WITHOUT ROWID are dropped.
    pub shared: Option<&'static str>,
    /// For SQLite alone, as it stands, after the shared text: triggers.
    pub sqlite: Option<&'static str>,
    /// For PostgreSQL alone, as it stands, after the shared text: functions and triggers.
    pub postgres: Option<&'static str>,
}

/// What a migration run found and did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Number of the last migration in force; 0 for none.
    pub schema: i64,
    /// Numbers of those that this run applied.
    pub applied: Vec<i64>,
}

/// A row for each migration in force.
const RECORD: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)";

/// Applies what is missing. Each step looks again, under the lock: another process may have been
/// faster.
pub fn run(connection: &Connection, migrations: &[Migration]) -> Result<Applied, Fault> {
    let schema = migrations.last().map_or(0, |last| last.number);
    let mut applied = Vec::new();
    loop {
        connection.begin()?;
        match step(connection, migrations) {
            Ok(None) => {
                connection.commit()?;
                return Ok(Applied { schema, applied });
            }
            Ok(Some(number)) => {
                connection.commit()?;
                applied.push(number);
            }
            Err(fault) => {
                connection.rollback();
                return Err(fault);
            }
        }
    }
}

/// Applies the first migration that is missing; its number, or `None` where none is.
pub fn step(connection: &Connection, migrations: &[Migration]) -> Result<Option<i64>, Fault> {
    connection.command(RECORD)?;
    let recorded = recorded(connection)?;
    for (number, checksum) in &recorded {
        let known = migrations
            .iter()
            .find(|migration| migration.number == *number);
        let known = known.ok_or(Fault::NewerSchema { found: *number })?;
        if *checksum != known.checksum() {
            return Err(Fault::corrupt(format!(
                "migration {number} is not the one applied"
            )));
        }
    }
    let missing = migrations.iter().find(|migration| {
        !recorded
            .iter()
            .any(|(number, _)| *number == migration.number)
    });
    let Some(migration) = missing else {
        return Ok(None);
    };
    for text in migration.texts(connection.engine()) {
        connection.command(&text)?;
    }
    connection.execute(
        "INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)",
        params![migration.number, migration.name, &migration.checksum()],
    )?;
    tracing::info!(
        number = migration.number,
        name = migration.name,
        "schema migrated"
    );
    Ok(Some(migration.number))
}

/// The number and checksum of every migration in force, in order.
pub fn recorded(connection: &Connection) -> Result<Vec<(i64, String)>, Fault> {
    let mut rows = Vec::new();
    let sql = "SELECT number, checksum FROM schema_migration ORDER BY number";
    connection.query(sql, &[], &mut |row| {
        rows.push((row.get(0)?, row.get(1)?));
        Ok(())
    })?;
    Ok(rows)
}

impl Migration {
    /// What to run on `engine`, in order.
    pub(crate) fn texts(&self, engine: Engine) -> Vec<String> {
        let (shared, own): (fn(&str) -> String, _) = match engine {
            Engine::Sqlite => (for_sqlite, self.sqlite),
            Engine::Postgres => (for_postgres, self.postgres),
        };
        self.shared
            .map(shared)
            .into_iter()
            .chain(own.map(str::to_owned))
            .collect()
    }

    /// SHA-256 over all texts, in hexadecimal: a text that was changed after the fact shows.
    fn checksum(&self) -> String {
        let mut hash = Sha256::new();
        for text in [self.shared, self.sqlite, self.postgres] {
            hash.update(text.unwrap_or_default());
            hash.update([0]);
        }
        format!("{:x}", Bytes::copy_from_slice(&hash.finalize()))
    }
}

fn for_sqlite(sql: &str) -> String {
    Pieces::of(sql)
        .map(|piece| match piece {
            Piece::Word("BIGINT") => "INTEGER",
            Piece::Word(text) | Piece::Plain(text) | Piece::Parameter(text) => text,
        })
        .collect()
}

fn for_postgres(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() * 2);
    let mut pieces = Pieces::of(sql);
    while let Some(piece) = pieces.next() {
        out.push_str(match piece {
            Piece::Word("id") if pieces.eat_all(&["BIGINT", "PRIMARY", "KEY"]) => {
                "id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"
            }
            Piece::Word("BLOB") => "BYTEA",
            // A cast takes no collation.
            Piece::Word("AS") if pieces.eat("TEXT") => "AS TEXT",
            Piece::Word("TEXT") => "TEXT COLLATE \"C\"",
            Piece::Word("STRICT") => {
                pieces.eat(",");
                ""
            }
            Piece::Word("WITHOUT") if pieces.eat("ROWID") => {
                pieces.eat(",");
                ""
            }
            Piece::Word(text) | Piece::Plain(text) | Piece::Parameter(text) => text,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{for_postgres, for_sqlite};

    #[test]
    fn types_are_spelled_for_each_engine() {
        let sql = "CREATE TABLE lot (id BIGINT PRIMARY KEY, name TEXT NOT NULL, seal BLOB, \
                   CHECK (name <> 'TEXT')) STRICT;";
        assert_eq!(
            for_sqlite(sql),
            "CREATE TABLE lot (id INTEGER PRIMARY KEY, name TEXT NOT NULL, seal BLOB, \
             CHECK (name <> 'TEXT')) STRICT;"
        );
        assert_eq!(
            for_postgres(sql),
            "CREATE TABLE lot (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, \
             name TEXT COLLATE \"C\" NOT NULL, seal BYTEA, CHECK (name <> 'TEXT')) ;"
        );
    }

    #[test]
    fn only_an_id_of_its_own_becomes_an_identity() {
        assert_eq!(
            for_postgres("lot_id BIGINT PRIMARY KEY"),
            "lot_id BIGINT PRIMARY KEY"
        );
        assert_eq!(for_postgres("id BIGINT NOT NULL"), "id BIGINT NOT NULL");
    }

    #[test]
    fn table_options_of_sqlite_are_dropped() {
        assert_eq!(for_postgres(") STRICT, WITHOUT ROWID;"), ")  ;");
        assert_eq!(for_postgres(") WITHOUT ROWID, STRICT;"), ")  ;");
        assert_eq!(for_postgres("CAST(x AS TEXT)"), "CAST(x AS TEXT)");
    }
}
