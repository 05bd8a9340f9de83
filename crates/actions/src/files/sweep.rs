//! The job that lets go of bytes nobody knows any more.

use std::collections::BTreeSet;

use domain::limits;
use domain::time::Moment;
use futures_util::StreamExt as _;
use store::{Kind, params};

use super::Failed;
use super::receive::failed;
use crate::House;

/// Uploads that nobody went on with.
const GIVE_UP: &str = "
    UPDATE file SET removed_at = $2 WHERE finished_at IS NULL AND created_at < $1 AND removed_at IS NULL";

/// Files put aside for a message that was never sent.
const FORGET: &str = "
    UPDATE file SET removed_at = $2
    WHERE event IS NULL AND removed_at IS NULL AND created_at < $1 AND incident IS NOT NULL";

/// Which of some keys are still known.
const KNOWN: &str = "
    SELECT bytes_key FROM file WHERE bytes_key IN_LIST($1) AND removed_at IS NULL
    UNION ALL SELECT bytes_key FROM import WHERE bytes_key IN_LIST($1)
    UNION ALL SELECT bytes_key FROM import_upload WHERE bytes_key IN_LIST($1)";

/// How many keys are looked up at once.
const AT_ONCE: usize = 500;

/// Removes the bytes of files that were removed, given up or never known; returns how many. Doing it again finds
/// nothing to do. Young bytes are left alone: their row may be on its way.
///
/// # Errors
/// Where the byte store or the database cannot be reached.
pub async fn sweep(house: &House, at: Moment) -> Result<usize, Failed> {
    let old = at.plus_hours(-limits::UPLOAD_HOURS);
    house
        .run(move |tx| {
            tx.execute(GIVE_UP, params![old.0, at.0])?;
            Ok(tx.execute(FORGET, params![old.plus_days(-limits::DRAFT_DAYS).0, at.0])?)
        })
        .await?;
    let mut gone = 0;
    for kind in [Kind::File, Kind::Upload] {
        let mut keys = house.bytes.older_than(kind, old.0).chunks(AT_ONCE);
        while let Some(keys) = keys.next().await {
            let keys = keys
                .into_iter()
                .collect::<Result<Vec<_>, _>>()
                .map_err(failed)?;
            let asked = keys.clone();
            let known: BTreeSet<String> = house
                .store
                .read(move |reader| reader.rows(KNOWN, params![&asked], |row| row.get(0)))
                .await
                .map_err(|fault: store::Fault| fault)?
                .into_iter()
                .collect();
            for key in keys.iter().filter(|key| !known.contains(*key)) {
                match kind {
                    Kind::File => house.bytes.delete(key).await,
                    Kind::Upload => house.bytes.discard(key).await,
                }
                .map_err(failed)?;
                gone += 1;
            }
        }
    }
    Ok(gone)
}
