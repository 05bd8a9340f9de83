//! The job that reminds customers who were asked, and closes what stays without an answer.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::incident::{self, Disposition, Overdue};
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::time::Moment;
use store::{Tx, params};

use super::cases::{self, Held};
use super::close::{Rule, end};
use crate::outbox::RequestNews;
use crate::{Answer, House};

/// Incidents whose reminder or closing is due at `$1`, longest due first.
pub(super) const DUE: &str =
    "SELECT id FROM incident WHERE overdue_at <= $1 ORDER BY overdue_at, id";

/// Reminds and closes what is due at `at`; returns how many. Doing it again finds nothing to do.
///
/// Each incident has a transaction of its own: nobody waits long behind them, and one that fails keeps no other.
pub async fn run(house: &House, at: Moment) -> Answer<usize> {
    let due: Answer<Vec<i64>> = house
        .store
        .read(move |reader| Ok(reader.rows(DUE, params![at.0], |row| row.get(0))?))
        .await;
    let (mut done, mut failed) = (0, Ok(()));
    for incident in due? {
        let catalog = house.catalog();
        let step = house.run(move |tx| step(tx, &catalog, IncidentRef(incident), at));
        match step.await {
            Ok(()) => done += 1,
            Err(stopped) => failed = Err(stopped),
        }
    }
    failed.map(|()| done)
}

/// Does what is due; an answer that has come meanwhile leaves nothing to do.
fn step(tx: &mut Tx<'_>, catalog: &Catalog, incident: IncidentRef, at: Moment) -> Answer<()> {
    let held = cases::hold(tx, &JOB, incident, Deed::WorkIncident, at)?;
    match held.case.waiting.and_then(|waiting| waiting.due(at)) {
        None => Ok(()),
        Some(Overdue::Reminder) => remind(tx, held, at),
        Some(Overdue::Closing) => {
            let how: (Rule, _) = (incident::conclude, Disposition::NoAnswer);
            end(tx, catalog, &JOB, held, how, "", at).map(|_| ())
        }
    }
}

fn remind(tx: &mut Tx<'_>, mut held: Held, at: Moment) -> Answer<()> {
    let Some(waiting) = &mut held.case.waiting else {
        return Ok(());
    };
    waiting.reminded = Some(at);
    let closes = waiting.closes().0;
    let deducted = held.deducted();
    let news = RequestNews::ClosesSoon { closes, deducted };
    held.write_to_customer(tx, held.told("", ""), news, at)?;
    // A reminder is no event of the request.
    Ok(held.save(tx, held.changed)?)
}

const JOB: Caller = Caller::House("job:waiting");
