//! What is written of a file that is taken over, and how it is taken back; a bounded step at a time.

use std::collections::BTreeMap;

use domain::ids::{AccessId, PublicKey};
use domain::import::Defect;
use domain::limits;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::staged::{self, Outcome, Staged};
use super::stored::{self, Phase, Stored, Turned};
use crate::accounts;
use crate::contracts::Tools;
use crate::contracts::import::{self, Amended, Dropped, Holder, Incoming};

const ADVANCE: &str = "UPDATE import SET row_done = $2 WHERE id = $1";

const TURN: &str = "
    UPDATE import SET phase = $2, row_done = 0, failure = $3, failure_row = $4, working_since = $5,
                      applied_at = COALESCE(applied_at, $6), ended_at = $7
    WHERE id = $1";

const BECAME: &str = "UPDATE import_row SET contract = $3 WHERE import = $1 AND row = $2";

/// Access IDs that have been taken since the file was checked.
const TAKEN: &str = "
    SELECT access_id FROM contract
    WHERE access_id IN_LIST($1) AND cancelled_at IS NULL AND superseded_by IS NULL";

/// Chance for a row: a pair that nobody knows, the nonce of its sealed copy, and the key of an account.
pub(super) type Draw = ([u8; 16], [u8; 24], [u8; 16]);

