//! An engineer takes an incident from the queue.

use domain::account::Caller;
use domain::incident;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use serde_json::json;
use store::Tx;

use super::cases::{self, Happened, Held};
use crate::audit::{self, Done, Record};
use crate::ledger::books;
use crate::{Answer, House, Visit};

/// Takes the incident; where the offer charges on acceptance, its held unit is charged now.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `Closed`, and `AlreadyTaken` with the holder's name where somebody was faster.
pub async fn take(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<()> {
    let (at, network) = (visit.at, visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::WorkIncident, at)?;
            let taker = caller.person().map(|person| person.account);
            if held.case.engineer.is_some() && held.case.engineer == taker {
                return Ok(incident::open(&held.case)?);
            }
            taken(tx, caller, &mut held, &network, at)?;
            Ok(held.save(tx, at)?)
        })
        .await
}

/// Gives a held incident to the caller, and writes all that follows from it but the incident.
pub(crate) fn taken(
    tx: &mut Tx<'_>,
    caller: &Caller,
    held: &mut Held,
    network: &str,
    at: Moment,
) -> Answer<()> {
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    let mut book = held.book(tx)?;
    let warrant = held.warrant(caller, "take", at);
    let holder = &held.engineer_name;
    incident::take(&mut held.case, person.account, holder, &mut book, &warrant)?;
    books::write(tx, [&mut book])?;
    let what = Happened {
        kind: "taken",
        words: "",
        internal: false,
        facts: json!({}),
    };
    held.happened(tx, caller, at, &what)?;
    let line = Record {
        network: Some(network),
        ..Record::of(Done::IncidentTake, &held.number)
    };
    Ok(audit::record(tx, caller, at, &line)?)
}
