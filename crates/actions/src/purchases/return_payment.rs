//! Sending back what came in and pays for nothing: the wrong amount, or money that came twice.

use domain::refusal::Refusal;
use store::params;

use super::stored;
use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::stopped::Answer;

const RETURN: &str = "
    UPDATE payment SET refund_began_at = $2, next_at = $2
    WHERE purchase = $1 AND oddity IS NOT NULL AND refund_began_at IS NULL";

/// Sends back every payment of the order called `key` that pays for nothing. Again, it does nothing.
///
/// # Errors
/// [`Refusal::ReasonNeeded`] without a reason.
pub async fn return_payments(house: &House, visit: &Visit, key: &str, reason: &str) -> Answer<()> {
    let (key, reason, at) = (key.to_owned(), reason.trim().to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let purchase = stored::held_at_service_centre(tx, caller, &key, at)?;
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            let returned = tx.execute(RETURN, params![purchase.id, at.0])?;
            if returned == 0 {
                return Ok(());
            }
            let after = returned.to_string();
            let line = Record {
                after: Some(&after),
                ..Record::of(Done::OrderReturnPayments, &key)
            };
            Ok(audit::explain(tx, caller, at, &line, &reason)?)
        })
        .await
}
