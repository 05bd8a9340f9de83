//! Money goes back: what the provider has to be asked for, and what came of it. The provider is asked between the two,
//! outside any transaction; whatever breaks off is tried again.

use domain::account::Caller;
use domain::limits;
use domain::order::{State, Way};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::deliver::PAYMENTS;
use super::stored::{self, Purchase};
use super::{refund, told};
use crate::audit::{Done, Record};
use crate::house::{House, Visit};
use crate::outbox::OrderNews;
use crate::stopped::Answer;

/// Payments whose refund is due, longest due first; those that another process has taken are passed over.
const DUE: &str = "
    SELECT y.id, y.name, p.key, y.tries + 1 FROM payment y JOIN purchase p ON p.id = y.purchase
    WHERE y.next_at IS NOT NULL AND y.next_at <= $1 ORDER BY y.next_at, y.id LIMIT 20
    FOR UPDATE OF y SKIP LOCKED";

const LEASE: &str = "UPDATE payment SET next_at = $2, tries = tries + 1 WHERE id = $1";

const BACK: &str = "
    UPDATE payment SET refunded_at = $2, next_at = NULL, failure = NULL WHERE id = $1 AND refunded_at IS NULL";
const LATER: &str =
    "UPDATE payment SET next_at = $2, failure = $3 WHERE id = $1 AND refunded_at IS NULL";

/// What was paid against an invoice and is not back.
const BY_HAND: &str = "
    UPDATE payment SET refunded_at = $2
    WHERE purchase = $1 AND refund_began_at IS NOT NULL AND refunded_at IS NULL";

/// Invariant: an order is refunded when all that paid for it is back.
const ALL_BACK: &str = "
    UPDATE purchase SET refunded_at = $2
    WHERE id = $1 AND refund_began_at IS NOT NULL AND refunded_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment y
                      WHERE y.purchase = $1 AND y.oddity IS NULL AND y.refunded_at IS NULL)";

/// A payment that the provider has to be asked to send back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRefund {
    id: i64,
    order: String,
    tries: i64,
    /// The provider's name for the payment.
    pub name: String,
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is sent back.
    Back,
    /// It is not, and is tried again.
    Later {
        /// What was wrong.
        why: String,
    },
}

/// Takes up refunds that are due at `at`, and holds them for [`limits::REFUND_LEASE_MINUTES`].
pub async fn take_due(house: &House, at: Moment) -> Answer<Vec<DueRefund>> {
    let lease = at.plus_minutes(limits::REFUND_LEASE_MINUTES);
    house
        .quietly(move |tx| {
            let due = tx.rows(DUE, params![at.0], |row| {
                Ok(DueRefund {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    order: row.get(2)?,
                    tries: row.get(3)?,
                })
            })?;
            let leases: Vec<_> = due
                .iter()
                .map(|due| params![due.id, lease.0].to_vec())
                .collect();
            tx.execute_many(LEASE, &leases)?;
            Ok(due)
        })
        .await
}

/// Writes down what came of asking for a refund.
pub async fn settle(house: &House, due: DueRefund, fate: Fate, at: Moment) -> Answer<()> {
    let catalog = house.catalog();
    house
        .run(move |tx| {
            match &fate {
                Fate::Later { why } => {
                    let again = again(at, due.tries);
                    tx.execute(LATER, params![due.id, again.0, why])?;
                }
                Fate::Back => {
                    let purchase = stored::locked(tx, &due.order)?.ok_or(Refusal::NotFound)?;
                    tx.execute(BACK, params![due.id, at.0])?;
                    let caller = Caller::House(PAYMENTS);
                    all_back(tx, &catalog, &caller, &purchase, None, at)?;
                }
            }
            Ok(())
        })
        .await
}

/// Marks what was paid for the order called `key` against its invoice as sent back. Again, it does nothing.
///
/// # Errors
/// [`Refusal::OrderState`] where it was not taken back or is paid by card, [`Refusal::ReasonNeeded`] without a reason.
pub async fn settle_by_hand(house: &House, visit: &Visit, key: &str, reason: &str) -> Answer<()> {
    let catalog = house.catalog();
    let (key, reason, at) = (key.to_owned(), reason.trim().to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let purchase = stored::held_at_service_centre(tx, caller, &key, at)?;
            let state = purchase.milestones.state();
            if purchase.way != Way::Invoice || !matches!(state, State::Refunding | State::Refunded)
            {
                return Err(Refusal::OrderState.into());
            }
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            tx.execute(BY_HAND, params![purchase.id, at.0])?;
            all_back(tx, &catalog, caller, &purchase, Some(&reason), at)
        })
        .await
}

/// Ends the refund once everything is back, and tells the buyer.
fn all_back(
    tx: &mut Tx<'_>,
    catalog: &domain::catalog::Catalog,
    caller: &Caller,
    purchase: &Purchase,
    reason: Option<&str>,
    at: Moment,
) -> Answer<()> {
    if tx.execute(ALL_BACK, params![purchase.id, at.0])? == 0 {
        return Ok(());
    }
    let line = Record {
        before: Some(State::Refunding.code()),
        after: Some(State::Refunded.code()),
        ..Record::of(Done::OrderRefunded, &purchase.key)
    };
    refund::record(tx, caller, &line, reason, at)?;
    Ok(told::tell(tx, catalog, purchase, OrderNews::Refunded, at)?)
}

/// When to ask again: twice as late each time, up to [`limits::REFUND_WAIT_MINUTES_MAX`].
fn again(at: Moment, tries: i64) -> Moment {
    let doublings = u32::try_from(tries.clamp(1, 16) - 1).unwrap_or(0);
    at.plus_minutes((1 << doublings).min(limits::REFUND_WAIT_MINUTES_MAX))
}
