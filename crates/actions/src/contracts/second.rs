//! Four eyes: units above what one person gives or takes alone are asked for, and wait for another.

use domain::account::{AccountRef, Caller};
use domain::catalog::{Catalog, Name};
use domain::ids::AccessId;
use domain::ledger::ContractRef;
use domain::offer::Unit;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use store::{Fault, Reader, Row, Tx, params};

use super::change::{self, Change, Outcome};
use super::stored::{self, Stored, in_region};
use super::{Tools, told};
use crate::audit::{self, Done, Record};
use crate::house::{House, Seen, Visit};
use crate::ledger::books;
use crate::stopped::{Answer, Stopped};

/// Rows of the queue: more than a supervisor gets to in a day.
const MOST: i64 = 100;

macro_rules! adjustments {
    ($tail:literal) => {
        concat!(
            "SELECT j.id, j.key, j.contract, j.what, j.units, j.last_day, j.reason, j.asked_at, j.asked_by, j.decided_at,
                    j.decided_by, j.approved_at, j.answer
             FROM adjustment j ",
            $tail
        )
    };
}

pub(super) const OPEN: &str = concat!(
    adjustments!("WHERE j.decided_at IS NULL AND "),
    in_region!("j.contract", "$1"),
    " ORDER BY j.asked_at, j.id LIMIT $2"
);
pub(super) const OF_CONTRACT: &str = adjustments!(
    "WHERE j.contract = $1 AND j.decided_at IS NULL ORDER BY j.asked_at, j.id LIMIT $2"
);
pub(super) const BY_KEY: &str = adjustments!("WHERE j.key = $1");

pub(super) const COUNT: &str = concat!(
    "SELECT COUNT(*) FROM adjustment j WHERE j.decided_at IS NULL AND ",
    in_region!("j.contract", "$1")
);

const BY_ONCE: &str = "SELECT key FROM adjustment WHERE contract = $1 AND once = $2";

const ASK: &str = "
    INSERT INTO adjustment (key, contract, once, what, units, last_day, reason, asked_at, asked_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// The units that are asked for, and where they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct What {
    /// How many, below zero where they are taken away.
    pub units: i64,
    /// Whether they get a lot of their own.
    pub is_top_up: bool,
    /// That lot's last usable day, where it is not the contract's.
    pub last_day: Option<Date>,
}

impl What {
    /// The units of a change; nothing where it is about none.
    pub(super) fn of(change: &Change) -> Option<Self> {
        let (units, is_top_up, last_day) = match *change {
            Change::Adjust(units) => (units, false, None),
            Change::TopUp(units, last_day) => (units, true, last_day),
            _ => return None,
        };
        Some(Self {
            units,
            is_top_up,
            last_day,
        })
    }

    fn change(self) -> Change {
        if self.is_top_up {
            Change::TopUp(self.units, self.last_day)
        } else {
            Change::Adjust(self.units)
        }
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// When.
    pub at: Moment,
    /// By whom, as they are called.
    pub by: String,
    /// Whether it was approved.
    pub is_approved: bool,
    /// Whether whoever asked has taken it back.
    pub is_withdrawn: bool,
    /// What they say.
    pub words: String,
}

/// Units that were asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its opaque key.
    pub key: String,
    /// The contract's opaque key.
    pub contract: String,
    /// The contract's Access ID.
    pub access_id: AccessId,
    /// The plan.
    pub plan: Name,
    /// The organisation that owns the contract.
    pub organisation: Option<String>,
    /// What the contract counts.
    pub unit: Unit,
    /// The units.
    pub what: What,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked: Moment,
    /// By whom, as they are called.
    pub by: String,
    /// Free units now; nothing where the contract does not count.
    pub before: Option<i64>,
    /// Free units with it, or why it cannot be done as the contract is now.
    pub after: Result<Option<i64>, Refusal>,
    /// Whether the reader asked for it, and so does not decide.
    pub is_own: bool,
    /// What was decided.
    pub decision: Option<Decision>,
}

/// An adjustment's row.
pub(super) struct Found {
    pub id: i64,
    pub key: String,
    pub contract: ContractRef,
    pub what: What,
    pub reason: String,
    pub asked: Moment,
    pub asked_by: AccountRef,
    pub decided: Option<(Moment, AccountRef)>,
    pub is_approved: bool,
    pub answer: Option<String>,
}

/// Writes down that `caller` asks for units.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    caller: &Caller,
    contract: &Stored,
    what: &What,
    (key, once, reason): (&str, &str, &str),
    at: Moment,
) -> Answer<()> {
    let asker = super::signed_in(caller)?.account.0;
    let (row, kind) = (contract.contract.0, kind(what.is_top_up));
    let last_day = what.last_day.map(|day| day.to_string());
    let values = params![
        key, row, once, kind, what.units, &last_day, reason, at.0, asker
    ];
    tx.execute(ASK, values)?;
    let after = format!("{:+}", what.units);
    let line = Record {
        after: Some(&after),
        ..Record::of(Done::ContractAdjustmentAsk, &contract.key)
    };
    Ok(audit::explain(tx, caller, at, &line, reason)?)
}

