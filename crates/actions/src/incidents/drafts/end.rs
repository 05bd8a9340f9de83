//! Ending drafts that do not become requests. What was written in them goes at once, and their files with it.

use domain::time::Moment;
use store::{Fault, Tx, params};

use super::{Draft, read};
use crate::{Answer, House, Visit};

const END: &str =
    "UPDATE draft SET ended_at = $2, answers = '{}' WHERE id = $1 AND ended_at IS NULL";

/// Bytes of removed files go with the next sweep.
const REMOVE_FILES: &str =
    "UPDATE file SET removed_at = $2 WHERE draft = $1 AND removed_at IS NULL";

const REMOVE_EXPIRED_FILES: &str = "
    UPDATE file SET removed_at = $1
    WHERE removed_at IS NULL AND draft IN (SELECT id FROM draft WHERE expires_at <= $1 AND ended_at IS NULL)";

const EXPIRE: &str =
    "UPDATE draft SET ended_at = $1, answers = '{}' WHERE expires_at <= $1 AND ended_at IS NULL";

/// Discards a draft.
///
/// # Errors
/// As [`super::load`].
pub async fn discard(house: &House, visit: &Visit, key: &str) -> Answer<()> {
    let (asking, key) = (visit.clone(), key.to_owned());
    house
        .act(visit, move |tx, caller| {
            let draft = read::permitted(tx, &asking, caller, &key)?;
            Ok(end(tx, &draft, asking.at)?)
        })
        .await
}

/// Ends every draft that has been kept for long enough, and says how many.
pub async fn expire(house: &House, at: Moment) -> Answer<u64> {
    house
        .run(move |tx| {
            tx.execute(REMOVE_EXPIRED_FILES, params![at.0])?;
            Ok(tx.execute(EXPIRE, params![at.0])?)
        })
        .await
}

/// Ends a draft; one that is over already stays as it is, and so do files that became a request's.
pub(crate) fn end(tx: &mut Tx<'_>, draft: &Draft, at: Moment) -> Result<(), Fault> {
    if tx.execute(END, params![draft.id, at.0])? > 0 {
        tx.execute(REMOVE_FILES, params![draft.id, at.0])?;
    }
    Ok(())
}
