//! Adding units to a contract: a lot of their own, with a first and a last day of its own.

use domain::account::Caller;
use domain::ledger::chain::note_digest;
use domain::ledger::{self, Cause, LotRef, Warrant};
use domain::offer::Grant;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use store::Tx;

use super::stored::{self, Stored};
use super::{Tools, adjust, issue};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::ledger::books;
use crate::stopped::Answer;

/// What is added.
#[derive(Clone, Debug)]
pub struct TopUp {
    /// How many units, at least 1.
    pub quantity: i64,
    /// Their last usable day, where it is not the contract's.
    pub last_day: Option<Date>,
    /// Names this top-up among the contract's: a repeat adds nothing.
    pub once: String,
}

/// Adds units to the active contract called `key`. A repeat with the same `once` adds nothing.
///
/// # Errors
/// [`Refusal::ContractState`] where it is not active, does not count, or would end before it begins;
/// [`Refusal::SecondPersonNeeded`] for more than one person gives alone, the operator apart.
pub async fn top_up(house: &House, by: By<'_>, key: &str, top_up: TopUp) -> Answer<()> {
    let (tools, key) = (Tools::of(house), key.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            let unit = contract.offer(&tools.catalog)?.unit;
            adjust::alone(tx, caller, unit, top_up.quantity)?;
            write(tx, &tools, caller, &contract, &top_up, None, at)
        })
        .await
}

/// When the units of a top-up of `contract` end.
///
/// # Errors
/// [`Refusal::ContractState`] where nothing can be added.
pub(super) fn ends(tools: &Tools, contract: &Stored, top_up: &TopUp, at: Moment) -> Answer<Moment> {
    let offer = contract.offer(&tools.catalog)?;
    let ends = top_up
        .last_day
        .map_or(contract.milestones.ends, |last_day| {
            contract.zone.start_of_day(last_day.next())
        });
    let counts = matches!(offer.grant, Grant::Counted(_)) && top_up.quantity > 0;
    if contract.milestones.activated.is_none() || !counts || ends <= at {
        return Err(Refusal::ContractState.into());
    }
    contract.must_be_open()?;
    Ok(ends)
}

/// Adds units to a contract that is held, for a reason with its salt where one is given.
pub(super) fn write(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    contract: &Stored,
    top_up: &TopUp,
    reason: Option<(&str, &[u8; 16])>,
    at: Moment,
) -> Answer<()> {
    let offer = contract.offer(&tools.catalog)?;
    let once = format!("top-up/{}", top_up.once);
    if books::is_posted(tx, contract.contract, &once)? {
        return Ok(());
    }
    let ends = ends(tools, contract, top_up, at)?;
    let lot = LotRef(issue::lot(tx, contract.contract.0, offer, (at, ends), at)?);
    let mut book = books::lock_one(tx, contract.contract)?;
    let before = book.left(offer.unit, at).map(|left| left.to_string());
    let warrant = Warrant {
        actor: caller.key(),
        idempotency_key: once,
        note: reason.map(|(words, salt)| note_digest(salt, words)),
        at,
    };
    ledger::grant(&mut book, lot, top_up.quantity, Cause::TopUp, &warrant);
    books::write(tx, [&mut book])?;
    let after = book.left(offer.unit, at).map(|left| left.to_string());
    let line = Record {
        before: before.as_deref(),
        after: after.as_deref(),
        ..Record::of(Done::ContractTopUp, &contract.key)
    };
    let Some((words, salt)) = reason else {
        return Ok(audit::record(tx, caller, at, &line)?);
    };
    let posted = book.head.seq..=book.head.seq;
    adjust::note(tx, contract.contract, posted, words, salt)?;
    Ok(audit::explain(tx, caller, at, &line, words)?)
}
