//! One contract with its statement, its people and where its balance is heading.

use std::collections::HashMap;

use domain::account::AccountRef;
use domain::catalog::Catalog;
use domain::ids::{NumberKey, PublicKey, RequestNumber, masked};
use domain::ledger::{Forecast, Lot, Movement, Statement, Transfer, statement};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use store::{Fault, Reader, params};

use super::pace;
use super::proof::{self, Pending};
use super::share::{self, OpenInvitation};
use super::stored::{self, Stored};
use super::summary::{self, Summary};
use super::{signed_in, told};
use crate::house::{House, Seen, Visit};
use crate::ledger::books;
use crate::organisations;
use crate::stopped::Answer;

const PEOPLE: &str = "
    SELECT a.id, a.key, a.name, a.email, l.made_at, l.used_at
    FROM link l JOIN account a ON a.id = l.account
    WHERE l.contract = $1 AND l.ended_at IS NULL ORDER BY l.made_at, l.id";

/// What was filed on a contract, newest first.
const FILED: &str = "
    SELECT id, account, number FROM incident WHERE contract = $1 ORDER BY id DESC LIMIT 500";

const REPORTERS: &str = "SELECT number, account, closed_at FROM incident WHERE id IN_LIST($1)";
const ACTORS: &str = "SELECT key, name, email FROM account WHERE key IN_LIST($1)";
const PREDECESSOR: &str =
    "SELECT id FROM contract WHERE superseded_by = $1 ORDER BY id DESC LIMIT 1";

/// One line of a statement, with what the one who asks may know about it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The movement.
    pub movement: Movement,
    /// The request it is about, where it is the reader's own or the reader is the owner.
    pub request: Option<RequestNumber>,
    /// Whether the reader may open that request: having filed it, or being the owner and it being open, to follow it.
    pub can_open: bool,
    /// Who did it, as they are called, under the same condition as the request.
    pub person: Option<String>,
}

/// Somebody who is linked, as the owner sees them.
#[derive(Clone, Debug)]
pub struct LinkedPerson {
    /// The opaque key of the account.
    pub account: String,
    /// The name, empty until given.
    pub name: String,
    /// The address; nothing where the account was erased.
    pub email: Option<String>,
    /// Since when.
    pub since: Moment,
    /// When the contract was last used by this sign-in.
    pub used: Option<Moment>,
    /// What this sign-in filed, newest first.
    pub requests: Vec<RequestNumber>,
    /// Whether it is the owner.
    pub is_owner: bool,
}

/// A contract as its page shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// How it stands.
    pub summary: Summary,
    /// The owner, as they are called.
    pub owner: String,
    /// The owner's address, masked: where a changed Contract ID goes.
    pub owner_masked: Option<String>,
    /// Whether the reader, who is not linked, can be by the place at its location.
    pub linkable: bool,
    /// When it was activated.
    pub activated: Option<Moment>,
    /// The last day on which it can be activated.
    pub redeem_by: Option<Date>,
    /// The contract that it replaced.
    pub predecessor: Option<Summary>,
    /// Its lots, soonest end first.
    pub lots: Vec<Lot>,
    /// The days of the statement, the last included.
    pub period: (Date, Date),
    /// What happened in them.
    pub statement: Statement,
    /// The statement's lines, oldest first.
    pub lines: Vec<Line>,
    /// The units free to use after every movement so far, oldest first.
    pub burn_down: Vec<(Moment, i64)>,
    /// Where the balance is heading.
    pub forecast: Option<Forecast>,
    /// Who is linked, for the owner only.
    pub people: Option<Vec<LinkedPerson>>,
    /// Who waits for approval.
    pub pending: Vec<Pending>,
    /// Invitations that have not been used: all for the owner, the reader's own for others.
    pub invitations: Vec<OpenInvitation>,
    /// When it is shown.
    pub at: Moment,
}

/// The contract called `key` with its statement over `period` (both days included), or from its first day to today.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the owner and those who are linked.
pub async fn show(
    house: &House,
    visit: &Visit,
    key: &str,
    period: Option<(Date, Date)>,
) -> Answer<Seen<Shown>> {
    let (catalog, key, at) = (house.catalog(), key.to_owned(), visit.at);
    let numbers = house.keys.numbers().clone();
    PublicKey::parse('c', &key).ok_or(Refusal::NotFound)?;
    house
        .see(visit, move |reader, caller| {
            let account = signed_in(caller)?.account;
            let contract = stored::seen(reader, caller, &key, Deed::ReadContract, at)?;
            shown(reader, (&catalog, &numbers), account, &contract, period, at)
        })
        .await
}

