//! An import as its row tells it.

use domain::account::Caller;
use domain::import::{Defect, Field, IdLengths, Kind, Repairs, Unreadable, Zeros};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use serde::{Deserialize, Serialize};
use store::{Fault, Reader, Row, Tx, params};

use super::table::Format;
use crate::ledger::books::{digest, zone};
use crate::stopped::Answer;

macro_rules! imports {
    ($tail:literal) => {
        concat!(
            "SELECT id, key, kind, actor, name, size, sha256, bytes_key, reading, phase, row_done, bytes_read, row_last,
                    new_rows, changed_rows, same_rows, wrong_rows, skipping_since, failure, failure_row, created_at,
                    applied_at, undo_asked_at, working_since, sealed_sha256
             FROM import ",
            $tail
        )
    };
}

const BY_KEY: &str = imports!("WHERE key = $1");
const HELD: &str = imports!("WHERE key = $1 FOR UPDATE");
const NEWEST: &str = imports!("ORDER BY created_at DESC, id DESC LIMIT $1");
const WORKING: &str =
    "SELECT key FROM import WHERE working_since IS NOT NULL ORDER BY working_since, id";

/// How far an import is. Those in capitals of the module's text are worked on by the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Somebody has to say which column is which.
    Columns,
    /// Its rows are being checked.
    Checking,
    /// It can be applied.
    Checked,
    /// Its rows are being written.
    Filling,
    /// What was written is being given to its holders.
    Opening,
    /// It is taken over.
    Applied,
    /// It is being hidden again.
    Shutting,
    /// It is being dropped.
    Clearing,
    /// It was taken back.
    Undone,
    /// It could not be taken over; nothing of it is here.
    Failed,
}

impl Phase {
    const ALL: [Self; 10] = [
        Self::Columns,
        Self::Checking,
        Self::Checked,
        Self::Filling,
        Self::Opening,
        Self::Applied,
        Self::Shutting,
        Self::Clearing,
        Self::Undone,
        Self::Failed,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Filling => "filling",
            Self::Opening => "opening",
            Self::Applied => "applied",
            Self::Shutting => "shutting",
            Self::Clearing => "clearing",
            Self::Undone => "undone",
            Self::Failed => "failed",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.code() == code)
    }

    /// Whether the job works on it.
    pub const fn is_at_work(self) -> bool {
        matches!(
            self,
            Self::Checking | Self::Filling | Self::Opening | Self::Shutting | Self::Clearing
        )
    }
}

/// How a file is read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// How its bytes become rows.
    #[serde(flatten)]
    pub format: Format,
    /// The field of each column by its code; nothing for one that is left out.
    pub columns: Vec<Option<String>>,
    /// The zone that days are of.
    pub zone: String,
    /// The country of rows that name none.
    pub country: String,
    zeros: String,
    serials: bool,
    access_digits: usize,
    contract_digits: usize,
}

impl Reading {
    /// A file that is read that way, with nothing chosen.
    pub fn new(format: Format, zone: &str) -> Self {
        Self {
            format,
            columns: Vec::new(),
            zone: zone.to_owned(),
            country: String::new(),
            zeros: Zeros::default().code().to_owned(),
            serials: false,
            access_digits: 0,
            contract_digits: 0,
        }
    }

    /// What damage is repaired.
    pub fn repairs(&self) -> Repairs {
        Repairs {
            zeros: Zeros::from_code(&self.zeros).unwrap_or_default(),
            serials: self.serials,
        }
    }

    /// The same with that damage repaired.
    #[must_use]
    pub fn repairing(mut self, repairs: Repairs) -> Self {
        repairs.zeros.code().clone_into(&mut self.zeros);
        self.serials = repairs.serials;
        self
    }

    /// How many digits IDs usually have.
    pub const fn lengths(&self) -> IdLengths {
        IdLengths {
            access: self.access_digits,
            contract: self.contract_digits,
        }
    }

    /// The same for a file whose IDs have usually so many.
    #[must_use]
    pub const fn measured(mut self, lengths: IdLengths) -> Self {
        self.access_digits = lengths.access;
        self.contract_digits = lengths.contract;
        self
    }

    /// The field of each column.
    pub fn fields(&self) -> Vec<Option<Field>> {
        let codes = self.columns.iter();
        codes
            .map(|code| code.as_deref().and_then(Field::from_code))
            .collect()
    }

    pub(super) fn zone(&self) -> Result<Zone, Fault> {
        zone(&self.zone)
    }

    pub(super) fn text(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(Fault::other)
    }
}

/// How many rows are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// They become something.
    pub new: i64,
    /// They change something.
    pub changed: i64,
    /// They say what is known.
    pub same: i64,
    /// They cannot be taken over.
    pub wrong: i64,
}

/// Why an import came to nothing, or was not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// The file is not what was checked, or cannot be had.
    FileLost,
    /// A row cannot be taken over any more.
    Row(i64, Defect),
    /// What a row became has been used since.
    Used(i64),
}

