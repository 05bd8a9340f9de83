//! The audit log: who did what to which, added to and never changed.

mod done;
mod read;

use domain::account::Caller;
use domain::limits;
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, Value, params};

pub use done::Done;
pub use read::{Before, Line, Lines, Narrowed, deeds, export, page};

const RECORD: &str = "
    INSERT INTO audit (at, actor, deed, object, before, after, network)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The same, for a line that words are kept beside.
const RECORD_AND_TELL: &str = "
    INSERT INTO audit (at, actor, deed, object, before, after, network)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";

const NOTE: &str = "INSERT INTO audit_note (audit, words) VALUES ($1, $2)";

/// What was done to one thing, the newest first, with who did it and the reason beside it.
pub(crate) const OF_OBJECT: &str = "
    SELECT u.id, u.at, u.actor, u.deed, u.before, u.after, n.words, a.name, a.email, a.id
    FROM audit u LEFT JOIN audit_note n ON n.audit = u.id LEFT JOIN account a ON a.key = u.actor
    WHERE u.object = $1 AND u.id < $2 ORDER BY u.id DESC LIMIT $3";

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody, by name or else by address.
    Person(String),
    /// Somebody who was erased.
    Erased,
    /// A command of the operator's.
    Operator,
    /// The house by itself: a job.
    House,
}

/// One line of the log as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Actor,
    /// What was done, as `noun.verb`.
    pub deed: String,
    /// What held before.
    pub before: Option<String>,
    /// What held then.
    pub after: Option<String>,
    /// The reason that was typed.
    pub reason: Option<String>,
}

/// A page of what was done to `object`, and where the next page begins.
pub(crate) fn of_object(
    reader: &Reader<'_>,
    object: &str,
    before: Option<i64>,
) -> Result<(Vec<Entry>, Option<i64>), Fault> {
    let most = limits::PAGE_ROWS;
    let page = params![object, before.unwrap_or(i64::MAX), most as i64 + 1];
    let mut rows = reader.rows(OF_OBJECT, page, |row| {
        let entry = Entry {
            at: Moment(row.get(1)?),
            by: actor(row)?,
            deed: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
            reason: row.get(6)?,
        };
        Ok((row.get::<i64>(0)?, entry))
    })?;
    let has_more = rows.len() > most;
    rows.truncate(most);
    let older = rows.last().map(|(id, _)| *id).filter(|_| has_more);
    Ok((rows.into_iter().map(|(_, entry)| entry).collect(), older))
}

/// Who did what a row of [`OF_OBJECT`] tells.
fn actor(row: &Row<'_>) -> Result<Actor, Fault> {
    let name = row.get::<Option<String>>(7)?;
    let known = name.filter(|name| !name.is_empty()).or(row.get(8)?);
    let is_somebody = row.get::<Option<i64>>(9)?.is_some();
    Ok(match (known, is_somebody) {
        (Some(name), _) => Actor::Person(name),
        (None, true) => Actor::Erased,
        (None, false) if row.get::<String>(2)?.starts_with("job:") => Actor::House,
        (None, false) => Actor::Operator,
    })
}

/// One line of the log. Secrets never enter it, nor what a person typed, since it can never be taken out: an identifier
/// appears masked or as its opaque key, and a typed reason is a note beside it ([`explain`]).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    /// What was done.
    pub deed: Done,
    /// The opaque key of what it was done to.
    pub object: &'a str,
    /// What held before, where something changed.
    pub before: Option<&'a str>,
    /// What holds now.
    pub after: Option<&'a str>,
    /// The network it came from.
    pub network: Option<&'a str>,
}

impl<'a> Record<'a> {
    /// That `deed` was done to `object`.
    pub fn of(deed: Done, object: &'a str) -> Self {
        Self {
            deed,
            object,
            before: None,
            after: None,
            network: None,
        }
    }

    /// The line with where the caller asked from.
    fn by(&self, caller: &'a Caller) -> Self {
        Self {
            network: self.network.or(caller.network()),
            ..*self
        }
    }

    /// The line as parameters of the statement that writes it.
    fn values(&self, actor: &'a str, at: Moment) -> Vec<Value<'a>> {
        let Self {
            deed,
            object,
            before,
            after,
            network,
        } = *self;
        params![at.0, actor, deed.code(), object, before, after, network].to_vec()
    }
}

/// Writes a line.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    at: Moment,
    line: &Record<'_>,
) -> Result<(), Fault> {
    tx.execute(RECORD, &line.by(caller).values(caller.key(), at))
        .map(|_| ())
}

/// Writes a line with the reason that somebody typed beside it, where it can be erased with the person.
pub(crate) fn explain(
    tx: &mut Tx<'_>,
    caller: &Caller,
    at: Moment,
    line: &Record<'_>,
    reason: &str,
) -> Result<(), Fault> {
    let rows = tx.returning(
        RECORD_AND_TELL,
        &line.by(caller).values(caller.key(), at),
        |row| row.get::<i64>(0),
    )?;
    for row in rows {
        tx.execute(NOTE, params![row, reason])?;
    }
    Ok(())
}

/// Writes many lines, each with its actor and moment.
pub(crate) fn record_many(
    tx: &mut Tx<'_>,
    lines: &[(&str, Moment, Record<'_>)],
) -> Result<(), Fault> {
    let rows: Vec<_> = lines
        .iter()
        .map(|(actor, at, line)| line.values(actor, *at))
        .collect();
    tx.send_many(RECORD, &rows)
}
