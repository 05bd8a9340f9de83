//! Adding units to a contract: a lot of their own, with a first and a last day of its own.

use domain::ledger::{self, Cause, LotRef, Warrant};
use domain::offer::Grant;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Date;

use super::{Tools, issue, stored};
use crate::audit::{self, Record};
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
/// [`Refusal::ContractState`] where it is not active, does not count, or would end before it begins.
pub async fn top_up(house: &House, by: By<'_>, key: &str, top_up: TopUp) -> Answer<()> {
    let (tools, key) = (Tools::of(house), key.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            let offer = contract.offer(&tools.catalog)?;
            let once = format!("top-up/{}", top_up.once);
            if books::is_posted(tx, contract.contract, &once)? {
                return Ok(());
            }
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
            let lot = LotRef(issue::lot(tx, contract.contract.0, offer, (at, ends), at)?);
            let mut book = books::lock_one(tx, contract.contract)?;
            let warrant = Warrant {
                actor: caller.key(),
                idempotency_key: once,
                note: None,
                at,
            };
            ledger::grant(&mut book, lot, top_up.quantity, Cause::TopUp, &warrant);
            books::write(tx, [&mut book])?;
            let after = top_up.quantity.to_string();
            let line = Record {
                deed: "contract.top_up",
                object: &key,
                after: Some(&after),
                ..Record::default()
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
