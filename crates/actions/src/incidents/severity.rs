//! Changing how badly a problem hurts.

use domain::incident;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::response::Severity;
use serde_json::json;

use super::cases::{self, Happened};
use super::clock;
use super::letters;
use crate::outbox::RequestNews;
use crate::{Answer, House, Visit};

/// Changes the severity: the customer until an engineer has the incident, the desk at any time. The new promise is
/// counted from the start of the clock, and every pause is kept.
///
/// # Errors
/// `NotFound`, `Closed`, `SeverityUnchanged`, `SeverityLocked`, `SeverityNotOffered`, `PhoneNeeded`.
pub async fn change(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    severity: Severity,
    reason: String,
    from_desk: bool,
) -> Answer<()> {
    let at = visit.at;
    let catalog = house.catalog();
    let deed = if from_desk {
        Deed::WorkIncident
    } else {
        Deed::OwnIncident
    };
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, deed, at)?;
            held.must_be_incident()?;
            let offer = held.offer_in(&catalog)?;
            let target = offer.target(severity).ok_or(Refusal::SeverityNotOffered)?;
            let before = held.case.severity;
            let phone = !held.admitted.contact.phone.is_empty();
            incident::change_severity(&mut held.case, severity, phone, !from_desk)?;
            let facts = json!({
                "before": before.code(),
                "severity": severity.code(),
                "handling": held.case.handling().code(),
                "minutes": target.minutes,
            });
            let what = Happened {
                kind: "severity",
                words: &reason,
                internal: false,
                facts,
            };
            held.happened(tx, caller, at, &what)?;
            held.due = clock::due(tx, &catalog, &held, at)?;
            held.save(tx, at)?;
            let told = held.told(letters::name_of(caller), &reason);
            let news = RequestNews::SeverityChanged {
                before: before.code().to_owned(),
                severity: severity.code().to_owned(),
                due: held.due.map(|due| due.0),
            };
            held.write_to_customer(tx, told.clone(), news.clone(), at)?;
            Ok(held.write_to_engineer(tx, told, news, at)?)
        })
        .await
}
