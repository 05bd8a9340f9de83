//! What is written of contracts that are taken over, and how it is taken back.

use std::collections::BTreeMap;

use domain::ids::{AccessId, PublicKey};
use domain::import::Defect;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::Facts;
use crate::accounts;
use crate::contracts::import::{self, Amended, Holder, Incoming};
use crate::contracts::take_back::{self, Dropped};
use crate::imports::fill::Work;
use crate::imports::staged::{Outcome, Staged, became, objects};
use crate::imports::stored::{Phase, Stored, Turned};

/// Access IDs that have been taken since the file was checked.
const TAKEN: &str = "
    SELECT access_id FROM contract
    WHERE access_id IN_LIST($1) AND cancelled_at IS NULL AND superseded_by IS NULL";

/// A row with what it says.
struct Told<'a> {
    staged: &'a Staged,
    facts: Facts,
}

impl Told<'_> {
    /// Whether it begins a contract; else it adds a lot to one, or changes one.
    fn begins(&self) -> bool {
        self.staged.is_new() && self.staged.first.is_none()
    }
}

/// Takes the step that the phase of the import asks for.
pub(in crate::imports) fn step(tx: &mut Tx<'_>, work: &Work<'_>) -> Result<Option<Turned>, Fault> {
    let told = work.rows.iter().map(|staged| {
        let facts = staged.facts()?;
        Ok(Told { staged, facts })
    });
    let told = told.collect::<Result<Vec<_>, Fault>>()?;
    match work.import.phase {
        Phase::Filling => fill(tx, work, &told),
        Phase::Opening => open(tx, work, &told).map(|()| None),
        Phase::Shutting => shut(tx, work, &told),
        _ => clear(tx, work, &told).map(|()| None),
    }
}

