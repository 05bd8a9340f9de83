//! What is written of a file that is taken over, and how it is taken back; a bounded step at a time.

use domain::import::Kind;
use domain::limits;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::staged::{self, Staged};
use super::stored::{self, Phase, Stored, Turned};
use super::{contacts, contracts, organisations};
use crate::contracts::Tools;

const ADVANCE: &str = "UPDATE import SET row_done = $2 WHERE id = $1";

const TURN: &str = "
    UPDATE import SET phase = $2, row_done = 0, failure = $3, failure_row = $4, working_since = $5,
                      applied_at = COALESCE(applied_at, $6), ended_at = $7
    WHERE id = $1";

/// Chance for a row: a pair that nobody knows, the nonce of its sealed copy, and the key of an account.
pub(super) type Draw = ([u8; 16], [u8; 24], [u8; 16]);

/// Rows that a step is taken with, in the phase of their import.
pub(super) struct Work<'a> {
    pub tools: &'a Tools,
    pub import: &'a Stored,
    pub rows: &'a [Staged],
    pub draws: &'a [Draw],
    pub at: Moment,
}

/// Takes one step; whether there is another.
pub(super) fn step(
    tx: &mut Tx<'_>,
    tools: &Tools,
    key: &str,
    draws: &[Draw],
    at: Moment,
) -> Result<bool, Fault> {
    let import = stored::locked(tx, key)?;
    if !import.phase.is_at_work() || import.phase == Phase::Checking {
        return Ok(false);
    }
    let most = limits::ROWS_WRITTEN_AT_ONCE;
    let rows = staged::next(tx, import.id, import.row_done, most)?;
    let Some(last) = rows.last().map(|one| one.row) else {
        return finish(tx, &import, at);
    };
    let work = Work {
        tools,
        import: &import,
        rows: &rows,
        draws,
        at,
    };
    let turned = match import.kind {
        Kind::Contracts => contracts::step(tx, &work)?,
        Kind::Organisations => organisations::step(tx, &work)?,
        Kind::Contacts => contacts::step(tx, &work)?,
    };
    match turned {
        None => tx.execute(ADVANCE, params![import.id, last]).map(|_| ())?,
        Some(turned) => turn_back(tx, &import, turned, at)?,
    }
    Ok(true)
}

/// Goes on to the next phase; whether there is something to do in it.
fn finish(tx: &mut Tx<'_>, import: &Stored, at: Moment) -> Result<bool, Fault> {
    let next = match import.phase {
        Phase::Filling => Phase::Opening,
        Phase::Opening => Phase::Applied,
        Phase::Shutting => Phase::Clearing,
        Phase::Clearing if import.undo_asked.is_some() => Phase::Undone,
        Phase::Clearing => Phase::Failed,
        _ => return Ok(false),
    };
    go(tx, import, next, import.turned, at)?;
    Ok(next.is_at_work())
}

/// Goes the other way: what cannot be filled is cleared, what cannot be shut is opened again.
fn turn_back(tx: &mut Tx<'_>, import: &Stored, turned: Turned, at: Moment) -> Result<(), Fault> {
    let next = if import.phase == Phase::Shutting {
        Phase::Opening
    } else {
        Phase::Clearing
    };
    go(tx, import, next, Some(turned), at)
}

/// Begins a phase.
pub(super) fn go(
    tx: &mut Tx<'_>,
    import: &Stored,
    next: Phase,
    turned: Option<Turned>,
    at: Moment,
) -> Result<(), Fault> {
    let (failure, row) = turned.map(Turned::parts).unzip();
    let working = next.is_at_work().then_some(at.0);
    let applied = (next == Phase::Applied).then_some(at.0);
    let ended = matches!(next, Phase::Undone | Phase::Failed).then_some(at.0);
    let values = params![
        import.id,
        next.code(),
        failure,
        row.flatten(),
        working,
        applied,
        ended
    ];
    tx.execute(TURN, values).map(|_| ())
}