impl Turned {
    pub(super) const fn parts(self) -> (&'static str, Option<i64>) {
        match self {
            Self::Unreadable(why) => (why.code(), None),
            Self::FileLost => ("file_lost", None),
            Self::Row(row, defect) => (defect.code(), Some(row)),
            Self::Used(row) => ("used", Some(row)),
        }
    }

    fn from_parts(code: &str, row: Option<i64>) -> Option<Self> {
        let row = row.unwrap_or_default();
        match code {
            "file_lost" => Some(Self::FileLost),
            "used" => Some(Self::Used(row)),
            _ => Unreadable::from_code(code)
                .map(Self::Unreadable)
                .or_else(|| Defect::from_code(code, 0).map(|defect| Self::Row(row, defect))),
        }
    }
}

/// An import's row.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub id: i64,
    pub key: String,
    pub kind: Kind,
    pub actor: String,
    pub name: String,
    pub size: i64,
    pub sha256: [u8; 32],
    /// The hash of the bytes as they are kept, sealed.
    pub sealed_sha256: [u8; 32],
    pub bytes_key: Option<String>,
    pub reading: Reading,
    pub phase: Phase,
    pub row_done: i64,
    pub bytes_read: i64,
    pub row_last: i64,
    pub counts: Counts,
    pub is_skipping: bool,
    pub turned: Option<Turned>,
    pub created: Moment,
    pub applied: Option<Moment>,
    pub undo_asked: Option<Moment>,
    /// When the work that is under way was asked for.
    pub working: Option<Moment>,
}

/// The import called `key`, for whoever may administer.
pub(super) fn permitted(
    reader: &Reader<'_>,
    caller: &Caller,
    key: &str,
    at: Moment,
) -> Answer<Stored> {
    policy::allow(caller, Deed::Administer, &Object::default(), at)?;
    Ok(by_key(reader, key)?.ok_or(Refusal::NotFound)?)
}

/// The same, locked until the transaction ends.
pub(super) fn held(tx: &Tx<'_>, caller: &Caller, key: &str, at: Moment) -> Answer<Stored> {
    policy::allow(caller, Deed::Administer, &Object::default(), at)?;
    Ok(tx
        .maybe(HELD, params![key], stored)?
        .ok_or(Refusal::NotFound)?)
}

/// The import called `key`, for the job.
pub(super) fn by_key(reader: &Reader<'_>, key: &str) -> Result<Option<Stored>, Fault> {
    reader.maybe(BY_KEY, params![key], stored)
}

/// The import called `key`, locked for a step of the job.
pub(super) fn locked(tx: &Tx<'_>, key: &str) -> Result<Stored, Fault> {
    let found = tx.maybe(HELD, params![key], stored)?;
    found.ok_or_else(|| Fault::corrupt(format!("import {key} is gone")))
}

/// The newest imports.
pub(super) fn newest(reader: &Reader<'_>, count: i64) -> Result<Vec<Stored>, Fault> {
    reader.rows(NEWEST, params![count], stored)
}

/// The imports that there is something to do for.
pub(super) fn working(reader: &Reader<'_>) -> Result<Vec<String>, Fault> {
    reader.rows(WORKING, &[], |row| row.get(0))
}

fn stored(row: &Row<'_>) -> Result<Stored, Fault> {
    let (kind, phase): (String, String) = (row.get(2)?, row.get(9)?);
    let failure: Option<String> = row.get(18)?;
    let failure_row = row.get(19)?;
    Ok(Stored {
        id: row.get(0)?,
        key: row.get(1)?,
        kind: Kind::from_code(&kind).ok_or_else(|| Fault::corrupt(format!("import of {kind}")))?,
        actor: row.get(3)?,
        name: row.get(4)?,
        size: row.get(5)?,
        sha256: digest(&row.get::<Vec<u8>>(6)?)?,
        bytes_key: row.get(7)?,
        reading: serde_json::from_str(&row.get::<String>(8)?).map_err(Fault::other)?,
        phase: Phase::from_code(&phase)
            .ok_or_else(|| Fault::corrupt(format!("phase of an import {phase}")))?,
        row_done: row.get(10)?,
        bytes_read: row.get(11)?,
        row_last: row.get(12)?,
        counts: Counts {
            new: row.get(13)?,
            changed: row.get(14)?,
            same: row.get(15)?,
            wrong: row.get(16)?,
        },
        is_skipping: row.get::<Option<i64>>(17)?.is_some(),
        turned: failure.and_then(|code| Turned::from_parts(&code, failure_row)),
        created: Moment(row.get(20)?),
        applied: row.get::<Option<i64>>(21)?.map(Moment),
        undo_asked: row.get::<Option<i64>>(22)?.map(Moment),
        working: row.get::<Option<i64>>(23)?.map(Moment),
        sealed_sha256: digest(&row.get::<Vec<u8>>(24)?)?,
    })
}
