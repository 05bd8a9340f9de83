//! The job that deletes the files of imports, which hold Contract IDs, and what was written down of their rows.

use domain::limits;
use domain::time::Moment;
use store::{Fault, params};

use super::stored::Phase;
use super::{upload, work};
use crate::House;
use crate::files::{Failed, failed};

/// Files that are needed no more: taken over, come to nothing, or left lying.
const NEEDLESS: &str = "
    SELECT id, bytes_key FROM import WHERE bytes_key IS NOT NULL AND working_since IS NULL
    AND (phase IN ('applied', 'undone', 'failed') OR created_at < $1)";

const FORGOTTEN: &str = "UPDATE import SET bytes_key = NULL WHERE id = $1";

/// Those whose rows nobody asks for any more.
const OVER: &str = "
    SELECT i.id FROM import i WHERE i.created_at < $1 AND i.working_since IS NULL
    AND EXISTS (SELECT r.row FROM import_row r WHERE r.import = i.id)";

/// Ends those that nobody went on with.
const ABANDONED: &str = "
    UPDATE import SET phase = $2, failure = 'file_lost', ended_at = $3
    WHERE created_at < $1 AND phase IN ('columns', 'checked')";

/// Deletes what is needed no more; doing it again finds nothing to do.
///
/// # Errors
/// Where the place for bytes or the database cannot be reached.
pub async fn forget(house: &House, at: Moment) -> Result<(), Failed> {
    upload::sweep(house, at).await?;
    let old = at.plus_hours(-limits::IMPORT_FILE_HOURS);
    let files: Vec<(i64, String)> = house
        .store
        .read(move |reader| {
            reader.rows(NEEDLESS, params![old.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })
        .await
        .map_err(|fault: Fault| fault)?;
    for (id, key) in files {
        house.bytes.delete(&key).await.map_err(failed)?;
        house
            .quietly(move |tx| Ok(tx.execute(FORGOTTEN, params![id])?))
            .await?;
    }
    let failed = Phase::Failed.code();
    house
        .quietly(move |tx| Ok(tx.execute(ABANDONED, params![old.0, failed, at.0])?))
        .await?;
    // A day to take it back begins when it was taken over, at most a day after it came.
    let older = old.plus_hours(-limits::IMPORT_UNDO_HOURS);
    let over: Vec<i64> = house
        .store
        .read(move |reader| reader.rows(OVER, params![older.0], |row| row.get(0)))
        .await
        .map_err(|fault: Fault| fault)?;
    for import in over {
        work::forget(house, import).await?;
    }
    Ok(())
}
