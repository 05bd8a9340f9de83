//! Activating a contract: its units are granted, and the IDs go to the contact on file.

use domain::contract::Standing;
use domain::ledger::{self, Cause, LotRef, Warrant};
use domain::offer::{Grant, Unit};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::stored::{self, Stored};
use super::{Tools, delivery, told};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::ledger::books;
use crate::outbox::ContractNews;
use crate::stopped::Answer;
use domain::account::Caller;

const ACTIVATE: &str =
    "UPDATE contract SET activated_at = $2, starts_at = $3, ends_at = $4 WHERE id = $1";
const DATE_LOT: &str = "UPDATE lot SET starts_at = $2, ends_at = $3 WHERE id = $1";

/// Activates the contract called `key` and mails both IDs to its owner.
///
/// Where the offer has two clocks, the second starts now: the contract lasts its term from the day of activation.
///
/// # Errors
/// [`Refusal::ContractState`] where it was activated, replaced or cancelled before, or its time to be activated is
/// over.
pub async fn activate(house: &House, by: By<'_>, key: &str) -> Answer<()> {
    let (tools, key) = (Tools::of(house), key.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            write(tx, &tools, caller, &key, at)
        })
        .await
}

/// Activates within a transaction.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    key: &str,
    at: Moment,
) -> Answer<()> {
    times(tx, tools, caller, key, 1, at)
}

/// As [`write`], with `times` what the offer grants.
pub(super) fn times(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    key: &str,
    times: i64,
    at: Moment,
) -> Answer<()> {
    let mut contract = stored::held(tx, caller, key, Deed::ManageContract, at)?;
    can_be_activated(&contract, at)?;
    let offer = contract.offer(&tools.catalog)?;
    let mut book = books::lock_one(tx, contract.contract)?;
    let first = book.lots.first_mut().ok_or(Refusal::ContractState)?;
    if offer.redeem_within.is_some() {
        let today = contract.zone.date_of(at);
        contract.milestones.starts = contract.zone.start_of_day(today);
        contract.milestones.ends = offer.term.end_instant(today, &contract.zone);
        (first.starts, first.ends) = (contract.milestones.starts, contract.milestones.ends);
        tx.execute(DATE_LOT, params![first.lot.0, first.starts.0, first.ends.0])?;
    }
    let milestones = &contract.milestones;
    tx.execute(
        ACTIVATE,
        params![
            contract.contract.0,
            at.0,
            milestones.starts.0,
            milestones.ends.0
        ],
    )?;
    let lot = first.lot;
    let left = counted(offer.grant, times);
    if let Some(quantity) = left {
        let warrant = warrant(caller, lot, at);
        ledger::grant(&mut book, lot, quantity, Cause::Activation, &warrant);
    }
    books::write(tx, [&mut book])?;
    let line = Record::of(Done::ContractActivate, key);
    audit::record(tx, caller, at, &line)?;
    let news = ContractNews::Activated {
        unit: offer.unit.code().to_owned(),
        left,
        first_day: contract.zone.date_of(milestones.starts).to_string(),
        last_day: milestones.last_day(&contract.zone).to_string(),
    };
    // Hours of advice are used without a pair: there is nothing to deliver.
    let owner: Vec<_> = match offer.unit {
        Unit::Incident => told::owner(tx, &contract)?.into_iter().collect(),
        Unit::Minute => Vec::new(),
    };
    if owner.is_empty() && offer.unit == Unit::Incident {
        delivery::went_nowhere(tx, contract.contract, at)?;
    }
    told::tell(
        tx,
        &tools.catalog,
        &contract,
        &owner,
        &news,
        ("once", None),
        at,
    )?;
    Ok(())
}

fn can_be_activated(contract: &Stored, at: Moment) -> Result<(), Refusal> {
    let milestones = &contract.milestones;
    let waits = milestones.activated.is_none()
        && match milestones.standing(milestones.ends, at) {
            Standing::NotYetActive => true,
            // Of two clocks, the second has not begun: it lasts its term from today.
            Standing::Expired => milestones.redeem_by.is_some(),
            _ => false,
        }
        && milestones.redeem_by.is_none_or(|redeem_by| at < redeem_by);
    if waits {
        Ok(())
    } else {
        Err(Refusal::ContractState)
    }
}

/// The units that `times` the grant brings; none where nothing is counted.
const fn counted(grant: Grant, times: i64) -> Option<i64> {
    match grant {
        Grant::Unlimited | Grant::Free => None,
        Grant::Counted(quantity) => Some(quantity.saturating_mul(times)),
    }
}

fn warrant(caller: &Caller, lot: LotRef, at: Moment) -> Warrant<'_> {
    Warrant {
        actor: caller.key(),
        idempotency_key: format!("activation/{}", lot.0),
        note: None,
        at,
    }
}
