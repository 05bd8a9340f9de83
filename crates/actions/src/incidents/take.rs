//! An engineer takes an incident from the queue.

use domain::incident;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use serde_json::json;

use super::cases::{self, Happened};
use crate::audit::{self, Record};
use crate::ledger::books;
use crate::{Answer, House, Visit};

/// Takes the incident; where the offer charges on acceptance, its held unit is charged now.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `Closed`, and `AlreadyTaken` with the holder's name where somebody was faster.
pub async fn take(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<()> {
    let visit_at = visit.at;
    let network = visit.network.clone();
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::WorkIncident, visit_at)?;
            let Some(person) = caller.person() else {
                return Ok(());
            };
            if held.case.engineer == Some(person.account) {
                return Ok(());
            }
            let mut book = held.book(tx)?;
            let (holder, warrant) = (
                held.engineer_name.clone(),
                held.warrant(caller, "take", visit_at),
            );
            incident::take(&mut held.case, person.account, &holder, &mut book, &warrant)?;
            books::write(tx, [&mut book])?;
            let what = Happened {
                kind: "taken",
                words: "",
                internal: false,
                facts: json!({ "by": person.name }),
            };
            held.happened(tx, caller, visit_at, &what)?;
            held.save(tx, visit_at)?;
            let line = Record {
                deed: "incident.take",
                object: &held.number,
                network: Some(&network),
                ..Record::default()
            };
            Ok(audit::record(tx, caller, visit_at, &line)?)
        })
        .await
}
