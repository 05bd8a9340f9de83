//! Adjusting a balance, for a reason that is kept beside the chain and not in it.

use std::ops::RangeInclusive;

use domain::account::Caller;
use domain::ledger::chain::note_digest;
use domain::ledger::{self, Account, Book, ContractRef, Lot, LotRef, Warrant};
use domain::offer::Unit;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use super::Tools;
use super::stored::{self, Stored};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::ledger::books;
use crate::settings;
use crate::stopped::Answer;

/// The words behind a transfer's digest, with their salt; erasing both leaves the chain whole.
const NOTE: &str = "INSERT INTO transfer_note (contract, seq, salt, words) VALUES ($1, $2, $3, $4)";

/// A correction of a balance.
#[derive(Clone, Debug)]
pub struct Adjustment {
    /// Units to add, or to take away where below zero.
    pub change: i64,
    /// Why, in words.
    pub reason: String,
    /// Names this adjustment among the contract's: a repeat changes nothing.
    pub once: String,
}

/// Adds units to the contract called `key` or takes free ones away. A repeat with the same `once` changes nothing.
///
/// # Errors
/// [`Refusal::AdjustmentTooLarge`] where more would be taken away than is free, or the contract does not count;
/// [`Refusal::ReasonNeeded`] without a reason; [`Refusal::SecondPersonNeeded`] for more than one person gives alone, the
/// operator apart.
pub async fn adjust(house: &House, by: By<'_>, key: &str, adjustment: Adjustment) -> Answer<()> {
    let (tools, key, salt) = (Tools::of(house), key.to_owned(), house.random());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            let unit = contract.offer(&tools.catalog)?.unit;
            alone(tx, caller, unit, adjustment.change)?;
            write(tx, &tools, caller, &contract, &adjustment, &salt, at)
        })
        .await
}

/// Refuses what the caller does not give or take alone. The operator has no second person.
pub(super) fn alone(reader: &Reader<'_>, caller: &Caller, unit: Unit, units: i64) -> Answer<()> {
    let most = settings::current(reader)?.adjustment_limit(unit);
    if caller.person().is_some() && units.unsigned_abs() > most.unsigned_abs() {
        Err(Refusal::SecondPersonNeeded.into())
    } else {
        Ok(())
    }
}

/// Adjusts a contract that is held, whoever decided it.
pub(super) fn write(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    contract: &Stored,
    adjustment: &Adjustment,
    salt: &[u8; 16],
    at: Moment,
) -> Answer<()> {
    let reason = adjustment.reason.trim();
    if reason.is_empty() {
        return Err(Refusal::ReasonNeeded.into());
    }
    contract.must_be_open()?;
    let once = format!("adjustment/{}", adjustment.once);
    if books::is_posted(tx, contract.contract, &once)? {
        return Ok(());
    }
    let unit = contract.offer(&tools.catalog)?.unit;
    let mut book = books::lock_one(tx, contract.contract)?;
    let before = book.left(unit, at).map(|left| left.to_string());
    let parts = parts(&book, adjustment.change, at)?;
    post(tx, caller, &mut book, parts, (&once, reason, salt), at)?;
    let after = book.left(unit, at).map(|left| left.to_string());
    let line = Record {
        before: before.as_deref(),
        after: after.as_deref(),
        ..Record::of(Done::ContractAdjust, &contract.key)
    };
    Ok(audit::explain(tx, caller, at, &line, reason)?)
}

/// The book as an adjustment would leave it.
pub(super) fn foresee(book: &Book, change: i64, at: Moment) -> Result<Book, Refusal> {
    let mut after = book.clone();
    for (lot, part) in parts(book, change, at)? {
        let warrant = Warrant {
            actor: "",
            idempotency_key: String::new(),
            note: None,
            at,
        };
        ledger::adjust(&mut after, lot, part, &warrant)?;
    }
    Ok(after)
}

/// Changes lots of a book that is locked, and writes it, with the reason and its salt beside the chain.
pub(super) fn post(
    tx: &mut Tx<'_>,
    caller: &Caller,
    book: &mut Book,
    parts: Vec<(LotRef, i64)>,
    (once, reason, salt): (&str, &str, &[u8; 16]),
    at: Moment,
) -> Answer<()> {
    let before = book.head.seq;
    for (place, (lot, part)) in parts.into_iter().enumerate() {
        let idempotency_key = if place == 0 {
            once.to_owned()
        } else {
            format!("{once}/{place}")
        };
        let note = Some(note_digest(salt, reason));
        let warrant = Warrant {
            actor: caller.key(),
            idempotency_key,
            note,
            at,
        };
        ledger::adjust(book, lot, part, &warrant)?;
    }
    let posted = before + 1..=book.head.seq;
    books::write(tx, [&mut *book])?;
    Ok(note(tx, book.contract, posted, reason, salt)?)
}

/// Keeps the words of a reason, with their salt, beside the transfers whose digest covers them.
pub(super) fn note(
    tx: &mut Tx<'_>,
    contract: ContractRef,
    posted: RangeInclusive<i64>,
    reason: &str,
    salt: &[u8; 16],
) -> Result<(), Fault> {
    let notes: Vec<_> = posted
        .map(|seq| params![contract.0, seq, salt, reason].to_vec())
        .collect();
    tx.execute_many(NOTE, &notes).map(|_| ())
}

/// Which lots change by how much: units are added to the lot that ends last, and taken from those that end first.
fn parts(book: &Book, change: i64, at: Moment) -> Result<Vec<(LotRef, i64)>, Refusal> {
    let mut lots: Vec<&Lot> = book
        .lots
        .iter()
        .filter(|lot| at < lot.usable_until())
        .collect();
    lots.sort_by_key(|lot| (lot.usable_until(), lot.lot));
    if change > 0 {
        let last = lots.last().ok_or(Refusal::AdjustmentTooLarge)?;
        return Ok(vec![(last.lot, change)]);
    }
    let mut missing = change.checked_neg().ok_or(Refusal::AdjustmentTooLarge)?;
    let mut parts = Vec::new();
    for lot in lots {
        let part = missing.min(lot.balances.of(Account::Available));
        if part > 0 {
            parts.push((lot.lot, -part));
            missing -= part;
        }
    }
    if missing > 0 || parts.is_empty() {
        Err(Refusal::AdjustmentTooLarge)
    } else {
        Ok(parts)
    }
}
