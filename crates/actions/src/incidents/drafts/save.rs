//! Saving a step of a draft.

use domain::refusal::Refusal;
use store::{Fault, params};

use super::{Change, Draft, read, start};
use crate::incidents::Answers;
use crate::{Answer, House, Visit};

/// Writes the answers, unless somebody else has meanwhile or the draft is over.
const SAVE: &str = "
    UPDATE draft SET answers = $3, version = version + 1, saved_at = $4, expires_at = $5
    WHERE id = $1 AND version = $2 AND ended_at IS NULL";

/// Saves one step's answers over `version` of the draft. Saving what is saved already changes nothing and is never
/// stale, so that a second click does no harm.
///
/// # Errors
/// [`Refusal::StaleDraft`] where the draft was changed or submitted since `version`; [`Refusal::StepOpen`] where an
/// answer is none of the catalogue's; otherwise as [`super::load`].
pub async fn save(
    house: &House,
    visit: &Visit,
    key: &str,
    version: i64,
    change: Change,
) -> Answer<Draft> {
    let (asking, key, catalog) = (visit.clone(), key.to_owned(), house.catalog());
    house
        .act(visit, move |tx, caller| {
            let draft = read::permitted(tx, &asking, caller, &key)?;
            let mut answers = draft.answers.clone();
            change.apply(&mut answers, &catalog)?;
            if answers == draft.answers {
                return Ok(draft);
            }
            let expires = start::kept_until(tx, draft.owner.is_some(), asking.at)?;
            let written = text(&answers)?;
            let saved = tx.execute(
                SAVE,
                params![draft.id, version, &written, asking.at.0, expires.0],
            )?;
            if saved == 0 {
                return Err(Refusal::StaleDraft.into());
            }
            Ok(Draft {
                answers,
                version: version + 1,
                saved: asking.at,
                expires,
                ..draft
            })
        })
        .await
}

/// The answers as they are stored.
pub(super) fn text(answers: &Answers) -> Result<String, Fault> {
    serde_json::to_string(answers).map_err(Fault::other)
}
