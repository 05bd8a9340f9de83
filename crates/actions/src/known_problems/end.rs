//! Saying that a problem is over.

use domain::policy::{self, Deed, Object};
use store::params;

use super::found;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

const END: &str = "
    UPDATE known_problem SET version = version + 1, ended_at = $2, updated_at = $2
    WHERE key = $1 AND ended_at IS NULL";

/// Tells nobody of the problem called `key` any longer. One that is over stays so.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`].
pub async fn end(house: &House, by: By<'_>, key: &str) -> Answer<()> {
    let key = key.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::TellProblem, &Object::default(), at)?;
            found(tx, &key)?;
            if tx.execute(END, params![&key, at.0])? == 0 {
                return Ok(());
            }
            let line = Record::of(Done::KnownProblemEnd, &key);
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
