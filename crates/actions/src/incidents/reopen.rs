//! Opening a closed incident again.

use domain::incident;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use serde_json::json;

use super::cases::{self, Happened};
use super::clock;
use super::letters;
use crate::contracts::stored;
use crate::outbox::RequestNews;
use crate::{Answer, House, Visit};

/// Opens the incident again within its window; that is no new charge, and a new response clock starts.
///
/// # Errors
/// `NotFound`, `NotClosed`, `ReopenOver`: then a new, linked incident is offered; `HoursNotYours` where it is advice on a
/// contract that the caller may not ask for advice on any more.
pub async fn reopen(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    words: String,
) -> Answer<()> {
    let (at, catalog) = (visit.at, house.catalog());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::OwnIncident, at)?;
            if let Some(contract) = held.case.contract.filter(|_| held.case.is_advice()) {
                stored::held_for_advice(tx, caller, contract, at)?;
            }
            incident::reopen(&mut held.case, at)?;
            let what = Happened {
                kind: "reopened",
                words: &words,
                internal: false,
                facts: json!({}),
            };
            held.happened(tx, caller, at, &what)?;
            held.due = clock::due(tx, &catalog, &held, at)?;
            held.save(tx, at)?;
            let told = held.told(letters::name_of(caller), &words);
            Ok(held.write_to_engineer(tx, told, RequestNews::Reopened, at)?)
        })
        .await
}
