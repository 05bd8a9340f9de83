//! Making a contract that is in force at once, within the transaction of what asks for it.

use domain::account::Caller;
use domain::offer::Offer;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::Tx;

use super::issue::{self, Draw, Issued, Order};
use super::{Tools, activate};
use crate::stopped::Answer;

/// Issues a contract from exactly this version of its offer, `times` what the offer grants, and activates it; the IDs go
/// to its owner.
///
/// # Errors
/// As [`super::issue()`] and [`super::activate()`].
pub(crate) fn made(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    (offer, times): (&Offer, i64),
    order: &Order,
    draw: &Draw,
    at: Moment,
) -> Answer<Issued> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    let issued = issue::from_offer(tx, tools, caller, offer, order, draw, at)?;
    activate::times(tx, tools, caller, &issued.key, times, at)?;
    Ok(issued)
}
