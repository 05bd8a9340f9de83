//! The whole content of a database, row by row and the same on both engines: what archives are made of.

use crate::connection::{Connection, Role};
use crate::{Engine, Fault, Migration, Store, Value, migrate};

/// The table in which migrations are recorded; a copy tells of them apart.
const RECORD: &str = "schema_migration";

/// Every table with its columns, and the place of each in the primary key.
const SQLITE: &str = "
    SELECT t.name, c.name, c.pk FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    ORDER BY t.name, c.cid";

const POSTGRES: &str = "
    SELECT c.relname::text, a.attname::text, COALESCE(array_position(k.conkey, a.attnum), 0)::bigint
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname COLLATE \"C\", a.attnum";

/// Foreign keys wait for the end, so that tables can be filled in any order.
const DEFER: &str = "
    DO $$ DECLARE one record; BEGIN
         FOR one IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
                    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace LOOP
             EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED',
                            one.owner, one.conname);
         END LOOP;
     END $$";

/// Looks at the foreign keys, makes them wait no longer, and lets identities go on after the last row.
const SETTLE: &str = "
    SET CONSTRAINTS ALL IMMEDIATE;
     DO $$ DECLARE one record; BEGIN
         FOR one IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
                    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace LOOP
             EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', one.owner, one.conname);
         END LOOP;
         FOR one IN SELECT table_name AS owner, column_name AS place FROM information_schema.columns
                    WHERE table_schema = current_schema() AND is_identity = 'YES' LOOP
             EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), max(%I)) FROM %I HAVING max(%I) > 0',
                            quote_ident(one.owner), one.place, one.place, one.owner, one.place);
         END LOOP;
     END $$";

/// A table with its columns in order, and which of them are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    key: Vec<(i64, String)>,
}

/// What a copy consists of, in this order: the schema, then each table with its rows.
pub enum Copied<'a> {
    /// The number and checksum of every migration in force.
    Schema(Vec<(i64, String)>),
    /// The rows from here on are of this table.
    Table(&'a Table),
    /// One row of it.
    Row(&'a [Value<'a>]),
}

/// Takes a copy, piece by piece.
pub type Taker<'a> = &'a mut (dyn FnMut(Copied<'_>) -> Result<(), Fault> + Send);

/// An empty database that is being filled.
pub struct Filling<'a> {
    connection: &'a Connection,
    tables: Vec<Table>,
}

impl Store {
    /// Hands over everything in the database as it stands at one moment, table by table in the order of
    /// their names, each in the order of its key. Others read and write meanwhile. Blocks as long as it takes.
    pub fn copy_out(&self, taker: Taker<'_>) -> Result<(), Fault> {
        self.alone(Role::Copier, |connection| {
            connection.begin()?;
            taker(Copied::Schema(migrate::recorded(connection)?))?;
            tell(connection, &tables(connection)?, taker)?;
            connection.rollback();
            Ok(())
        })
    }

    /// Whether there is nothing in the database, not even a schema. Blocks.
    pub fn is_blank(&self) -> Result<bool, Fault> {
        self.alone(Role::Copier, |connection| {
            connection.begin()?;
            let tables = tables(connection)?;
            connection.rollback();
            Ok(tables.is_empty())
        })
    }

    /// Gives a blank database the schema that `migrations` make and lets `fill` put rows in, in one transaction
    /// that is kept only if nothing objects. Blocks.
    ///
    /// # Errors
    /// [`Fault::Conflict`] where the database is not blank, [`Fault::Constraint`] where rows do not fit.
    pub fn copy_in(
        &self,
        migrations: &[Migration],
        fill: impl FnOnce(&mut Filling<'_>) -> Result<(), Fault> + Send,
    ) -> Result<(), Fault> {
        self.alone(Role::Migrator, |connection| {
            connection.begin()?;
            if !tables(connection)?.is_empty() {
                return Err(Fault::Conflict { constraint: None });
            }
            while migrate::step(connection, migrations)?.is_some() {}
            let tables = tables(connection)?;
            let (defer, settle) = match connection.engine() {
                Engine::Sqlite => ("PRAGMA defer_foreign_keys = ON", ""),
                Engine::Postgres => (DEFER, SETTLE),
            };
            connection.command(defer)?;
            empty(connection, &tables)?;
            fill(&mut Filling { connection, tables })?;
            connection.command(settle)?;
            connection.commit()
        })
    }
}

impl Filling<'_> {
    /// The table of that name, where the schema has one.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Hands over what has been put in, as [`Store::copy_out`] will.
    pub fn tell(&self, taker: Taker<'_>) -> Result<(), Fault> {
        taker(Copied::Schema(migrate::recorded(self.connection)?))?;
        tell(self.connection, &self.tables, taker)
    }

    /// Puts rows into a table, each with a value for every column.
    pub fn put(&mut self, table: &Table, rows: &[Vec<Value<'_>>]) -> Result<(), Fault> {
        if rows.iter().any(|row| row.len() != table.columns.len()) {
            return Err(Fault::corrupt(format!("a row does not fit {}", table.name)));
        }
        let places: Vec<_> = (1..=table.columns.len())
            .map(|place| format!("${place}"))
            .collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            quoted(&table.name),
            listed(&table.columns),
            places.join(", ")
        );
        self.connection.fill(&sql, rows)
    }
}

/// Every table but the record of migrations.
fn tables(connection: &Connection) -> Result<Vec<Table>, Fault> {
    let sql = match connection.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let mut tables: Vec<Table> = Vec::new();
    connection.query(sql, &[], &mut |row| {
        let (name, column, place): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if tables.last().is_none_or(|last| last.name != name) {
            let (columns, key) = (Vec::new(), Vec::new());
            tables.push(Table { name, columns, key });
        }
        let table = tables.last_mut().expect("it was pushed just now");
        if place > 0 {
            table.key.push((place, column.clone()));
        }
        table.columns.push(column);
        Ok(())
    })?;
    tables.retain(|table| table.name != RECORD);
    for table in &mut tables {
        table.key.sort();
    }
    Ok(tables)
}

/// Hands over all rows of `tables`.
fn tell(connection: &Connection, tables: &[Table], taker: Taker<'_>) -> Result<(), Fault> {
    for table in tables {
        taker(Copied::Table(table))?;
        let key: Vec<_> = table.key.iter().map(|(_, column)| column.clone()).collect();
        let sql = format!(
            "SELECT {} FROM {} ORDER BY {}",
            listed(&table.columns),
            quoted(&table.name),
            listed(&key)
        );
        connection.scan(&sql, &mut |row| {
            let places = 0..table.columns.len();
            let values: Vec<_> = places
                .map(|place| row.value(place))
                .collect::<Result<_, _>>()?;
            taker(Copied::Row(&values))
        })?;
    }
    Ok(())
}

/// Takes out what migrations have put in: the copy has it.
fn empty(connection: &Connection, tables: &[Table]) -> Result<(), Fault> {
    let statements = tables
        .iter()
        .map(|table| format!("DELETE FROM {};", quoted(&table.name)));
    connection.command(&statements.collect::<String>())
}

fn listed(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    names.join(", ")
}

/// A name of the schema's own, as SQL quotes it.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
