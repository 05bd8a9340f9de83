//! The job that reminds customers who were asked, and closes what stays without an answer.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::incident::{self, Disposition};
use domain::ledger::IncidentRef;
use domain::limits;
use domain::policy::Deed;
use domain::time::Moment;
use store::{Tx, params};

use super::cases;
use super::close::{Rule, end};
use crate::outbox::RequestNews;
use crate::{Answer, House};

/// How many incidents one turn takes, so that nobody waits long behind it.
const AT_ONCE: i64 = 50;

/// Incidents that have waited since before `$1` and were not reminded.
pub(super) const TO_REMIND: &str = "
    SELECT id FROM incident WHERE waiting_since IS NOT NULL AND waiting_since <= $1 AND reminded_at IS NULL
    ORDER BY waiting_since LIMIT $2";

/// Incidents that wait for the customer, longest first.
pub(super) const WAITING: &str = "
    SELECT id FROM incident WHERE waiting_since IS NOT NULL AND waiting_since <= $1 AND reminded_at IS NOT NULL
    ORDER BY waiting_since LIMIT $2";

const REMINDED: &str = "UPDATE incident SET reminded_at = $2 WHERE id = $1";

/// Reminds and closes what is due at `at`; returns how many. Doing it again finds nothing to do.
pub async fn run(house: &House, at: Moment) -> Answer<usize> {
    Ok(remind(house, at).await? + close(house, at).await?)
}

async fn remind(house: &House, at: Moment) -> Answer<usize> {
    let before = at.plus_days(-limits::WAITING_REMINDER_DAYS);
    house
        .run(move |tx| {
            let due: Vec<i64> = tx.rows(TO_REMIND, params![before.0, AT_ONCE], |row| row.get(0))?;
            for incident in &due {
                let held = cases::hold(tx, &JOB, IncidentRef(*incident), Deed::WorkIncident, at)?;
                let closes = held.case.waits_until(held.waiting_since.unwrap_or(at)).0;
                let news = RequestNews::ClosesSoon { closes };
                held.write_to_customer(tx, held.told("", ""), news, at)?;
                tx.execute(REMINDED, params![*incident, at.0])?;
            }
            Ok(due.len())
        })
        .await
}

/// Closes with deduction what has waited for as many days as its offer says: each in a transaction of its own, so that
/// one that cannot be closed keeps no other open.
async fn close(house: &House, at: Moment) -> Answer<usize> {
    let before = at.plus_days(-1);
    let waiting: Answer<Vec<i64>> = house
        .store
        .read(move |reader| Ok(reader.rows(WAITING, params![before.0, AT_ONCE], |row| row.get(0))?))
        .await;
    let (mut closed, mut failed) = (0, Ok(()));
    for incident in waiting? {
        let catalog = house.catalog();
        let ended = house.run(move |tx| close_one(tx, &catalog, IncidentRef(incident), at));
        match ended.await {
            Ok(ended) => closed += usize::from(ended),
            Err(stopped) => failed = Err(stopped),
        }
    }
    failed.map(|()| closed)
}

fn close_one(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    incident: IncidentRef,
    at: Moment,
) -> Answer<bool> {
    let held = cases::hold(tx, &JOB, incident, Deed::WorkIncident, at)?;
    let until = held.waiting_since.map(|since| held.case.waits_until(since));
    if until.is_none_or(|until| at < until) {
        return Ok(false);
    }
    let how: (Rule, _) = (incident::conclude, Disposition::NoAnswer);
    end(tx, catalog, &JOB, held, how, "", at)?;
    Ok(true)
}

const JOB: Caller = Caller::House("job:waiting");
