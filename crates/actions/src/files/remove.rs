//! Taking a file back before it is sent.

use domain::refusal::Refusal;
use store::params;

use super::permitted;
use crate::{Answer, House, Visit};

const REMOVE: &str = "UPDATE file SET removed_at = $2 WHERE id = $1 AND event IS NULL";

/// Removes a file that has not been sent; its bytes go with the next sweep.
///
/// # Errors
/// `NotFound` for another's file, and for one that has been sent.
pub async fn remove(house: &House, visit: &Visit, key: &str) -> Answer<()> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let kept = permitted(tx, caller, &key, at)?;
            let is_own = caller
                .person()
                .is_some_and(|person| person.account == kept.account);
            if !is_own || tx.execute(REMOVE, params![kept.id, at.0])? == 0 {
                return Err(Refusal::NotFound.into());
            }
            Ok(())
        })
        .await
}