/// What the form called `once` asked for.
pub(super) fn asked_by(
    reader: &Reader<'_>,
    contract: &Stored,
    once: &str,
) -> Result<Option<String>, Fault> {
    reader.maybe(BY_ONCE, params![contract.contract.0, once], |row| {
        row.get(0)
    })
}

/// What waits for a second person on contracts of `region`, or on all where it is empty, the longest first; at most a
/// hundred.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre.
pub async fn adjustments(house: &House, visit: &Visit, region: &str) -> Answer<Seen<Vec<Asked>>> {
    let (tools, region, at) = (Tools::of(house), region.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let rows = reader.rows(OPEN, params![&region, MOST], asked)?;
            rows.into_iter()
                .map(|row| told_of(reader, &tools, caller, row, at))
                .collect()
        })
        .await
}

/// How many wait for a second person, on contracts of `region` or on all where it is empty.
pub(crate) fn adjustments_waiting(reader: &Reader<'_>, region: &str) -> Result<i64, Fault> {
    reader.row(COUNT, params![region], |row| row.get(0))
}

/// What waits for a second person on one contract.
pub(super) fn of_contract(
    reader: &Reader<'_>,
    tools: &Tools,
    caller: &Caller,
    contract: ContractRef,
    at: Moment,
) -> Answer<Vec<Asked>> {
    let rows = reader.rows(OF_CONTRACT, params![contract.0, MOST], asked)?;
    rows.into_iter()
        .map(|row| told_of(reader, tools, caller, row, at))
        .collect()
}

/// The adjustment called `key`, with what it would do to the contract as it is now.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre.
pub async fn adjustment(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Asked>> {
    let (tools, key, at) = (Tools::of(house), key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let row = reader.maybe(BY_KEY, params![&key], asked)?;
            told_of(reader, &tools, caller, row.ok_or(Refusal::NotFound)?, at)
        })
        .await
}

fn told_of(
    reader: &Reader<'_>,
    tools: &Tools,
    caller: &Caller,
    row: Found,
    at: Moment,
) -> Answer<Asked> {
    let contract = stored::by_rows(reader, &[row.contract.0])?.pop();
    let contract = contract.ok_or(Refusal::NotFound)?;
    let offer = offer_of(&tools.catalog, &contract)?;
    let before = books::read_one(reader, contract.contract)?.left(offer.1, at);
    let after = match change::outcome(reader, tools, &contract, &row.what.change(), at) {
        Ok(Outcome::Balance(_, after)) => Ok(after),
        Ok(_) => Ok(before),
        Err(Stopped::Refused(refusal)) => Err(refusal),
        Err(broke) => return Err(broke),
    };
    let decision = match row.decided {
        None => None,
        Some((at, by)) => Some(Decision {
            at,
            by: called(reader, by)?,
            is_approved: row.is_approved,
            is_withdrawn: by == row.asked_by,
            words: row.answer.unwrap_or_default(),
        }),
    };
    Ok(Asked {
        key: row.key,
        contract: contract.key,
        access_id: contract.access_id,
        plan: offer.0,
        organisation: contract.organisation,
        unit: offer.1,
        what: row.what,
        reason: row.reason,
        asked: row.asked,
        by: called(reader, row.asked_by)?,
        before,
        after,
        is_own: caller.person().map(|person| person.account) == Some(row.asked_by),
        decision,
    })
}

fn offer_of(catalog: &Catalog, contract: &Stored) -> Result<(Name, Unit), Fault> {
    let offer = contract.offer(catalog)?;
    Ok((offer.name.clone(), offer.unit))
}

/// What to call the person behind an account; nothing where they were erased.
pub(super) fn called(reader: &Reader<'_>, account: AccountRef) -> Result<String, Fault> {
    let found = told::account(reader, account)?;
    Ok(found.map_or_else(String::new, |person| person.label().to_owned()))
}

const fn kind(is_top_up: bool) -> &'static str {
    if is_top_up { "top_up" } else { "adjust" }
}

pub(super) fn asked(row: &Row<'_>) -> Result<Found, Fault> {
    let last_day = row.get::<Option<String>>(5)?;
    let last_day = last_day.map(|day| Date::parse(&day)).transpose();
    let decided = row.get::<Option<i64>>(9)?.zip(row.get::<Option<i64>>(10)?);
    Ok(Found {
        id: row.get(0)?,
        key: row.get(1)?,
        contract: ContractRef(row.get(2)?),
        what: What {
            units: row.get(4)?,
            is_top_up: row.get::<String>(3)? == kind(true),
            last_day: last_day.map_err(|_| Fault::corrupt("a day that is none"))?,
        },
        reason: row.get(6)?,
        asked: Moment(row.get(7)?),
        asked_by: AccountRef(row.get(8)?),
        decided: decided.map(|(at, by)| (Moment(at), AccountRef(by))),
        is_approved: row.get::<Option<i64>>(11)?.is_some(),
        answer: row.get(12)?,
    })
}
