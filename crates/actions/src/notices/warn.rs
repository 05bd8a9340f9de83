//! The job that warns before a contract runs empty or ends: one letter a level and person, the most urgent where several
//! were passed while nobody looked. It reads beside the writer, and writes only where a level was passed.

use std::collections::HashMap;

use domain::catalog::Catalog;
use domain::contract::Standing;
use domain::ledger::{Book, ContractRef};
use domain::offer::Unit;
use domain::time::Moment;
use domain::warning;
use store::{Fault, Reader, Tx, params};

use super::remind::Choice;
use crate::contracts::forecast;
use crate::contracts::stored::{self, Stored};
use crate::contracts::told::{self, Addressee};
use crate::ledger::books;
use crate::outbox::{ContractNews, Outlook};
use crate::{Answer, House};

/// The contracts of the latest incidents: where a balance has just fallen.
const LATEST: &str = "
    SELECT DISTINCT contract
    FROM (SELECT contract FROM incident WHERE contract IS NOT NULL ORDER BY id DESC LIMIT 200) latest";

/// The next contracts after `$1` that have not ended.
const NEXT: &str = "
    SELECT id FROM contract
    WHERE id > $1 AND ends_at > $2 AND activated_at IS NOT NULL AND cancelled_at IS NULL AND superseded_by IS NULL
    ORDER BY id LIMIT 200";

/// Whoever owns contracts, or is the primary contact of their location, with what they chose. Who signs in is written
/// to where they sign in, and who does not at the address on file.
const OWNERS: &str = "
    SELECT a.id, COALESCE(a.key, k.key), COALESCE(a.email, k.email), COALESCE(a.name, k.name),
           COALESCE(a.language, k.language), COALESCE(a.zone, w.zone), c.id, r.days, r.low_since, r.chosen_at
    FROM contract c
    LEFT JOIN contact k ON k.location = c.location AND k.primary_since IS NOT NULL AND k.ended_at IS NULL
    LEFT JOIN location w ON w.id = k.location
    LEFT JOIN account a ON a.id = COALESCE(c.owner, k.account)
    LEFT JOIN reminder r ON r.contract = c.id AND r.account = a.id
    WHERE c.id IN_LIST($1) AND (k.id IS NOT NULL OR a.id IS NOT NULL) AND a.disabled_at IS NULL";

/// Whoever is linked to contracts and has chosen to be told.
const ASKERS: &str = "
    SELECT a.id, a.key, a.email, a.name, a.language, a.zone, r.contract, r.days, r.low_since, r.chosen_at
    FROM reminder r
    JOIN link l ON l.contract = r.contract AND l.account = r.account AND l.ended_at IS NULL
    JOIN account a ON a.id = r.account
    WHERE r.contract IN_LIST($1) AND a.disabled_at IS NULL";

const TOLD: &str =
    "SELECT contract, reader, kind, level, ends_at FROM warned WHERE contract IN_LIST($1)";

const REMEMBER: &str = "
    INSERT INTO warned (contract, reader, kind, level, ends_at, at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (contract, reader, kind) DO UPDATE
    SET level = excluded.level, ends_at = excluded.ends_at, at = excluded.at";

const FORGET: &str = "DELETE FROM warned WHERE contract = $1 AND reader = $2 AND kind = $3";

/// What is warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Balance,
    End,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::End => "end",
        }
    }

    fn from_code(code: &str) -> Result<Self, Fault> {
        [Self::Balance, Self::End]
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| Fault::corrupt(format!("a warning of {code}")))
    }
}

/// A level that is no longer the one that somebody was told.
struct Turn {
    who: Addressee,
    kind: Kind,
    told: Option<i64>,
    reached: Option<i64>,
}

/// Whoever is to be told of some contracts, with what they chose, and the level and end that they were told.
#[derive(Default)]
struct Watchers {
    people: HashMap<ContractRef, Vec<(Addressee, Option<Choice>)>>,
    told: HashMap<(ContractRef, String, Kind), (i64, Option<i64>)>,
}

/// Warns of the contracts that were drawn from last; gives how many levels were passed.
pub async fn warn(house: &House, at: Moment) -> Answer<usize> {
    let latest = house
        .store
        .read::<_, Fault, _>(|reader| reader.rows(LATEST, params![], |row| row.get::<i64>(0)));
    look(house, latest.await?, at).await
}

