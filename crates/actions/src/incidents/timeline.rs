//! The one timeline of an incident, as its reader may see it.

use domain::account::Caller;
use domain::time::Moment;
use serde_json::Value as Json;
use store::{Fault, Reader, Row, params};

use super::cases::Held;
use super::clock::parsed;

/// Who made something happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// Whoever reads.
    Reader,
    /// Somebody on the customer's side, by name.
    Customer(String),
    /// Somebody at the desk, by name.
    Desk(String),
    /// A job.
    House,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its place in the timeline, from 1.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who made it happen.
    pub by: Author,
    /// What, as stored: `submitted`, `reply`, `answer`, `note`, `taken`, `severity`, `closed`, `reopened`, `disputed`
    /// or `judged`.
    pub kind: String,
    /// Whether it is for the desk only.
    pub internal: bool,
    /// Markdown; empty where nothing was written.
    pub words: String,
    /// What else is known of it.
    pub facts: Json,
    /// The files that came with it.
    pub files: Vec<Attachment>,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its opaque key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// Everything that happened, with who did it and whether they stand on the customer's side; `$2` is 1 for the desk.
pub(super) const EVENTS: &str = "
    SELECT e.seq, e.at, e.account, a.name, e.kind, e.internal_at, e.words, e.facts,
           (SELECT p.account FROM participant p WHERE p.incident = e.incident AND p.account = e.account)
    FROM event e LEFT JOIN account a ON a.id = e.account
    WHERE e.incident = $1 AND (e.internal_at IS NULL OR CAST($2 AS BIGINT) = 1)
    ORDER BY e.seq";

pub(super) const FILES: &str = "
    SELECT f.event, f.key, f.name, f.size FROM file f
    WHERE f.incident = $1 AND f.event IS NOT NULL AND f.removed_at IS NULL AND f.finished_at IS NOT NULL
          AND (f.internal_at IS NULL OR CAST($2 AS BIGINT) = 1)
    ORDER BY f.id";

/// Reads the timeline of `held` for `caller`; what is internal only where `from_desk`.
pub(super) fn read(
    reader: &Reader<'_>,
    caller: &Caller,
    held: &Held,
    from_desk: bool,
) -> Result<Vec<Event>, Fault> {
    let params = params![held.case.incident.0, i64::from(from_desk)];
    let mut events = reader.rows(EVENTS, params, |row| event(row, caller, held))?;
    let files = reader.rows(FILES, params, |row| {
        let file = Attachment {
            key: row.get(1)?,
            name: row.get(2)?,
            size: row.get::<i64>(3)?.unsigned_abs(),
        };
        Ok((row.get::<i64>(0)?, file))
    })?;
    for (seq, file) in files {
        if let Ok(place) = events.binary_search_by_key(&seq, |event| event.seq) {
            events[place].files.push(file);
        }
    }
    Ok(events)
}

fn event(row: &Row<'_>, caller: &Caller, held: &Held) -> Result<Event, Fault> {
    let account = row.get::<Option<i64>>(2)?;
    let name = row.get::<Option<String>>(3)?.unwrap_or_default();
    let is_customer = account == Some(held.case.reporter.0) || row.get::<Option<i64>>(8)?.is_some();
    let reader = caller.person().map(|person| person.account.0);
    let by = match account {
        None => Author::House,
        Some(_) if account == reader => Author::Reader,
        Some(_) if is_customer => Author::Customer(name),
        Some(_) => Author::Desk(name),
    };
    Ok(Event {
        seq: row.get(0)?,
        at: Moment(row.get(1)?),
        by,
        kind: row.get(4)?,
        internal: row.get::<Option<i64>>(5)?.is_some(),
        words: row.get(6)?,
        facts: parsed(&row.get::<String>(7)?),
        files: Vec::new(),
    })
}
