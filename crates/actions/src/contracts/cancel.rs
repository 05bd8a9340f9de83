//! Ending a contract before its time: stopped for good, or replaced by a successor.

use domain::account::Caller;
use domain::ledger::{self, Account, ContractRef, Lot};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use super::adjust;
use super::stored::{self, Stored};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::ledger::books;
use crate::stopped::Answer;

const CANCEL: &str = "UPDATE contract SET cancelled_at = $2 WHERE id = $1";
const SUPERSEDE: &str = "UPDATE contract SET superseded_by = $2 WHERE id = $1";

/// Cancels the contract called `key`. What is left on it stays visible and cannot be used; open requests go on.
///
/// # Errors
/// [`Refusal::ContractState`] where it was cancelled or replaced before.
pub async fn cancel(house: &House, by: By<'_>, key: &str, reason: &str) -> Answer<()> {
    let (key, reason) = (key.to_owned(), reason.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            contract.must_be_open()?;
            tx.execute(CANCEL, params![contract.contract.0, at.0])?;
            let line = Record::of(Done::ContractCancel, &key);
            Ok(audit::explain(tx, caller, at, &line, &reason)?)
        })
        .await
}

/// Units of the contract in that row that have been used or set aside, and not given back.
pub(crate) fn used(reader: &Reader<'_>, contract: ContractRef) -> Result<i64, Fault> {
    let book = books::read_one(reader, contract)?;
    let used = |lot: &Lot| lot.balances.of(Account::Consumed) + lot.balances.of(Account::Held);
    Ok(book.lots.iter().map(used).sum())
}

/// Takes back the contract in that row, for money that goes back: what is free is granted no longer, and nothing about
/// it changes any more. One that was cancelled before stays as it is.
///
/// # Errors
/// [`Refusal::ContractState`] where it was replaced.
pub(crate) fn take_back(
    tx: &mut Tx<'_>,
    caller: &Caller,
    contract: ContractRef,
    (reason, salt): (&str, &[u8; 16]),
    at: Moment,
) -> Answer<()> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    let contract = stored::locked(tx, contract.0)?.ok_or(Refusal::NotFound)?;
    if contract.milestones.cancelled.is_some() {
        return Ok(());
    }
    contract.must_be_open()?;
    let mut book = books::lock_one(tx, contract.contract)?;
    ledger::expire(&mut book, at);
    let free = |lot: &Lot| (lot.lot, -lot.balances.of(Account::Available));
    let free = book.lots.iter().map(free);
    let free: Vec<_> = free.filter(|(_, change)| *change != 0).collect();
    adjust::post(tx, caller, &mut book, free, ("refund", reason, salt), at)?;
    tx.execute(CANCEL, params![contract.contract.0, at.0])?;
    let line = Record::of(Done::ContractCancel, &contract.key);
    Ok(audit::explain(tx, caller, at, &line, reason)?)
}

/// Lets the contract called `successor` take the place of the one called `key`, as a renewal does.
///
/// # Errors
/// [`Refusal::ContractState`] where either is cancelled or replaced, or they are one.
pub async fn supersede(house: &House, by: By<'_>, key: &str, successor: &str) -> Answer<()> {
    let (key, successor) = (key.to_owned(), successor.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            let next = stored::held(tx, caller, &successor, Deed::ManageContract, at)?;
            contract.must_be_open()?;
            next.must_be_open()?;
            if contract.contract == next.contract {
                return Err(Refusal::ContractState.into());
            }
            replace(tx, caller, (&contract, &next), at)
        })
        .await
}

/// As [`supersede`], within a transaction; what was cancelled or replaced meanwhile stays as it is.
pub(crate) fn succeed_within(
    tx: &mut Tx<'_>,
    caller: &Caller,
    key: &str,
    successor: &str,
    at: Moment,
) -> Answer<()> {
    let contract = stored::held(tx, caller, key, Deed::ManageContract, at)?;
    let next = stored::held(tx, caller, successor, Deed::ManageContract, at)?;
    if contract.must_be_open().is_err() || next.must_be_open().is_err() {
        return Ok(());
    }
    replace(tx, caller, (&contract, &next), at)
}

fn replace(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (contract, next): (&Stored, &Stored),
    at: Moment,
) -> Answer<()> {
    tx.execute(SUPERSEDE, params![contract.contract.0, next.contract.0])?;
    let line = Record {
        after: Some(&next.key),
        ..Record::of(Done::ContractSupersede, &contract.key)
    };
    Ok(audit::record(tx, caller, at, &line)?)
}
