//! Taking over what was checked: the word that sets the job going.

use domain::refusal::Refusal;
use store::params;

use super::fill;
use super::stored::{self, Phase};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

/// The account whose deed the ledger and the log tell.
const TAKE: &str = "
    UPDATE import SET actor = $2, skipping_since = $3, undo_asked_at = NULL WHERE id = $1";

/// Has the import called `key` taken over; all of it, or with `is_skipping` what has no errors.
///
/// # Errors
/// [`Refusal::ImportState`] where it is not checked, or nothing in it is to be done; [`Refusal::ImportHasErrors`]
/// where it has errors that are not to be skipped.
pub async fn apply(house: &House, by: By<'_>, key: &str, is_skipping: bool) -> Answer<()> {
    let key = key.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            let import = stored::held(tx, caller, &key, at)?;
            let counts = import.counts;
            if import.phase != Phase::Checked || counts.new + counts.changed == 0 {
                return Err(Refusal::ImportState.into());
            }
            if counts.wrong > 0 && !is_skipping {
                return Err(Refusal::ImportHasErrors.into());
            }
            let skipping = is_skipping.then_some(at.0);
            tx.execute(TAKE, params![import.id, caller.key(), skipping])?;
            fill::go(tx, &import, Phase::Filling, None, at)?;
            let counted = serde_json::to_string(&counts).map_err(store::Fault::other)?;
            let record = Record {
                after: Some(&counted),
                ..Record::of(Done::ImportApply, &key)
            };
            Ok(audit::record(tx, caller, at, &record)?)
        })
        .await
}