/// Warns of every contract; gives how many levels were passed. Whatever was missed is found, and doing it again finds
/// nothing to do.
///
/// # Errors
/// The first fault of a contract, after all others have been seen to.
pub async fn warn_all(house: &House, at: Moment) -> Answer<usize> {
    let (mut passed, mut failed, mut last) = (0, Ok(()), 0);
    loop {
        let next = house.store.read::<_, Fault, _>(move |reader| {
            reader.rows(NEXT, params![last, at.0], |row| row.get::<i64>(0))
        });
        let next = next.await?;
        let Some(newest) = next.last() else {
            return failed.map(|()| passed);
        };
        last = *newest;
        match look(house, next, at).await {
            Ok(turns) => passed += turns,
            Err(stopped) => failed = failed.and(Err(stopped)),
        }
    }
}

/// Looks at some contracts, and sees to those where a level was passed: each in a transaction of its own.
async fn look(house: &House, rows: Vec<i64>, at: Moment) -> Answer<usize> {
    house.refresh_catalog().await?;
    let catalog = house.catalog();
    let passed = house.store.read::<_, Fault, _>(move |reader| {
        let contracts = stored::by_rows(reader, &rows)?;
        let turns = turns(reader, &catalog, &contracts, at)?;
        Ok(contracts
            .iter()
            .zip(turns)
            .filter(|(_, turns)| !turns.as_ref().is_ok_and(Vec::is_empty))
            .map(|(contract, _)| contract.contract.0)
            .collect::<Vec<_>>())
    });
    let (mut done, mut failed) = (0, Ok(()));
    for contract in passed.await? {
        let catalog = house.catalog();
        match house
            .run(move |tx| Ok(one(tx, &catalog, contract, at)?))
            .await
        {
            Ok(turns) => done += turns,
            Err(stopped) => failed = failed.and(Err(stopped)),
        }
    }
    failed.map(|()| done)
}

/// Sees to one contract, as it stands behind its lock.
fn one(tx: &mut Tx<'_>, catalog: &Catalog, contract: i64, at: Moment) -> Result<usize, Fault> {
    let Some(contract) = stored::locked(tx, contract)? else {
        return Ok(0);
    };
    let turns = turns_of(tx, catalog, &contract, at)?;
    for turn in &turns {
        remember(tx, &contract, turn, at)?;
        if warning::is_news(turn.told, turn.reached) {
            let news = news(tx, catalog, &contract, turn.kind, at)?;
            let once = format!("{}/{}", turn.reached.unwrap_or_default(), at.0);
            let who = std::slice::from_ref(&turn.who);
            told::tell(tx, catalog, &contract, who, &news, (&once, None), at)?;
        }
    }
    Ok(turns.len())
}

/// Takes what the reader with that key would be told of the contract now as told.
pub(super) fn take_as_told(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    contract: &Stored,
    reader: &str,
    at: Moment,
) -> Result<(), Fault> {
    let turns = turns_of(tx, catalog, contract, at)?;
    let own = |turn: &&Turn| turn.who.key == reader;
    turns
        .iter()
        .filter(own)
        .try_for_each(|turn| remember(tx, contract, turn, at))
}

fn remember(tx: &mut Tx<'_>, contract: &Stored, turn: &Turn, at: Moment) -> Result<(), Fault> {
    let (row, who, kind) = (contract.contract.0, &turn.who.key, turn.kind.code());
    let Some(level) = turn.reached else {
        return tx.execute(FORGET, params![row, who, kind]).map(|_| ());
    };
    let ends = (turn.kind == Kind::End).then_some(contract.milestones.ends.0);
    tx.execute(REMEMBER, params![row, who, kind, level, ends, at.0])
        .map(|_| ())
}

fn turns_of(
    reader: &Reader<'_>,
    catalog: &Catalog,
    contract: &Stored,
    at: Moment,
) -> Result<Vec<Turn>, Fault> {
    let turns = turns(reader, catalog, std::slice::from_ref(contract), at)?;
    turns.into_iter().next().unwrap_or_else(|| Ok(Vec::new()))
}

