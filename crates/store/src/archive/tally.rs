//! Counts and hashes rows as they pass, table by table: what was written, and what is there again.

use std::collections::BTreeMap;
use std::io;

use sha2::{Digest as _, Sha256};

use super::manifest::Rows;
use super::rows;
use super::write::hex;
use crate::{Table, Value};

/// What has passed.
#[derive(Default)]
pub struct Tally {
    done: BTreeMap<String, Rows>,
    /// The table whose rows pass now.
    now: Option<(Table, u64, Sha256)>,
    line: Vec<u8>,
}

impl Tally {
    /// The rows from here on are of `table`.
    pub fn table(&mut self, table: &Table) {
        self.end();
        self.now = Some((table.clone(), 0, Sha256::new()));
    }

    /// Counts a row in; gives its line.
    pub fn row(&mut self, row: &[Value<'_>]) -> io::Result<&[u8]> {
        self.line.clear();
        rows::write(&mut self.line, row)?;
        let (_, count, hash) = self.now.as_mut().expect("a table comes before its rows");
        *count += 1;
        hash.update(&self.line);
        Ok(&self.line)
    }

    /// Every table that has passed.
    pub fn tables(mut self) -> BTreeMap<String, Rows> {
        self.end();
        self.done
    }

    fn end(&mut self) {
        if let Some((table, count, hash)) = self.now.take() {
            let rows = Rows {
                columns: table.columns,
                count,
                sha256: hex(&hash.finalize()),
            };
            self.done.insert(table.name, rows);
        }
    }
}
