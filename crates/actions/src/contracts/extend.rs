//! Giving a contract more time.

use domain::account::Caller;
use domain::ledger;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use store::{Tx, params};

use super::stored::{self, Stored};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::ledger::books;
use crate::stopped::Answer;

const EXTEND: &str = "UPDATE contract SET ends_at = $2 WHERE id = $1";

/// Lots that end with the contract last as long as it does.
const EXTEND_LOTS: &str = "UPDATE lot SET ends_at = $2 WHERE contract = $1 AND ends_at = $3";

/// Lets the contract called `key` last through `last_day`. What has lapsed stays lapsed.
///
/// # Errors
/// [`Refusal::NotLater`] where that is not later; [`Refusal::ContractState`] where the contract was cancelled or replaced.
pub async fn extend(
    house: &House,
    by: By<'_>,
    key: &str,
    last_day: Date,
    reason: &str,
) -> Answer<()> {
    let (key, reason) = (key.to_owned(), reason.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            write(tx, caller, &contract, last_day, &reason, at)
        })
        .await
}

/// When a contract that lasts through `last_day` ends.
///
/// # Errors
/// [`Refusal::NotLater`] where that is not later than now; [`Refusal::ContractState`] where the contract was cancelled or replaced.
pub(super) fn ends(contract: &Stored, last_day: Date) -> Result<Moment, Refusal> {
    contract.must_be_open()?;
    let ends = contract.zone.start_of_day(last_day.next());
    if ends <= contract.milestones.ends {
        let than = contract.milestones.last_day(&contract.zone);
        return Err(Refusal::NotLater { than });
    }
    Ok(ends)
}

/// Extends a contract that is held.
pub(super) fn write(
    tx: &mut Tx<'_>,
    caller: &Caller,
    contract: &Stored,
    last_day: Date,
    reason: &str,
    at: Moment,
) -> Answer<()> {
    let (before, ends) = (contract.milestones.ends, ends(contract, last_day)?);
    let mut book = books::lock_one(tx, contract.contract)?;
    ledger::expire(&mut book, at);
    books::write(tx, [&mut book])?;
    tx.execute(EXTEND, params![contract.contract.0, ends.0])?;
    tx.execute(EXTEND_LOTS, params![contract.contract.0, ends.0, before.0])?;
    let (was, is) = (
        contract.milestones.last_day(&contract.zone).to_string(),
        last_day.to_string(),
    );
    let line = Record {
        before: Some(&was),
        after: Some(&is),
        ..Record::of(Done::ContractExtend, &contract.key)
    };
    Ok(audit::explain(tx, caller, at, &line, reason)?)
}
