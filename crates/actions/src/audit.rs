//! The audit log: who did what to which, added to and never changed.

use domain::account::Caller;
use domain::time::Moment;
use store::{Fault, Tx, Value, params};

const RECORD: &str = "
    INSERT INTO audit (at, actor, deed, object, before, after, network)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The same, for a line that words are kept beside.
const RECORD_AND_TELL: &str = "
    INSERT INTO audit (at, actor, deed, object, before, after, network)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";

const NOTE: &str = "INSERT INTO audit_note (audit, words) VALUES ($1, $2)";

/// One line of the log. Secrets never enter it, nor what a person typed, since it can never be taken out: an identifier
/// appears masked or as its opaque key, and a typed reason is a note beside it ([`explain`]).
#[derive(Clone, Debug, Default)]
pub struct Record<'a> {
    /// What was done, as `noun.verb`.
    pub deed: &'a str,
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
    /// The line as parameters of the statement that writes it.
    fn values(&self, actor: &'a str, at: Moment) -> Vec<Value<'a>> {
        let Self {
            deed,
            object,
            before,
            after,
            network,
        } = *self;
        params![at.0, actor, deed, object, before, after, network].to_vec()
    }
}

/// Writes a line.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    at: Moment,
    line: &Record<'_>,
) -> Result<(), Fault> {
    tx.execute(RECORD, &line.values(caller.key(), at))
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
    let rows = tx.returning(RECORD_AND_TELL, &line.values(caller.key(), at), |row| {
        row.get::<i64>(0)
    })?;
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
    tx.execute_many(RECORD, &rows).map(|_| ())
}
