//! Logging advice that was delivered.

use domain::advisory;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::time::Date;
use serde_json::json;

use super::hold;
use crate::audit::{self, Done, Record};
use crate::incidents::cases::Happened;
use crate::incidents::letters;
use crate::outbox::RequestNews;
use crate::{Answer, House, Visit, repeats};

/// Advice that was delivered.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// On which day.
    pub day: Date,
    /// How long it took.
    pub minutes: i64,
    /// What was done, as Markdown.
    pub words: String,
    /// The last event that the writer saw: what is sent twice is logged once.
    pub seen: i64,
}

/// Logs it, within what the customer has approved. The minutes are posted when the request is closed.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `Closed`, `NotApproved`, and `NewerMessage` where the conversation has gone on.
pub async fn deliver(
    house: &House,
    visit: &Visit,
    request: IncidentRef,
    delivery: Delivery,
) -> Answer<()> {
    let (at, asked) = (visit.at, visit.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = hold(tx, caller, request, Deed::WorkIncident, at)?;
            let (once, minutes) = (asked.once.as_deref(), delivery.minutes.to_string());
            let day = delivery.day.to_string();
            let what = [
                "advisory.deliver",
                &held.number,
                &minutes,
                &day,
                &delivery.words,
            ];
            if repeats::is_repeat(tx, caller, once, &what, at)? {
                return Ok(());
            }
            held.is_as_seen(Some(delivery.seen))?;
            let minutes = delivery.minutes;
            advisory::deliver(&mut held.case, minutes, at)?;
            let what = Happened {
                kind: "delivered",
                words: &delivery.words,
                internal: false,
                facts: json!({ "minutes": minutes, "day": day }),
            };
            held.happened(tx, caller, at, &what)?;
            held.save(tx, at)?;
            let after = minutes.to_string();
            let line = Record {
                after: Some(&after),
                network: Some(&asked.network),
                ..Record::of(Done::AdvisoryDeliver, &held.number)
            };
            audit::record(tx, caller, at, &line)?;
            let told = held.told(letters::name_of(caller), &delivery.words);
            let news = RequestNews::Delivered {
                minutes,
                day,
                left: advisory::deliverable(&held.case),
            };
            Ok(held.write_to_customer(tx, told, news, at)?)
        })
        .await
}