fn shown(
    reader: &Reader<'_>,
    (catalog, numbers): (&Catalog, &NumberKey),
    account: AccountRef,
    contract: &Stored,
    period: Option<(Date, Date)>,
    at: Moment,
) -> Answer<Shown> {
    let summary = summary::one(reader, catalog, account, contract, None, at)?;
    let transfers = books::transfers(reader, contract.contract)?;
    let mut lots = books::read(reader, &[contract.contract.0])?
        .remove(&contract.contract)
        .map(|book| book.lots)
        .unwrap_or_default();
    lots.sort_by_key(|lot| (lot.usable_until(), lot.lot));
    let period = period.unwrap_or_else(|| whole(contract, &transfers, at));
    let statement = statement(
        &transfers,
        start(contract, period.0),
        start(contract, period.1.next()),
    );
    let lines = lines(reader, numbers, contract, account, &statement)?;
    let owner = told::owner(reader, contract)?;
    let predecessor = predecessor(reader, catalog, account, contract, at)?;
    let people = (summary.owned)
        .then(|| people(reader, contract))
        .transpose()?;
    Ok(Shown {
        linkable: !summary.linked && linkable(reader, account, contract)?,
        owner: contract
            .organisation
            .clone()
            .or_else(|| owner.as_ref().map(|owner| owner.label().to_owned()))
            .unwrap_or_default(),
        owner_masked: owner.and_then(|owner| owner.email).as_deref().map(masked),
        activated: contract.milestones.activated,
        redeem_by: contract
            .milestones
            .redeem_by
            .map(|by| contract.zone.date_of(Moment(by.0 - 1))),
        predecessor,
        burn_down: pace::burn_down(&transfers),
        forecast: pace::forecast(contract, summary.left, &lots, at),
        lots,
        period,
        statement,
        lines,
        people,
        pending: proof::pending(reader, contract, at)?,
        invitations: share::open(reader, contract, account, at)?,
        summary,
        at,
    })
}

fn linkable(reader: &Reader<'_>, account: AccountRef, contract: &Stored) -> Answer<bool> {
    let is_open = contract.must_be_open().is_ok();
    Ok(match contract.location {
        Some(location) if is_open => organisations::sits_at(reader, account, location)?,
        _ => false,
    })
}

fn start(contract: &Stored, day: Date) -> Moment {
    contract.zone.start_of_day(day)
}

/// From the first movement to today, or to the latest movement where a clock ran ahead.
fn whole(contract: &Stored, transfers: &[Transfer], at: Moment) -> (Date, Date) {
    let moments = || transfers.iter().map(|transfer| transfer.at).chain([at]);
    let first = moments()
        .min()
        .unwrap_or(at)
        .min(contract.milestones.starts);
    let last = moments().max().unwrap_or(at);
    (contract.zone.date_of(first), contract.zone.date_of(last))
}

fn lines(
    reader: &Reader<'_>,
    numbers: &NumberKey,
    contract: &Stored,
    account: AccountRef,
    statement: &Statement,
) -> Result<Vec<Line>, Fault> {
    let incidents: Vec<i64> = movements(statement)
        .filter_map(|one| one.cause.incident())
        .map(|number| number.counter(numbers).cast_signed())
        .collect();
    let actors: Vec<String> = movements(statement).map(|one| one.actor.clone()).collect();
    let owns = contract.owner == Some(account);
    let reporters: HashMap<RequestNumber, (AccountRef, bool)> = reader
        .rows(REPORTERS, params![&incidents], |row| {
            let number = books::request_number(&row.get::<String>(0)?)?;
            let is_open = row.get::<Option<i64>>(2)?.is_none();
            Ok((number, (AccountRef(row.get(1)?), is_open)))
        })?
        .into_iter()
        .collect();
    let names: HashMap<String, String> = reader
        .rows(ACTORS, params![&actors], |row| {
            let (name, email) = (row.get::<String>(1)?, row.get::<Option<String>>(2)?);
            Ok((
                row.get(0)?,
                if name.is_empty() {
                    email.unwrap_or_default()
                } else {
                    name
                },
            ))
        })?
        .into_iter()
        .collect();
    let line = |movement: &Movement| {
        let about = movement.transfer.cause.incident();
        let filed = about.and_then(|number| reporters.get(&number));
        let is_own = filed.is_some_and(|(reporter, _)| *reporter == account);
        let may_know = owns || is_own;
        Line {
            movement: movement.clone(),
            request: about.filter(|_| may_know),
            can_open: is_own || (owns && filed.is_some_and(|(_, is_open)| *is_open)),
            person: names
                .get(&movement.transfer.actor)
                .filter(|_| may_know)
                .cloned(),
        }
    };
    Ok(statement.movements.iter().map(line).collect())
}

fn movements(statement: &Statement) -> impl Iterator<Item = &Transfer> {
    statement
        .movements
        .iter()
        .map(|movement| &movement.transfer)
}

fn people(reader: &Reader<'_>, contract: &Stored) -> Result<Vec<LinkedPerson>, Fault> {
    let mut filed: HashMap<i64, Vec<RequestNumber>> = HashMap::new();
    let all = reader.rows(FILED, params![contract.contract.0], |row| {
        Ok((
            row.get::<i64>(1)?,
            books::request_number(&row.get::<String>(2)?)?,
        ))
    })?;
    for (account, number) in all {
        filed.entry(account).or_default().push(number);
    }
    reader.rows(PEOPLE, params![contract.contract.0], |row| {
        let account = row.get::<i64>(0)?;
        Ok(LinkedPerson {
            account: row.get(1)?,
            name: row.get(2)?,
            email: row.get(3)?,
            since: Moment(row.get(4)?),
            used: row.get::<Option<i64>>(5)?.map(Moment),
            requests: filed.remove(&account).unwrap_or_default(),
            is_owner: contract.owner == Some(AccountRef(account)),
        })
    })
}

/// The contract that this one replaced, where the reader may see it.
fn predecessor(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    contract: &Stored,
    at: Moment,
) -> Answer<Option<Summary>> {
    let row = reader.maybe(PREDECESSOR, params![contract.contract.0], |row| {
        row.get::<i64>(0)
    })?;
    let rows: Vec<i64> = row.into_iter().collect();
    let Some(found) = stored::by_rows(reader, &rows)?.into_iter().next() else {
        return Ok(None);
    };
    let summary = summary::one(reader, catalog, account, &found, None, at)?;
    Ok(Some(summary).filter(|summary| summary.owned || summary.linked))
}