/// Writes new contracts, which nobody sees yet, and their lots.
fn fill(tx: &mut Tx<'_>, work: &Work<'_>, told: &[Told<'_>]) -> Result<Option<Turned>, Fault> {
    let (import, at) = (work.import, work.at);
    let begun: Vec<&Told<'_>> = told.iter().filter(|one| one.begins()).collect();
    let access_ids = begun.iter().map(|one| one.facts.access_id.clone());
    let access_ids: Vec<String> = access_ids.collect();
    let taken: Vec<String> = tx.rows(TAKEN, params![&access_ids], |row| row.get(0))?;
    let late = |one: &&&Told<'_>| taken.contains(&one.facts.access_id);
    if let Some(late) = begun.iter().find(late) {
        return Ok(Some(Turned::Row(late.staged.row, Defect::ChangedMeanwhile)));
    }
    let file = hexadecimal(&import.sha256);
    let incoming = begun.iter().map(|one| incoming(import, &file, one));
    let incoming: Vec<_> = incoming.collect();
    let brought = tx.attempt(|tx| import::bring_in(tx, work.tools, &import.actor, &incoming, at));
    let contracts = match brought {
        // The pair of a contract that was stopped for good, of which the file was not told.
        Err(fault) if fault.is_conflict_with("contract_pair") => {
            let row = begun.first().map_or(0, |one| one.staged.row);
            return Ok(Some(Turned::Row(row, Defect::ChangedMeanwhile)));
        }
        brought => brought?,
    };
    let rows = begun.iter().map(|one| one.staged.row).zip(contracts);
    became(tx, import.id, &rows.collect::<Vec<_>>())?;
    add(tx, work, told, &file)?;
    Ok(None)
}

/// Adds the lots that rows after the first of a contract are.
fn add(tx: &mut Tx<'_>, work: &Work<'_>, told: &[Told<'_>], file: &str) -> Result<(), Fault> {
    let (import, at) = (work.import, work.at);
    let added = told.iter().filter(|one| one.staged.is_new());
    let added: Vec<_> = added
        .filter_map(|one| Some((one, one.staged.first?)))
        .collect();
    if added.is_empty() {
        return Ok(());
    }
    let firsts: Vec<i64> = added.iter().map(|(_, first)| *first).collect();
    let begun = objects(tx, import.id, &firsts)?;
    let lots = added.iter().map(|(one, first)| {
        let contract = begun.get(first).copied();
        let contract = contract.ok_or_else(|| Fault::corrupt("a lot without its contract"))?;
        Ok((contract, incoming(import, file, one)))
    });
    let lots = lots.collect::<Result<Vec<_>, Fault>>()?;
    import::add_lots(tx, work.tools, &import.actor, &lots, at)?;
    let rows = added.iter().zip(&lots);
    let rows: Vec<(i64, i64)> = rows
        .map(|((one, _), (contract, _))| (one.staged.row, *contract))
        .collect();
    became(tx, import.id, &rows)
}

fn incoming<'a>(import: &'a Stored, file: &str, one: &'a Told<'_>) -> Incoming<'a> {
    let (staged, facts) = (one.staged, &one.facts);
    let secret = staged.secret.as_ref();
    Incoming {
        key: &staged.key,
        access_id: &facts.access_id,
        pair_mac: secret.map_or(&[], |secret| &secret.pair_mac),
        sealed_id: secret.map_or(&[], |secret| &secret.sealed_id),
        pair_key: secret.map_or(0, |secret| secret.pair_key),
        offer: (&facts.offer, facts.version),
        region: &facts.region,
        country: &facts.country,
        zone: &import.reading.zone,
        interval: facts.interval(),
        left: facts.left,
        once: format!("import/{file}/{}", staged.row),
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
fn open(tx: &mut Tx<'_>, work: &Work<'_>, told: &[Told<'_>]) -> Result<(), Fault> {
    let people = told
        .iter()
        .zip(work.draws)
        .filter_map(|(one, (.., chance))| {
            let key = PublicKey::mint('a', *chance).to_string();
            Some((one.facts.email.as_deref()?, key))
        });
    let people: Vec<_> = people.collect();
    let zone = work.import.reading.zone()?;
    let owners = accounts::expected(tx, &people, &zone, work.at)?;
    let holder = |one: &Told<'_>| {
        let email = one.facts.email.as_ref();
        Holder {
            owner: email.and_then(|email| owners.get(email).copied()),
            location: one.facts.location,
        }
    };
    let begun = told.iter().filter(|one| one.begins());
    let opened = begun.filter_map(|one| Some((one.staged.object?, holder(one))));
    import::open(tx, &opened.collect::<Vec<_>>(), work.at)?;
    import::amend(
        tx,
        &work.import.actor,
        &amended(told, holder, false),
        work.at,
    )
}

/// The changes that rows make, or take back.
fn amended(told: &[Told<'_>], holder: impl Fn(&Told<'_>) -> Holder, is_back: bool) -> Vec<Amended> {
    let changed = told
        .iter()
        .filter(|one| one.staged.outcome == Outcome::Changed);
    let amended = changed.filter_map(|one| {
        let mut ends = [Moment(one.facts.before?.ends), Moment(one.facts.ends)];
        if is_back {
            ends.reverse();
        }
        Some(Amended {
            contract: one.staged.object?,
            ends,
            holder: holder(one),
        })
    });
    amended.collect()
}

/// Hides again what was opened, and takes changes back.
fn shut(tx: &mut Tx<'_>, work: &Work<'_>, told: &[Told<'_>]) -> Result<Option<Turned>, Fault> {
    let begun = told.iter().filter(|one| one.begins());
    let by_contract: BTreeMap<i64, i64> = begun
        .filter_map(|one| Some((one.staged.object?, one.staged.row)))
        .collect();
    let contracts: Vec<i64> = by_contract.keys().copied().collect();
    if let Some(used) = take_back::shut(tx, &contracts)? {
        return Ok(Some(Turned::Used(by_contract[&used])));
    }
    let before = |one: &Told<'_>| {
        let before = one.facts.before;
        Holder {
            owner: before.and_then(|before| before.owner),
            location: before.and_then(|before| before.location),
        }
    };
    let amended = amended(told, before, true);
    import::amend(tx, &work.import.actor, &amended, work.at)?;
    Ok(None)
}

/// Drops what nobody sees.
fn clear(tx: &mut Tx<'_>, work: &Work<'_>, told: &[Told<'_>]) -> Result<(), Fault> {
    let begun = told.iter().zip(work.draws).filter(|(one, _)| one.begins());
    let dropped = begun.filter_map(|(one, (chance, nonce, _))| {
        let access_id = AccessId::parse(&one.facts.access_id).ok()?;
        let contract = (one.staged.object?, one.staged.key.clone(), &access_id);
        Some(Dropped::of(work.tools, contract, (*chance, *nonce)))
    });
    let dropped: Vec<_> = dropped.collect();
    take_back::drop_all(tx, &work.import.actor, &dropped, work.at)
}
