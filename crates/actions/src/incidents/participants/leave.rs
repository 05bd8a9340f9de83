//! No longer following an incident: by one's own choice, or the reporter's.

use domain::account::Caller;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::{Tx, params};

use crate::audit::{self, Done, Record};
use crate::incidents::cases::{self, Held};
use crate::{Answer, House, Visit};

const END: &str = "
    UPDATE participant SET ended_at = $3, ended_by = $4
    WHERE incident = $1 AND ended_at IS NULL AND account = (SELECT id FROM account WHERE key = $2)";

/// The caller follows the incident no longer.
///
/// # Errors
/// `NotFound` where the caller does not follow it; its reporter cannot leave it.
pub async fn leave(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<()> {
    let (at, network) = (visit.at, visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            let held = cases::hold(tx, caller, incident, Deed::ActOnIncident, at)?;
            let line = Record {
                network: Some(&network),
                ..Record::of(Done::IncidentUnfollow, &held.number)
            };
            end(tx, caller, &held, caller.key(), at.0)?;
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// The reporter takes the person called `key` off the incident, who can then follow it again only where the reporter
/// shares it again.
///
/// # Errors
/// `NotFound` for anybody but the reporter, and for one who does not follow.
pub async fn remove(house: &House, visit: &Visit, incident: IncidentRef, key: &str) -> Answer<()> {
    let (at, key, network) = (visit.at, key.to_owned(), visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            let held = cases::hold(tx, caller, incident, Deed::OwnIncident, at)?;
            let line = Record {
                before: Some(&key),
                network: Some(&network),
                ..Record::of(Done::IncidentRemoveFollower, &held.number)
            };
            end(tx, caller, &held, &key, at.0)?;
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

fn end(tx: &mut Tx<'_>, caller: &Caller, held: &Held, key: &str, at: i64) -> Answer<()> {
    let by = caller.person().ok_or(Refusal::SignInNeeded)?.account;
    let ended = tx.execute(END, params![held.case.incident.0, key, at, by.0])?;
    if ended == 0 {
        Err(Refusal::NotFound.into())
    } else {
        Ok(())
    }
}