/// The levels of each contract that were passed, one way or the other, since somebody was told.
fn turns(
    reader: &Reader<'_>,
    catalog: &Catalog,
    contracts: &[Stored],
    at: Moment,
) -> Result<Vec<Result<Vec<Turn>, Fault>>, Fault> {
    let rows: Vec<i64> = contracts.iter().map(|one| one.contract.0).collect();
    let (books, watchers) = (books::read(reader, &rows)?, watchers(reader, &rows)?);
    let turns = contracts.iter().map(|contract| {
        let book = books.get(&contract.contract);
        let book = book.ok_or_else(|| Fault::corrupt("a contract without a book"))?;
        passed(catalog, contract, book, &watchers, at)
    });
    Ok(turns.collect())
}

fn watchers(reader: &Reader<'_>, contracts: &[i64]) -> Result<Watchers, Fault> {
    let mut watchers = Watchers::default();
    for (sql, owns) in [(OWNERS, true), (ASKERS, false)] {
        let found = reader.rows(sql, params![contracts], |row| {
            let contract = ContractRef(row.get(6)?);
            Ok((contract, told::addressee(row)?, Choice::from_row(row, 7)?))
        })?;
        for (contract, who, chosen) in found {
            let people = watchers.people.entry(contract).or_default();
            // An owner who is linked too is told once.
            if owns || people.iter().all(|(other, _)| other.key != who.key) {
                people.push((who, chosen));
            }
        }
    }
    let told = reader.rows(TOLD, params![contracts], |row| {
        let kind = Kind::from_code(&row.get::<String>(2)?)?;
        let whose = (ContractRef(row.get(0)?), row.get(1)?, kind);
        Ok((whose, (row.get(3)?, row.get(4)?)))
    });
    watchers.told = told?.into_iter().collect();
    Ok(watchers)
}

impl Watchers {
    /// The level that somebody was told; nothing where the contract has another end since.
    fn told(&self, contract: &Stored, reader: &str, kind: Kind) -> Option<i64> {
        let (level, ends) = self
            .told
            .get(&(contract.contract, reader.to_owned(), kind))?;
        let is_stale = ends.is_some_and(|ends| ends != contract.milestones.ends.0);
        (!is_stale).then_some(*level)
    }
}

/// The levels of one contract that were passed. One that is not in force says nothing, and forgets nothing.
fn passed(
    catalog: &Catalog,
    contract: &Stored,
    book: &Book,
    watchers: &Watchers,
    at: Moment,
) -> Result<Vec<Turn>, Fault> {
    let (offer, milestones, zone) = (
        contract.offer(catalog)?,
        &contract.milestones,
        &contract.zone,
    );
    let mut turns = Vec::new();
    if milestones.standing(milestones.ends, at) != Standing::Active {
        return Ok(turns);
    }
    let low = warning::balance(book, offer.unit, at)
        .and_then(|(granted, left)| offer.warnings.low(granted, left));
    let (first, last) = (zone.date_of(milestones.starts), milestones.last_day(zone));
    for (who, chosen) in watchers
        .people
        .get(&contract.contract)
        .into_iter()
        .flatten()
    {
        let choice = Choice::or_usual(chosen.clone(), true, offer);
        let end = warning::ending(&choice.days, first, last, zone.date_of(at));
        for (kind, reached) in [
            (Kind::Balance, low.filter(|_| choice.low)),
            (Kind::End, end),
        ] {
            let told = watchers.told(contract, &who.key, kind);
            if told != reached {
                turns.push(Turn {
                    who: who.clone(),
                    kind,
                    told,
                    reached,
                });
            }
        }
    }
    Ok(turns)
}

/// What is told of a contract.
fn news(
    reader: &Reader<'_>,
    catalog: &Catalog,
    contract: &Stored,
    kind: Kind,
    at: Moment,
) -> Result<ContractNews, Fault> {
    let unit = contract.offer(catalog)?.unit;
    let book = books::read_one(reader, contract.contract)?;
    let left = book.left(unit, at);
    let outlook = forecast(contract, left, &book.lots, at)
        .filter(|_| unit == Unit::Incident)
        .map(|forecast| Outlook::of(forecast, &contract.zone));
    let last_day = contract.milestones.last_day(&contract.zone).to_string();
    let unit = unit.code().to_owned();
    Ok(match kind {
        Kind::Balance => ContractNews::BalanceLow {
            unit,
            left: left.unwrap_or_default(),
            last_day,
            outlook,
        },
        Kind::End => ContractNews::EndsSoon {
            unit,
            left,
            last_day,
            outlook,
        },
    })
}
