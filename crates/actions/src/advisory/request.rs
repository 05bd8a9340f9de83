//! Asking for advice.

use std::sync::Arc;

use domain::account::Caller;
use domain::advisory;
use domain::catalog::Catalog;
use domain::eligibility::{self, Position, Reason};
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::ledger::Book;
use domain::offer::{Offer, Unit};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use serde_json::json;
use store::{Fault, Tx};

use crate::contracts::stored::{self, Stored};
use crate::incidents::Contact;
use crate::incidents::open::{self, Opening};
use crate::ledger::books;
use crate::organisations::stored::at_row;
use crate::{Answer, House, Visit};

/// What somebody wants advice on.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The opaque key of the contract with hours.
    pub contract: String,
    /// The product's key.
    pub product: String,
    /// One line.
    pub subject: String,
    /// What is to be reached, as Markdown.
    pub goal: String,
    /// The first and the last day that would suit, where it matters.
    pub days: (Option<Date>, Option<Date>),
    /// How many minutes it may take, from and to.
    pub minutes: (i64, i64),
    /// How the person is reached.
    pub contact: Contact,
    /// The same key gets the same answer.
    pub once: String,
}

/// Opens the request; nothing is reserved before an estimate is approved.
///
/// # Errors
/// `SignInNeeded`, `NotFound` for a contract that is not the caller's or has no hours, `NotEligible` where it cannot be
/// used or does not cover the product, `EngagementTooLong`, `TooFewLeft`, `KeyReused`.
pub async fn request(house: &House, visit: &Visit, wanted: Wanted) -> Answer<RequestNumber> {
    let (catalog, numbers, visit_) = (house.catalog(), house.keys.numbers().clone(), visit.clone());
    house
        .act(visit, move |tx, caller| {
            requested(tx, &catalog, &numbers, caller, &visit_, &wanted)
        })
        .await
}

fn requested(
    tx: &mut Tx<'_>,
    catalog: &Arc<Catalog>,
    numbers: &NumberKey,
    caller: &Caller,
    visit: &Visit,
    wanted: &Wanted,
) -> Answer<RequestNumber> {
    let at = visit.at;
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    let contract = stored::seen(tx, caller, &wanted.contract, Deed::RequestAdvice, at)?;
    let offer = contract.offer(catalog)?;
    let calendar = catalog
        .calendar_of(&contract.region)
        .ok_or_else(|| Fault::corrupt(format!("region {}", contract.region)))?;
    let organisation = match contract.location {
        Some(location) => Some(at_row(tx, location)?.organisation.row.0),
        None => None,
    };
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let opening = Opening {
        kind: RequestKind::Advisory,
        person,
        organisation,
        location: contract.location.map(|location| location.0),
        contract: Some(contract.contract),
        offer,
        calendar,
        product: &wanted.product,
        topic: "",
        title: &wanted.subject,
        words: &wanted.goal,
        asked: json!({
            "contract": contract.key,
            "least": wanted.minutes.0,
            "most": wanted.minutes.1,
            "from": day(wanted.days.0),
            "until": day(wanted.days.1),
        }),
        contact: wanted.contact.clone(),
        language: &visit.language,
        idempotency_key: &wanted.once,
        network: &visit.network,
    };
    if let Some(receipt) = open::answered(tx, &opening)? {
        return Ok(receipt.number);
    }
    let book = books::read_one(tx, contract.contract)?;
    usable(&contract, offer, &book, at)?;
    let product = catalog.product(&wanted.product).ok_or(Refusal::NotFound)?;
    if !offer.coverage.covers(product) {
        return Err(Refusal::NotEligible(Reason::ProductNotCovered).into());
    }
    let (least, most) = wanted.minutes;
    advisory::ask(least, most, book.most_at_once(Unit::Minute, at))?;
    Ok(open::open(tx, catalog, numbers, &opening, at)?.number)
}

/// Refuses a contract that counts no hours, or cannot be used now for another reason than that nothing is left.
pub(super) fn usable(
    contract: &Stored,
    offer: &Offer,
    book: &Book,
    at: Moment,
) -> Result<(), Refusal> {
    if offer.unit != Unit::Minute {
        return Err(Refusal::NotFound);
    }
    let position = Position::of(offer, &contract.milestones, &contract.zone, book, at);
    let reasons = eligibility::standing_reasons(&position);
    match reasons.iter().find(|reason| **reason != Reason::Exhausted) {
        Some(reason) => Err(Refusal::NotEligible(*reason)),
        None => Ok(()),
    }
}
