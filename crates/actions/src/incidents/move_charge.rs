//! Moving the charge of an incident to the contract it belongs on, as a linked pair of transfers.

use domain::ledger::{self, IncidentRef};
use domain::policy::Deed;
use domain::refusal::Refusal;
use serde_json::json;
use store::params;

use super::cases::{self, Happened};
use super::{letters, moving};
use crate::audit::{self, Done, Record};
use crate::contracts::stored;
use crate::house::{House, Visit};
use crate::ledger::books;
use crate::outbox::{NamedContract, RequestNews};
use crate::stopped::Answer;

const PAYS: &str = "
    UPDATE incident SET contract = $2, offer = c.offer, offer_version = c.offer_version, organisation = c.organisation,
                        location = c.location
    FROM contract c WHERE incident.id = $1 AND c.id = $2";

/// Draws the unit of `incident` from the contract called `to`, and gives it back to the one that paid. Where that one
/// has ended, its offer says what becomes of the unit, as it does of any late credit.
///
/// # Errors
/// [`Refusal::NoCharge`] where nothing is charged, [`Refusal::ContractState`] where `to` is the same contract,
/// [`Refusal::NotEligible`] where it cannot be used, [`Refusal::Exhausted`] where it has nothing left; then nothing has
/// changed. The customer reads `words` in the timeline and in a letter.
pub async fn move_charge(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    to: &str,
    words: &str,
) -> Answer<()> {
    let (to, words, at, catalog) = (to.to_owned(), words.to_owned(), visit.at, house.catalog());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::JudgeCharge, at)?;
            held.must_be_incident()?;
            let charge = held.case.charge.ok_or(Refusal::NoCharge)?;
            let target = stored::by_key(tx, &to)?.ok_or(Refusal::NotFound)?;
            let judged = moving::judged(tx, &catalog, &target, at)?;
            moving::check(&held, &target, &judged)?;
            let offer = target.offer(&catalog)?;
            let paid = held.case.contract.ok_or(Refusal::NoCharge)?;
            let pays = target.contract;
            let mut books = books::lock(tx, &[paid.0, pays.0])?;
            let (mut paying, mut into) = books
                .remove(&paid)
                .zip(books.remove(&pays))
                .ok_or(Refusal::NotFound)?;
            let rule = held.offer_in(&catalog)?.late_credit;
            let warrant = held.warrant(caller, "move", at);
            let number = held.case.number;
            let moved =
                ledger::move_charge(&mut paying, charge, &mut into, number, rule, &warrant)?;
            books::write(tx, [&mut paying, &mut into])?;
            held.case.charge = Some(moved);
            held.case.contract = Some(pays);
            tx.execute(PAYS, params![incident.0, pays.0])?;
            let from = held.named_contract(&catalog)?.ok_or(Refusal::NoCharge)?;
            let to_plan = NamedContract::of(target.access_id.as_str(), &offer.name);
            let what = Happened {
                kind: "charge_moved",
                words: &words,
                internal: false,
                facts: json!({ "from": from, "to": to_plan }),
            };
            held.happened(tx, caller, at, &what)?;
            held.save(tx, at)?;
            let told = held.told(letters::name_of(caller), &words);
            let news = RequestNews::ChargeMoved { from, to: to_plan };
            held.write_to_customer(tx, told, news, at)?;
            let line = Record {
                after: Some(&to),
                ..Record::of(Done::ChargeMove, &held.number)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
