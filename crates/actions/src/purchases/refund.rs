//! Taking an order back: its contract ends, and what was paid goes back.

use domain::account::Caller;
use domain::order::{self, State, Way};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::deliver::PAYMENTS;
use super::stored::{self, Purchase};
use crate::audit::{self, Done, Record};
use crate::contracts;
use crate::house::{House, Visit};
use crate::stopped::Answer;

const BEGIN: &str = "UPDATE purchase SET refund_began_at = $2 WHERE id = $1";

/// What paid for the order goes back: by the provider as soon as it is asked, or by the service centre's hand.
const PAYMENTS_BACK: &str = "
    UPDATE payment SET refund_began_at = $2, next_at = $3
    WHERE purchase = $1 AND oddity IS NULL AND refund_began_at IS NULL";

/// Takes back the order called `key`: one's own, or for a reason any, as the service centre. Again, it does nothing.
///
/// # Errors
/// [`Refusal::OrderUsed`] where units of its contract were used, [`Refusal::OrderState`] where nothing was paid,
/// [`Refusal::ReasonNeeded`] for the service centre without a reason.
pub async fn refund(house: &House, visit: &Visit, key: &str, reason: Option<&str>) -> Answer<()> {
    let salt = house.random();
    let (key, at) = (key.to_owned(), visit.at);
    let reason = reason.map(|reason| reason.trim().to_owned());
    house
        .act(visit, move |tx, caller| {
            let purchase = match &reason {
                Some(_) => stored::held_at_service_centre(tx, caller, &key, at)?,
                None => stored::held(tx, caller, &key, at)?,
            };
            if reason.as_deref() == Some("") {
                return Err(Refusal::ReasonNeeded.into());
            }
            if matches!(
                purchase.milestones.state(),
                State::Refunding | State::Refunded
            ) {
                return Ok(());
            }
            begin(tx, &purchase, &salt, at)?;
            let line = Record {
                before: Some(purchase.milestones.state().code()),
                after: Some(State::Refunding.code()),
                ..Record::of(Done::OrderRefund, &key)
            };
            record(tx, caller, &line, reason.as_deref(), at)
        })
        .await
}

fn begin(tx: &mut Tx<'_>, purchase: &Purchase, salt: &[u8; 16], at: Moment) -> Answer<()> {
    let used = match &purchase.contract {
        Some(contract) => {
            // Whoever submits locks the contract too: what is unused here stays so until it is cancelled.
            contracts::stored::locked(tx, contract.row.0)?;
            contracts::used(tx, contract.row)?
        }
        None => 0,
    };
    order::refundable(&purchase.milestones, used)?;
    if let Some(contract) = &purchase.contract {
        let reason = order::number(&purchase.key);
        let why = (reason.as_str(), salt);
        contracts::take_back(tx, &Caller::House(PAYMENTS), contract.row, why, at)?;
    }
    tx.execute(BEGIN, params![purchase.id, at.0])?;
    let next = (purchase.way == Way::Card).then_some(at.0);
    tx.execute(PAYMENTS_BACK, params![purchase.id, at.0, next])?;
    Ok(())
}

/// Writes a line, with the reason where one was typed.
pub(super) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    line: &Record<'_>,
    reason: Option<&str>,
    at: Moment,
) -> Answer<()> {
    let _: () = match reason {
        Some(reason) => audit::explain(tx, caller, at, line, reason)?,
        None => audit::record(tx, caller, at, line)?,
    };
    Ok(())
}
