//! How the house is: what a page or a probe can ask without knowing anybody, and what the operator can ask.

use domain::limits;
use domain::time::{Moment, Span};
use store::{ByteFault, params};

use crate::{Answer, House, Visit};

/// Letters that wait for longer than this are late.
const LETTERS_LATE: Span = Span::minutes(10);
/// For how long the answer of the place for files holds, so that no visitor can have it asked at will.
const PULSE: Span = Span::seconds(10);

/// The letter that waits longest of those posted since one was last sent: one that a single mailbox refuses for now
/// says nothing of the others.
const WAITING: &str = "
    SELECT MIN(created_at) FROM letter
    WHERE next_at IS NOT NULL
          AND id > COALESCE((SELECT id FROM letter WHERE sent_at IS NOT NULL ORDER BY id DESC LIMIT 1), 0)";

const COUNTS: &str = "
    SELECT (SELECT COUNT(*) FROM letter WHERE next_at IS NOT NULL),
           (SELECT COUNT(*) FROM letter WHERE next_at IS NOT NULL AND failure IS NOT NULL),
           (SELECT COUNT(*) FROM letter WHERE failed_at >= $1)";

const LAST_FAILURE: &str = "
    SELECT address, failure FROM letter
    WHERE failed_at >= $1 AND failure IS NOT NULL ORDER BY failed_at DESC, id DESC LIMIT 1";

/// What works. A database that does not answer is a fault, not a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Since when letters wait, where they do for too long.
    pub letters_late_since: Option<Moment>,
    /// Whether the articles can be searched.
    pub search: bool,
}

/// How the outbox stands, for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// How many have not been sent yet.
    pub waiting: i64,
    /// How many of them were tried in vain.
    pub tried: i64,
    /// How many were given up in the last [`limits::LETTERS_FAILED_DAYS`] days.
    pub failed: i64,
    /// To whom the last of those was, and why it was given up.
    pub last_failure: Option<(String, String)>,
}

/// Looks at the database, the letters that wait and the index.
pub async fn check(house: &House, visit: &Visit) -> Answer<Health> {
    let search = house.articles().content().is_ok();
    let at = visit.at;
    let seen = house.see(visit, move |reader, _caller| {
        let oldest = reader.row(WAITING, params![], |row| row.get::<Option<i64>>(0))?;
        Ok(oldest.map(Moment))
    });
    let oldest = seen.await?.page;
    let letters_late_since = oldest.filter(|oldest| at - *oldest > LETTERS_LATE);
    Ok(Health {
        letters_late_since,
        search,
    })
}

/// Whether files can be kept, as it was found at most [`PULSE`] before `at`.
pub async fn keeps_files(house: &House, at: Moment) -> bool {
    let mut pulse = house.pulse.lock().await;
    if let Some((asked, works)) = *pulse
        && at - asked < PULSE
    {
        return works;
    }
    let found = place_for_files(house).await;
    if let Err(fault) = &found {
        tracing::warn!(?fault, "the place for files does not work");
    }
    *pulse = Some((at, found.is_ok()));
    found.is_ok()
}

/// Asks the place for files whether it works, now.
///
/// # Errors
/// What is wrong with it.
pub async fn place_for_files(house: &House) -> Result<(), ByteFault> {
    house.bytes.check().await
}

/// Counts the letters that wait and those that were given up.
pub async fn letters(house: &House, at: Moment) -> Answer<Letters> {
    let since = at.plus_days(-limits::LETTERS_FAILED_DAYS).0;
    let counted = house.store.read(move |reader| {
        let last_failure = reader.maybe(LAST_FAILURE, params![since], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        reader.row(COUNTS, params![since], |row| {
            Ok(Letters {
                waiting: row.get(0)?,
                tried: row.get(1)?,
                failed: row.get(2)?,
                last_failure: last_failure.clone(),
            })
        })
    });
    Ok(counted.await?)
}
