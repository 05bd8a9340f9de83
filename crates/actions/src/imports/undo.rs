//! Taking an import back within a day, while nothing of it has been used.

use domain::limits;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::params;

use super::fill;
use super::stored::{self, Phase};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

const ASK: &str = "UPDATE import SET undo_asked_at = $2 WHERE id = $1";

/// Until when an import that was taken over at `applied` can be taken back.
pub(super) const fn until(applied: Moment) -> Moment {
    applied.plus_hours(limits::IMPORT_UNDO_HOURS)
}

/// Has the import called `key` taken back. What has been used of it is found on the way, and then all stays.
///
/// # Errors
/// [`Refusal::ImportState`] where it is not taken over, [`Refusal::UndoOver`] where that is too long ago.
pub async fn undo(house: &House, by: By<'_>, key: &str) -> Answer<()> {
    let key = key.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            let import = stored::held(tx, caller, &key, at)?;
            let applied = import.applied.filter(|_| import.phase == Phase::Applied);
            if at >= until(applied.ok_or(Refusal::ImportState)?) {
                return Err(Refusal::UndoOver.into());
            }
            tx.execute(ASK, params![import.id, at.0])?;
            fill::go(tx, &import, Phase::Shutting, None, at)?;
            let record = Record::of(Done::ImportUndo, &key);
            Ok(audit::record(tx, caller, at, &record)?)
        })
        .await
}
