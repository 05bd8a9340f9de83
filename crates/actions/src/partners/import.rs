//! Memberships taken over from a file: their contracts stand already, so that nothing is to be activated.

use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use super::membership::{OVERLAPPING, RECORD};
use crate::audit::{self, Done, Record};

const STANDING: &str = "
    SELECT organisation, level, starts_at, ends_at FROM membership WHERE organisation IN_LIST($1)";

const ORGANISATION: &str = "
    SELECT o.id, o.key FROM location w JOIN organisation o ON o.id = w.organisation WHERE w.id = $1";

const USED: &str = "
    SELECT m.id FROM membership m
    WHERE m.key = $1 AND EXISTS (SELECT 1 FROM activation t WHERE t.membership = m.id)";

const DROP: &str = "DELETE FROM membership WHERE key = $1";

/// A membership that is here.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// The row of the organisation.
    pub organisation: i64,
    /// The key of the level.
    pub level: String,
    /// The first instant of it.
    pub starts: Moment,
    /// The first instant after it.
    pub ends: Moment,
}

/// A membership that is to be taken over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Period<'a> {
    /// Its opaque key.
    pub key: &'a str,
    /// The row of a location of its organisation.
    pub location: i64,
    /// The key of its level.
    pub level: &'a str,
    /// The half-open interval in which it holds.
    pub interval: (Moment, Moment),
}

/// The memberships of those organisations.
pub(crate) fn standing(reader: &Reader<'_>, organisations: &[i64]) -> Result<Vec<Standing>, Fault> {
    reader.rows(STANDING, params![organisations], |row| {
        Ok(Standing {
            organisation: row.get(0)?,
            level: row.get(1)?,
            starts: Moment(row.get(2)?),
            ends: Moment(row.get(3)?),
        })
    })
}

/// Records a membership; whether none was there in its way.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    actor: &str,
    period: &Period<'_>,
    at: Moment,
) -> Result<bool, Fault> {
    let (organisation, object) = tx.row(ORGANISATION, params![period.location], |row| {
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
    })?;
    let (starts, ends) = period.interval;
    let time = params![organisation, starts.0, ends.0];
    let overlapping: i64 = tx.row(OVERLAPPING, time, |row| row.get(0))?;
    if overlapping > 0 {
        return Ok(false);
    }
    let values = params![
        period.key,
        organisation,
        period.level,
        starts.0,
        ends.0,
        at.0
    ];
    tx.returning(RECORD, values, |row| row.get::<i64>(0))?;
    let line = Record {
        after: Some(period.level),
        ..Record::of(Done::MembershipImport, &object)
    };
    audit::record_many(tx, &[(actor, at, line)])?;
    Ok(true)
}

/// Whether the membership called `key` has been used: contracts are activated for it, or are to be.
pub(crate) fn is_used(reader: &Reader<'_>, key: &str) -> Result<bool, Fault> {
    let used = reader.maybe(USED, params![key], |row| row.get::<i64>(0))?;
    Ok(used.is_some())
}

/// Drops the membership called `key`, if there is one.
pub(crate) fn take_back(tx: &mut Tx<'_>, actor: &str, key: &str, at: Moment) -> Result<(), Fault> {
    if tx.execute(DROP, params![key])? > 0 {
        let line = Record::of(Done::MembershipImportUndone, key);
        audit::record_many(tx, &[(actor, at, line)])?;
    }
    Ok(())
}
