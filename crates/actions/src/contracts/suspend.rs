//! Stopping a contract for the time being, and letting it go on.

use domain::account::Caller;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::stored::Stored;
use super::{Tools, stored, told};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::outbox::ContractNews;
use crate::stopped::Answer;

const SUSPEND: &str =
    "UPDATE contract SET suspended_at = $2 WHERE id = $1 AND suspended_at IS NULL";
const RESUME: &str =
    "UPDATE contract SET suspended_at = NULL WHERE id = $1 AND suspended_at IS NOT NULL";

/// Suspends the contract called `key` and tells its people. Open requests go on.
///
/// # Errors
/// [`Refusal::ContractState`] where it is suspended already, or stopped for good.
pub async fn suspend(house: &House, by: By<'_>, key: &str, reason: &str) -> Answer<()> {
    let (tools, key, reason) = (Tools::of(house), key.to_owned(), reason.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            write(tx, &tools, caller, &contract, &reason, at)
        })
        .await
}

/// Suspends a contract that is held.
pub(super) fn write(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    contract: &Stored,
    reason: &str,
    at: Moment,
) -> Answer<()> {
    contract.must_be_open()?;
    if tx.execute(SUSPEND, params![contract.contract.0, at.0])? == 0 {
        return Err(Refusal::ContractState.into());
    }
    let line = Record::of(Done::ContractSuspend, &contract.key);
    audit::explain(tx, caller, at, &line, reason)?;
    Ok(all(tx, tools, contract, &ContractNews::Suspended, at)?)
}

/// Lifts the suspension of the contract called `key` and tells its people.
///
/// # Errors
/// [`Refusal::ContractState`] where it is not suspended, or stopped for good.
pub async fn resume(house: &House, by: By<'_>, key: &str, reason: &str) -> Answer<()> {
    let (tools, key, reason) = (Tools::of(house), key.to_owned(), reason.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            lift(tx, &tools, caller, &contract, &reason, at)
        })
        .await
}

/// Lifts the suspension of a contract that is held.
pub(super) fn lift(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    contract: &Stored,
    reason: &str,
    at: Moment,
) -> Answer<()> {
    contract.must_be_open()?;
    if tx.execute(RESUME, params![contract.contract.0])? == 0 {
        return Err(Refusal::ContractState.into());
    }
    let line = Record::of(Done::ContractResume, &contract.key);
    audit::explain(tx, caller, at, &line, reason)?;
    Ok(all(tx, tools, contract, &ContractNews::Resumed, at)?)
}

/// Tells everybody who may use the contract.
fn all(
    tx: &mut Tx<'_>,
    tools: &Tools,
    contract: &Stored,
    news: &ContractNews,
    at: Moment,
) -> Result<(), Fault> {
    let (people, once) = (told::holders(tx, contract)?, at.0.to_string());
    told::tell(
        tx,
        &tools.catalog,
        contract,
        &people,
        news,
        (&once, None),
        at,
    )
}
