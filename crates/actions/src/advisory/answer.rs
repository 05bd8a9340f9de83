//! The customer's answer to an estimate: its minutes are held, or it is declined.

use domain::account::Caller;
use domain::advisory;
use domain::catalog::Catalog;
use domain::ledger::{Book, ContractRef, IncidentRef};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use serde_json::{Value as Json, json};
use store::{Fault, Tx, params};

use super::request::usable;
use super::{hold, open};
use crate::audit::{self, Done, Record};
use crate::contracts::stored;
use crate::incidents::cases::{self, Happened, Held};
use crate::incidents::{clock, letters};
use crate::ledger::books;
use crate::outbox::RequestNews;
use crate::{Answer, House, Visit, repeats};

const APPROVE: &str = "
    UPDATE estimate SET approved_at = $2, answered_at = $2 WHERE incident = $1 AND answered_at IS NULL";

const DECLINE: &str =
    "UPDATE estimate SET answered_at = $2 WHERE incident = $1 AND answered_at IS NULL";

/// Approves the estimate of `seen` minutes: they are held on the contract, in place of what was held before.
///
/// # Errors
/// `NotFound` for anybody but who asked for it, `HoursNotYours` where they may not ask for advice on the contract any more,
/// `Closed`, `NoProposal`, `NewerMessage` where the estimate is another by now, `NotEligible` where the contract cannot
/// be used any more, `TooFewLeft`.
pub async fn approve(house: &House, visit: &Visit, request: IncidentRef, seen: i64) -> Answer<()> {
    let (at, catalog, asked) = (visit.at, house.catalog(), visit.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = hold(tx, caller, request, Deed::OwnIncident, at)?;
            let (once, minutes) = (asked.once.as_deref(), seen.to_string());
            let what = ["advisory.approve", &held.number, &minutes];
            if repeats::is_repeat(tx, caller, once, &what, at)? {
                return Ok(());
            }
            let estimate = open(tx, request)?;
            let mut book = held.book(tx)?;
            payable(tx, &catalog, caller, held.case.contract, &book, at)?;
            let before = book.left(held.case.terms.unit, at);
            let warrant = held.warrant(caller, "approve", at);
            advisory::approve(&mut held.case, estimate, seen, &mut book, &warrant)?;
            let mut facts =
                cases::balance_facts("held", before, book.left(held.case.terms.unit, at));
            facts["minutes"] = seen.into();
            books::write(tx, [&mut book])?;
            tx.execute(APPROVE, params![request.0, at.0])?;
            happened(
                tx,
                &catalog,
                caller,
                &mut held,
                ("estimate_approved", facts),
                at,
            )?;
            let line = Record {
                after: Some(&minutes),
                network: Some(&asked.network),
                ..Record::of(Done::AdvisoryApprove, &held.number)
            };
            audit::record(tx, caller, at, &line)?;
            let news = RequestNews::EstimateApproved {
                minutes: seen,
                contract: held.named_contract(&catalog)?,
            };
            let told = held.told(letters::name_of(caller), "");
            held.write_to_customer(tx, told.clone(), news.clone(), at)?;
            Ok(held.write_to_engineer(tx, told, news, at)?)
        })
        .await
}

/// Declines the estimate: nothing is held for it, and what was approved before stays.
///
/// # Errors
/// `NotFound` for anybody but who asked for it, `Closed`, `NoProposal`.
pub async fn decline(
    house: &House,
    visit: &Visit,
    request: IncidentRef,
    words: String,
) -> Answer<()> {
    let (at, catalog, once) = (visit.at, house.catalog(), visit.once.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = hold(tx, caller, request, Deed::OwnIncident, at)?;
            let what = ["advisory.decline", &held.number, &words];
            if repeats::is_repeat(tx, caller, once.as_deref(), &what, at)? {
                return Ok(());
            }
            let estimate = open(tx, request)?;
            advisory::decline(&mut held.case, estimate)?;
            let minutes = estimate.unwrap_or_default();
            tx.execute(DECLINE, params![request.0, at.0])?;
            let what = Happened {
                kind: "estimate_declined",
                words: &words,
                internal: false,
                facts: json!({ "minutes": minutes }),
            };
            held.happened(tx, caller, at, &what)?;
            held.due = clock::due(tx, &catalog, &held, at)?;
            held.save(tx, at)?;
            let line = Record::of(Done::AdvisoryDecline, &held.number);
            audit::record(tx, caller, at, &line)?;
            let told = held.told(letters::name_of(caller), &words);
            let news = RequestNews::EstimateDeclined { minutes };
            Ok(held.write_to_engineer(tx, told, news, at)?)
        })
        .await
}

/// Refuses where the contract that is to pay cannot be used any more, by anybody or by `caller`.
fn payable(
    tx: &Tx<'_>,
    catalog: &Catalog,
    caller: &Caller,
    contract: Option<ContractRef>,
    book: &Book,
    at: Moment,
) -> Answer<()> {
    let contract = contract.ok_or(Refusal::NotFound)?;
    let paying = stored::held_for_advice(tx, caller, contract, at)?;
    Ok(usable(&paying, paying.offer(catalog)?, book, at)?)
}

fn happened(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    caller: &Caller,
    held: &mut Held,
    (kind, facts): (&str, Json),
    at: Moment,
) -> Result<(), Fault> {
    let what = Happened {
        kind,
        words: "",
        internal: false,
        facts,
    };
    held.happened(tx, caller, at, &what)?;
    held.due = clock::due(tx, catalog, held, at)?;
    held.save(tx, at)
}
