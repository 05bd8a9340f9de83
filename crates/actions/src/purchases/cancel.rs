//! Giving up an order that nobody has paid.

use domain::account::Caller;
use domain::order::{self, State, Way};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::deliver::PAYMENTS;
use super::stored::{self, Purchase};
use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::stopped::Answer;

const FAIL: &str = "UPDATE purchase SET failed_at = $2 WHERE id = $1 AND failed_at IS NULL";

/// Cancels one's own order that waits for its invoice to be paid. Again, it does nothing.
///
/// # Errors
/// [`Refusal::OrderState`] where it is paid, or is paid by card: its page closes by itself.
pub async fn cancel(house: &House, visit: &Visit, key: &str) -> Answer<()> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let purchase = stored::held(tx, caller, &key, at)?;
            if purchase.milestones.state() == State::Failed {
                return Ok(());
            }
            if purchase.way != Way::Invoice {
                return Err(Refusal::OrderState.into());
            }
            order::cancellable(&purchase.milestones)?;
            fail(tx, caller, &purchase, at)
        })
        .await
}

/// Takes up that the provider's page for the order called `key` is closed, and nothing came in. News that come too late
/// or are about nothing of ours change nothing.
pub async fn over(house: &House, key: &str, at: Moment) -> Answer<()> {
    let key = key.to_owned();
    house
        .run(move |tx| {
            let waiting = stored::locked(tx, &key)?;
            let waiting = waiting.filter(|one| order::cancellable(&one.milestones).is_ok());
            let Some(purchase) = waiting else {
                return Ok(());
            };
            fail(tx, &Caller::House(PAYMENTS), &purchase, at)
        })
        .await
}

fn fail(tx: &mut Tx<'_>, caller: &Caller, purchase: &Purchase, at: Moment) -> Answer<()> {
    tx.execute(FAIL, params![purchase.id, at.0])?;
    let line = Record {
        before: Some(purchase.milestones.state().code()),
        after: Some(State::Failed.code()),
        ..Record::of(Done::OrderFail, &purchase.key)
    };
    Ok(audit::record(tx, caller, at, &line)?)
}
