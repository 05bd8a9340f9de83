//! Money comes in: told by the payment provider, or seen by the service centre. Either way it is written down once, and
//! the contract is made in the same transaction.

use domain::account::Caller;
use domain::money::{Currency, Money};
use domain::order::{self, Oddity, Way};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::deliver::{self, PAYMENTS};
use super::stored::{self, Purchase};
use crate::audit::{self, Done, Record};
use crate::contracts::{Draw, Tools};
use crate::house::{House, Visit};
use crate::stopped::Answer;

/// Invariant: a payment counts once, by the name that whoever saw it knows it by.
const RECEIVE: &str = "
    INSERT INTO payment (name, purchase, amount, currency, at, oddity, tries)
    VALUES ($1, $2, $3, $4, $5, $6, 0)
    ON CONFLICT (name) DO NOTHING";

const PAID: &str =
    "UPDATE purchase SET paid_at = $2, tried_at = $2 WHERE id = $1 AND paid_at IS NULL";

/// What is not paid by what came in has failed, unless it is paid already.
const FAILED: &str = "
    UPDATE purchase SET failed_at = $2 WHERE id = $1 AND paid_at IS NULL AND failed_at IS NULL";

/// Money that came in, as the provider tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The opaque key of the order that it is for.
    pub order: String,
    /// The provider's name for the payment.
    pub name: String,
    /// How much, in hundredths of the currency.
    pub amount: i64,
    /// The code of the currency.
    pub currency: String,
}

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The order is paid; its contract is made, or will be as soon as the rules allow it.
    Paid,
    /// It was known before, and nothing was done.
    Known,
    /// It pays for nothing, and waits for the service centre.
    Odd(Oddity),
    /// No order of ours is meant.
    Unknown,
}

/// Takes up what the provider tells, however often and in whatever order it tells it.
pub async fn receive(house: &House, received: Received, at: Moment) -> Answer<Outcome> {
    house.refresh_catalog().await?;
    let (tools, draw) = (Tools::of(house), Draw::from(house));
    house
        .run(move |tx| {
            let Some(purchase) = stored::locked(tx, &received.order)? else {
                return Ok(Outcome::Unknown);
            };
            let caller = Caller::House(PAYMENTS);
            take(tx, (&tools, &draw), &caller, &purchase, &received, at)
        })
        .await
}

/// Marks the order called `key` paid against its invoice, which the service centre has seen. Again, it does nothing.
///
/// # Errors
/// [`Refusal::OrderState`] where it is paid by card or was taken back, [`Refusal::ReasonNeeded`] without a reason.
pub async fn mark_paid(house: &House, visit: &Visit, key: &str, reason: &str) -> Answer<()> {
    house.refresh_catalog().await?;
    let (tools, draw) = (Tools::of(house), Draw::from(house));
    let (key, reason, at) = (key.to_owned(), reason.trim().to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let purchase = stored::held_at_service_centre(tx, caller, &key, at)?;
            if purchase.way != Way::Invoice {
                return Err(Refusal::OrderState.into());
            }
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            let total = purchase.cost.total;
            let received = Received {
                order: key.clone(),
                name: format!("invoice/{key}"),
                amount: total.minor,
                currency: total.currency.code().to_owned(),
            };
            let before = purchase.milestones.state();
            if take(tx, (&tools, &draw), caller, &purchase, &received, at)? == Outcome::Known {
                return Ok(());
            }
            let line = Record {
                before: Some(before.code()),
                after: Some("paid"),
                ..Record::of(Done::OrderMarkPaid, &key)
            };
            Ok(audit::explain(tx, caller, at, &line, &reason)?)
        })
        .await
}

/// Writes a payment down and does what follows from it, for an order that is locked.
fn take(
    tx: &mut Tx<'_>,
    (tools, draw): (&Tools, &Draw),
    caller: &Caller,
    purchase: &Purchase,
    received: &Received,
    at: Moment,
) -> Answer<Outcome> {
    let money = Currency::parse(&received.currency).map(|currency| Money {
        minor: received.amount,
        currency,
    });
    let pays = money.map_or(Err(Oddity::Amount), |money| {
        order::pays(&purchase.milestones, purchase.cost.total, money)
    });
    let values = params![
        &received.name,
        purchase.id,
        received.amount,
        &received.currency,
        at.0,
        pays.err().map(Oddity::code),
    ];
    if tx.execute(RECEIVE, values)? == 0 {
        return Ok(Outcome::Known);
    }
    let (deed, said) = match pays {
        Ok(()) => (Done::OrderPay, "paid"),
        Err(oddity) => (Done::OrderPayOddly, oddity.code()),
    };
    let line = Record {
        before: Some(purchase.milestones.state().code()),
        after: Some(said),
        ..Record::of(deed, &purchase.key)
    };
    audit::record(tx, caller, at, &line)?;
    if let Err(oddity) = pays {
        tx.execute(FAILED, params![purchase.id, at.0])?;
        tracing::warn!(
            order = purchase.key,
            why = said,
            "a payment pays for nothing"
        );
        return Ok(Outcome::Odd(oddity));
    }
    tx.execute(PAID, params![purchase.id, at.0])?;
    deliver::deliver(tx, tools, purchase, draw, at)?;
    Ok(Outcome::Paid)
}
