//! Keeping the payment provider's page of an order.

use domain::order::{State, Way};
use domain::refusal::Refusal;
use store::params;

use super::stored;
use crate::house::{House, Visit};
use crate::stopped::Answer;

const REMEMBER: &str = "
    UPDATE purchase SET session = $2, session_address = $3 WHERE id = $1 AND session IS NULL";

/// The provider's page for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The provider's name for it.
    pub id: String,
    /// Its address.
    pub address: String,
}

/// Keeps the page that was opened for the order called `key`. The first stays: an order has one page, and so one payment.
///
/// # Errors
/// [`Refusal::OrderState`] where it does not wait to be paid by card.
pub async fn remember(house: &House, visit: &Visit, key: &str, session: Session) -> Answer<()> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let purchase = stored::held(tx, caller, &key, at)?;
            let waits = purchase.milestones.state() == State::AwaitingPayment;
            if purchase.way != Way::Card || !waits {
                return Err(Refusal::OrderState.into());
            }
            tx.execute(
                REMEMBER,
                params![purchase.id, &session.id, &session.address],
            )?;
            Ok(())
        })
        .await
}
