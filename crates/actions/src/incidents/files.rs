//! The files of an incident: those of its draft, those that went with a message, and those put aside for one.

use domain::account::{AccountRef, Caller};
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

use crate::Answer;

/// A file as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its opaque key.
    pub key: String,
    /// The name it had at the sender; data, made safe where it is shown.
    pub name: String,
    /// What its bytes look like, as a media type.
    pub media_type: String,
    /// Bytes announced.
    pub size: u64,
    /// Bytes that have arrived.
    pub received: u64,
    /// Whether it is there in full.
    pub is_finished: bool,
    /// The event that it went with.
    pub event: Option<i64>,
    /// Whether only the desk sees it.
    pub is_internal: bool,
}

const OF_DRAFT: &str = "
    SELECT f.key, f.name, f.media_type, f.size, f.received, f.finished_at, f.event, f.internal_at
    FROM file f JOIN draft d ON d.id = f.draft
    WHERE d.key = $1 AND f.removed_at IS NULL ORDER BY f.id";

/// A person's files put aside for an incident and not sent with any message yet.
const PUT_ASIDE: &str = "
    SELECT f.key, f.name, f.media_type, f.size, f.received, f.finished_at, f.event, f.internal_at
    FROM file f
    WHERE f.incident = $1 AND f.account = $2 AND f.event IS NULL AND f.removed_at IS NULL ORDER BY f.id";

/// The files of the draft called `draft`, oldest first.
pub fn of_draft(reader: &Reader<'_>, draft: &str) -> Result<Vec<File>, Fault> {
    reader.rows(OF_DRAFT, params![draft], file)
}

/// The files that `account` has put aside for an incident's next message.
pub fn put_aside(
    reader: &Reader<'_>,
    incident: i64,
    account: AccountRef,
) -> Result<Vec<File>, Fault> {
    reader.rows(PUT_ASIDE, params![incident, account.0], file)
}

/// The caller's own finished files that have gone nowhere yet, or were put aside for this incident.
const SEND: &str = "
    UPDATE file SET incident = $3, event = $4, internal_at = $5
    WHERE key IN_LIST($1) AND account = $2 AND draft IS NULL AND event IS NULL AND removed_at IS NULL
          AND finished_at IS NOT NULL AND (incident IS NULL OR incident = $3)";

/// Sends `files` with the event at place `event` of the incident.
///
/// # Errors
/// `FileUnfinished` where one of them is not there in full, or not the caller's.
pub(super) fn send(
    tx: &mut Tx<'_>,
    caller: &Caller,
    incident: IncidentRef,
    event: i64,
    internal: Option<Moment>,
    files: &[String],
) -> Answer<()> {
    let Some(person) = caller.person().filter(|_| !files.is_empty()) else {
        return Ok(());
    };
    let internal = internal.map(|since| since.0);
    let sent = tx.execute(
        SEND,
        params![files, person.account.0, incident.0, event, internal],
    )?;
    if sent == files.len() as u64 {
        Ok(())
    } else {
        Err(Refusal::FileUnfinished.into())
    }
}

/// A file by the first eight columns of its queries.
pub(crate) fn file(row: &Row<'_>) -> Result<File, Fault> {
    Ok(File {
        key: row.get(0)?,
        name: row.get(1)?,
        media_type: row.get(2)?,
        size: row.get::<i64>(3)?.unsigned_abs(),
        received: row.get::<i64>(4)?.unsigned_abs(),
        is_finished: row.get::<Option<i64>>(5)?.is_some(),
        event: row.get(6)?,
        is_internal: row.get::<Option<i64>>(7)?.is_some(),
    })
}
