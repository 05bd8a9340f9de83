//! Estimating an engagement, and asking the customer to approve it.

use domain::advisory;
use domain::incident::Waiting;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use serde_json::json;
use store::params;

use super::{hold, show};
use crate::audit::{self, Done, Record};
use crate::incidents::cases::Happened;
use crate::incidents::{clock, letters, take};
use crate::outbox::RequestNews;
use crate::{Answer, House, Visit, repeats};

const REPLACE: &str =
    "UPDATE estimate SET answered_at = $2 WHERE incident = $1 AND answered_at IS NULL";

const PROPOSE: &str =
    "INSERT INTO estimate (incident, seq, minutes, proposed_at) VALUES ($1, $2, $3, $4)";

/// Estimates the whole engagement at `minutes`, or anew, and takes the request where nobody has it. It waits for the
/// customer's approval as for any answer.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `Closed`, `EngagementTooLong`.
pub async fn estimate(
    house: &House,
    visit: &Visit,
    request: IncidentRef,
    minutes: i64,
    words: String,
) -> Answer<()> {
    let (at, catalog, asked) = (visit.at, house.catalog(), visit.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = hold(tx, caller, request, Deed::WorkIncident, at)?;
            let (once, after) = (asked.once.as_deref(), minutes.to_string());
            let what = ["advisory.estimate", &held.number, &after, &words];
            if repeats::is_repeat(tx, caller, once, &what, at)? {
                return Ok(());
            }
            if held.case.engineer.is_none() {
                take::taken(tx, caller, &mut held, &asked.network, at)?;
            }
            let first = advisory::estimate(&mut held.case, minutes, at)?;
            let approved = show::approved(tx, request)?;
            let what = Happened {
                kind: "estimated",
                words: &words,
                internal: false,
                facts: json!({ "minutes": minutes, "first": first }),
            };
            let seq = held.happened(tx, caller, at, &what)?;
            tx.execute(REPLACE, params![request.0, at.0])?;
            tx.execute(PROPOSE, params![request.0, seq, minutes, at.0])?;
            held.due = clock::due(tx, &catalog, &held, at)?;
            held.save(tx, at)?;
            let line = Record {
                after: Some(&after),
                network: Some(&asked.network),
                ..Record::of(Done::AdvisoryEstimate, &held.number)
            };
            audit::record(tx, caller, at, &line)?;
            let told = held.told(letters::name_of(caller), &words);
            let news = RequestNews::Estimated {
                minutes,
                approved,
                closes: held.case.waiting.map_or(at, Waiting::closes).0,
                deducted: held.deducted(),
            };
            held.write_to_contact(tx, told.clone(), news, at)?;
            Ok(held.write_to_others(tx, told, RequestNews::EstimateTold { minutes }, at)?)
        })
        .await
}