/// Takes one step; whether there is another.
pub(super) fn step(
    tx: &mut Tx<'_>,
    tools: &Tools,
    key: &str,
    draws: &[Draw],
    at: Moment,
) -> Result<bool, Fault> {
    let import = stored::locked(tx, key)?;
    let most = limits::ROWS_WRITTEN_AT_ONCE;
    let rows = staged::next(tx, import.id, import.row_done, most)?;
    let Some(last) = rows.last().map(|one| one.row) else {
        return finish(tx, &import, at);
    };
    let turned = match import.phase {
        Phase::Filling => fill(tx, tools, &import, &rows, at)?,
        Phase::Opening => open(tx, &import, &rows, draws, at)?,
        Phase::Shutting => shut(tx, &import, &rows, at)?,
        Phase::Clearing => clear(tx, tools, &import, (&rows, draws), at)?,
        _ => return Ok(false),
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

/// Writes new contracts, which nobody sees yet.
fn fill(
    tx: &mut Tx<'_>,
    tools: &Tools,
    import: &Stored,
    rows: &[Staged],
    at: Moment,
) -> Result<Option<Turned>, Fault> {
    let new: Vec<&Staged> = rows
        .iter()
        .filter(|one| one.outcome == Outcome::New)
        .collect();
    let access_ids: Vec<String> = new
        .iter()
        .map(|one| one.line.facts.access_id.clone())
        .collect();
    let taken: Vec<String> = tx.rows(TAKEN, params![&access_ids], |row| row.get(0))?;
    if let Some(late) = new
        .iter()
        .find(|one| taken.contains(&one.line.facts.access_id))
    {
        return Ok(Some(Turned::Row(late.row, Defect::ChangedMeanwhile)));
    }
    let file = hexadecimal(&import.sha256);
    let incoming: Vec<_> = new.iter().map(|one| incoming(import, &file, one)).collect();
    let brought = tx.attempt(|tx| import::bring_in(tx, tools, &import.actor, &incoming, at));
    let contracts = match brought {
        // The pair of a contract that was stopped for good, of which the file was not told.
        Err(fault) if fault.is_conflict_with("contract_pair") => {
            let row = new.first().map_or(0, |one| one.row);
            return Ok(Some(Turned::Row(row, Defect::ChangedMeanwhile)));
        }
        brought => brought?,
    };
    let became = new.iter().zip(contracts);
    let became = became.map(|(one, contract)| params![import.id, one.row, contract].to_vec());
    tx.execute_many(BECAME, &became.collect::<Vec<_>>())?;
    Ok(None)
}

fn incoming<'a>(import: &'a Stored, file: &str, one: &'a Staged) -> Incoming<'a> {
    let (line, facts) = (&one.line, &one.line.facts);
    Incoming {
        key: &line.key,
        access_id: &facts.access_id,
        pair_mac: &line.pair_mac,
        sealed_id: &line.sealed_id,
        pair_key: line.pair_key,
        offer: (&facts.offer, facts.version),
        region: &facts.region,
        country: &facts.country,
        zone: &import.reading.zone,
        interval: facts.interval(),
        left: facts.left,
        once: format!("import/{file}/{}", one.row),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Gives what was written to its holders, and changes what was here.
fn open(
    tx: &mut Tx<'_>,
    import: &Stored,
    rows: &[Staged],
    draws: &[Draw],
    at: Moment,
) -> Result<Option<Turned>, Fault> {
    let people = rows.iter().zip(draws).filter_map(|(one, (.., chance))| {
        let key = PublicKey::mint('a', *chance).to_string();
        Some((one.line.facts.email.as_deref()?, key))
    });
    let people: Vec<_> = people.collect();
    let zone = import.reading.zone()?;
    let owners = accounts::expected(tx, &people, &zone, at)?;
    let holder = |one: &Staged| Holder {
        owner: one
            .line
            .facts
            .email
            .as_ref()
            .and_then(|email| owners.get(email).copied()),
        location: one.line.facts.location,
    };
    let new = rows.iter().filter(|one| one.outcome == Outcome::New);
    let opened = new.filter_map(|one| Some((one.line.contract?, holder(one))));
    import::open(tx, &opened.collect::<Vec<_>>(), at)?;
    import::amend(tx, &import.actor, &amended(rows, holder, false), at)?;
    Ok(None)
}

/// The changes that rows make, or take back.
fn amended(rows: &[Staged], holder: impl Fn(&Staged) -> Holder, is_back: bool) -> Vec<Amended> {
    let changed = rows.iter().filter(|one| one.outcome == Outcome::Changed);
    let amended = changed.filter_map(|one| {
        let (before, after) = (one.line.before?, one.line.facts.ends);
        let mut ends = [Moment(before.ends), Moment(after)];
        if is_back {
            ends.reverse();
        }
        Some(Amended {
            contract: one.line.contract?,
            ends,
            holder: holder(one),
        })
    });
    amended.collect()
}

/// Hides again what was opened, and takes changes back.
fn shut(
    tx: &mut Tx<'_>,
    import: &Stored,
    rows: &[Staged],
    at: Moment,
) -> Result<Option<Turned>, Fault> {
    let new = rows.iter().filter(|one| one.outcome == Outcome::New);
    let by_contract: BTreeMap<i64, i64> = new
        .filter_map(|one| Some((one.line.contract?, one.row)))
        .collect();
    let contracts: Vec<i64> = by_contract.keys().copied().collect();
    if let Some(used) = import::shut(tx, &contracts)? {
        return Ok(Some(Turned::Used(by_contract[&used])));
    }
    let before = |one: &Staged| {
        let before = one.line.before;
        Holder {
            owner: before.and_then(|before| before.owner),
            location: before.and_then(|before| before.location),
        }
    };
    import::amend(tx, &import.actor, &amended(rows, before, true), at)?;
    Ok(None)
}

/// Drops what nobody sees.
fn clear(
    tx: &mut Tx<'_>,
    tools: &Tools,
    import: &Stored,
    (rows, draws): (&[Staged], &[Draw]),
    at: Moment,
) -> Result<Option<Turned>, Fault> {
    let new = rows
        .iter()
        .zip(draws)
        .filter(|(one, _)| one.outcome == Outcome::New);
    let dropped = new.filter_map(|(one, (chance, nonce, _))| {
        let access_id = AccessId::parse(&one.line.facts.access_id).ok()?;
        let contract = (one.line.contract?, one.line.key.clone(), &access_id);
        Some(Dropped::of(tools, contract, (*chance, *nonce)))
    });
    import::drop_all(tx, &import.actor, &dropped.collect::<Vec<_>>(), at)?;
    Ok(None)
}
