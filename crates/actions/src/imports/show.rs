//! An import as its page shows it, and the list of imports.

use domain::import::{Defect, Field, Kind};
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use super::stored::{self, Counts, Phase, Reading, Stored, Turned};
use super::undo::until;
use crate::house::{By, House, Seen, Visit};
use crate::stopped::Answer;

/// Imports that are listed.
const LISTED: i64 = 25;

/// Problems of a page, in the order of their rows.
const PROBLEMS: &str = "
    SELECT row, field, code, number, value FROM import_problem
    WHERE import = $1 AND (row > $2 OR (row = $2 AND field > $3)) ORDER BY row, field LIMIT $4";

/// Rows with damage that can be repaired by choice.
const REPAIRABLE: &str =
    "SELECT COUNT(DISTINCT row) FROM import_problem WHERE import = $1 AND code = $2";

/// An import.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its opaque key.
    pub key: String,
    /// What it holds.
    pub kind: Kind,
    /// What the file was called.
    pub name: String,
    /// How far it is.
    pub phase: Phase,
    /// How it is read.
    pub reading: Reading,
    /// Bytes of the file, and how many have been read.
    pub bytes: (i64, i64),
    /// Rows of the file, and how many the phase is done with.
    pub rows: (i64, i64),
    /// How many rows are what.
    pub counts: Counts,
    /// Whether rows with errors were left out.
    pub is_skipping: bool,
    /// Why it came to nothing, or was not taken back.
    pub turned: Option<Turned>,
    /// Rows with IDs that may have lost zeros.
    pub zeros_lost: i64,
    /// Rows with bare numbers that may be dates.
    pub date_serials: i64,
    /// When it was received.
    pub created: Moment,
    /// When it was taken over.
    pub applied: Option<Moment>,
    /// Until when it can be taken back.
    pub undo_until: Option<Moment>,
}

/// An import in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its opaque key.
    pub key: String,
    /// What it holds.
    pub kind: Kind,
    /// What the file was called.
    pub name: String,
    /// How far it is.
    pub phase: Phase,
    /// How many rows are what.
    pub counts: Counts,
    /// When it was received.
    pub created: Moment,
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's number in the file.
    pub row: i64,
    /// Where.
    pub field: Field,
    /// What.
    pub defect: Defect,
    /// What the cell says; never a Contract ID.
    pub value: String,
}

/// The import called `key`.
pub async fn show(house: &House, by: By<'_>, key: &str) -> Answer<Shown> {
    let key = key.to_owned();
    house
        .see_by(by, move |reader, caller, at| {
            let import = stored::permitted(reader, caller, &key, at)?;
            let count = |defect: Defect| {
                reader.row(REPAIRABLE, params![import.id, defect.code()], |row| {
                    row.get(0)
                })
            };
            let (zeros, serials) = (count(Defect::ZerosLost(0))?, count(Defect::DateSerial)?);
            Ok(shown(import, zeros, serials))
        })
        .await
}

/// The newest imports.
pub async fn list(house: &House, visit: &Visit) -> Answer<Seen<Vec<Listed>>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let newest = stored::newest(reader, LISTED)?;
            Ok(newest.into_iter().map(listed).collect())
        })
        .await
}

/// What is wrong with the import called `key`, after that row and field; and whether there is more.
pub async fn problems(
    house: &House,
    by: By<'_>,
    key: &str,
    (row, field): (i64, &str),
) -> Answer<(Vec<Problem>, bool)> {
    let (key, field) = (key.to_owned(), field.to_owned());
    house
        .see_by(by, move |reader, caller, at| {
            let import = stored::permitted(reader, caller, &key, at)?;
            let most = limits::PAGE_ROWS as i64;
            let mut found = after(reader, import.id, (row, &field), most + 1)?;
            let is_more = found.len() as i64 > most;
            found.truncate(limits::PAGE_ROWS);
            Ok((found, is_more))
        })
        .await
}

/// Problems after some row and field, at most `most`.
pub(super) fn after(
    reader: &Reader<'_>,
    import: i64,
    (row, field): (i64, &str),
    most: i64,
) -> Result<Vec<Problem>, Fault> {
    reader.rows(PROBLEMS, params![import, row, field, most], problem)
}

fn problem(row: &Row<'_>) -> Result<Problem, Fault> {
    let (field, code): (String, String) = (row.get(1)?, row.get(2)?);
    let number = row.get::<Option<i64>>(3)?.unwrap_or_default();
    let corrupt = || Fault::corrupt(format!("problem {code} at {field}"));
    Ok(Problem {
        row: row.get(0)?,
        field: Field::from_code(&field).ok_or_else(corrupt)?,
        defect: Defect::from_code(&code, number).ok_or_else(corrupt)?,
        value: row.get::<Option<String>>(4)?.unwrap_or_default(),
    })
}

fn shown(import: Stored, zeros_lost: i64, date_serials: i64) -> Shown {
    Shown {
        undo_until: import.applied.map(until),
        key: import.key,
        kind: import.kind,
        name: import.name,
        phase: import.phase,
        reading: import.reading,
        bytes: (import.size, import.bytes_read),
        rows: (import.row_last, import.row_done),
        counts: import.counts,
        is_skipping: import.is_skipping,
        turned: import.turned,
        zeros_lost,
        date_serials,
        created: import.created,
        applied: import.applied,
    }
}

fn listed(import: Stored) -> Listed {
    Listed {
        key: import.key,
        kind: import.kind,
        name: import.name,
        phase: import.phase,
        counts: import.counts,
        created: import.created,
    }
}
