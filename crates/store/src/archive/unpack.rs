//! Unpacking an archive into a blank database and a place for bytes: all of it, or nothing.

use std::io::{self, BufRead as _, BufReader, Read};
use std::iter;

use bytes::Bytes;
use futures_util::stream;
use tokio::runtime::Handle;

use super::rows::{self, Held};
use super::tally::Tally;
use super::write::hex;
use super::{Archive, CHUNK, file_part, table_part};
use crate::copy::{Copied, Filling};
use crate::{ByteStore, Fault, Migration, Store, Table};

/// How many rows are put in at once.
const AT_ONCE: usize = 500;

impl Archive {
    /// Puts everything into a blank `store` and into `bytes`, compares what the database holds then with what was
    /// recorded, and only then keeps it. The schema is the one of the archive: migrate afterwards. Blocks, and must
    /// not be called on a thread of the runtime that `handle` leads to.
    ///
    /// # Errors
    /// [`Fault::NewerSchema`] where `migrations` lack one of the archive's, [`Fault::Conflict`] where the database is
    /// not blank.
    pub fn unpack(
        &mut self,
        (store, bytes): (&Store, &ByteStore),
        migrations: &[Migration],
        handle: &Handle,
    ) -> Result<(), Fault> {
        if !store.is_blank()? {
            return Err(Fault::Conflict { constraint: None });
        }
        let schema = self.manifest().schema.clone();
        let known = schema.iter().map(|(number, _)| {
            let known = migrations.iter().find(|known| known.number == *number);
            known.copied().ok_or(Fault::NewerSchema { found: *number })
        });
        let known: Vec<Migration> = known.collect::<Result<_, _>>()?;
        self.unpack_files(bytes, handle)?;
        store.copy_in(&known, |filling| {
            self.unpack_tables(filling)?;
            let (mut tally, mut found) = (Tally::default(), Vec::new());
            filling.tell(&mut |copied| {
                match copied {
                    Copied::Schema(schema) => found = schema,
                    Copied::Table(table) => tally.table(table),
                    Copied::Row(row) => _ = tally.row(row).map_err(Fault::other)?,
                }
                Ok(())
            })?;
            if (found, tally.tables()) != (schema, self.manifest().tables.clone()) {
                return Err(Fault::corrupt("what was put back is not what was recorded"));
            }
            Ok(())
        })
    }

    fn unpack_tables(&mut self, filling: &mut Filling<'_>) -> Result<(), Fault> {
        for (name, recorded) in self.manifest().tables.clone() {
            let unknown =
                || Fault::corrupt(format!("the backup has a table {name} of another form"));
            let table = filling.table(&name).ok_or_else(unknown)?.clone();
            if table.columns != recorded.columns {
                return Err(unknown());
            }
            let part = self.part(&table_part(&name)).map_err(Fault::other)?;
            let mut rows = Vec::with_capacity(AT_ONCE);
            for line in BufReader::new(part).lines() {
                let line = line.map_err(Fault::other)?;
                rows.push(rows::read(&line).ok_or_else(unknown)?);
                if rows.len() == AT_ONCE {
                    put(filling, &table, &rows)?;
                    rows.clear();
                }
            }
            put(filling, &table, &rows)?;
        }
        Ok(())
    }

    fn unpack_files(&mut self, bytes: &ByteStore, handle: &Handle) -> Result<(), Fault> {
        for (key, recorded) in self.manifest().files.clone() {
            let mut part = self.part(&file_part(&key)).map_err(Fault::other)?;
            let chunks = iter::from_fn(|| chunk(&mut part).transpose());
            let stored =
                handle.block_on(bytes.put_stream(&key, stream::iter(chunks), recorded.size));
            if hex(&stored.map_err(Fault::other)?.sha256) != recorded.sha256 {
                return Err(Fault::corrupt(format!("the file {key} is damaged")));
            }
        }
        Ok(())
    }
}

fn put(filling: &mut Filling<'_>, table: &Table, rows: &[Vec<Held>]) -> Result<(), Fault> {
    let rows = rows.iter().map(|row| row.iter().map(Held::value).collect());
    filling.put(table, &rows.collect::<Vec<_>>())
}

/// The next bytes of a part; nothing at its end.
fn chunk(part: &mut impl Read) -> io::Result<Option<Bytes>> {
    let mut chunk = Vec::with_capacity(CHUNK);
    part.take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok((!chunk.is_empty()).then(|| chunk.into()))
}
