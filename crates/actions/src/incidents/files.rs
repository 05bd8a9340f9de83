//! Files that go with a message.

use domain::account::Caller;
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use crate::Answer;

/// The caller's own finished files that have gone nowhere yet, or were put aside for this incident.
const SEND: &str = "
    UPDATE file SET incident = $3, event = $4, internal_at = $5
    WHERE key IN_LIST($1) AND account = $2 AND draft IS NULL AND event IS NULL AND removed_at IS NULL
          AND finished_at IS NOT NULL AND (incident IS NULL OR incident = $3)";

/// Sends `files` with the event at place `event` of the incident.
///
/// # Errors
/// `FileUnfinished` where one of them is not there in full, or not the caller's.
pub(super) fn send(
    tx: &mut Tx<'_>,
    caller: &Caller,
    incident: IncidentRef,
    event: i64,
    internal: Option<Moment>,
    files: &[String],
) -> Answer<()> {
    let Some(person) = caller.person().filter(|_| !files.is_empty()) else {
        return Ok(());
    };
    let internal = internal.map(|since| since.0);
    let sent = tx.execute(
        SEND,
        params![files, person.account.0, incident.0, event, internal],
    )?;
    if sent == files.len() as u64 {
        Ok(())
    } else {
        Err(Refusal::FileUnfinished.into())
    }
}
