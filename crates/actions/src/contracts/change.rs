//! One change of a contract as the service centre makes it by a form: foreseen, for a reason, and once.

use domain::account::{AccountRef, Caller};
use domain::catalog::Catalog;
use domain::contract::Standing;
use domain::ids::{PublicKey, masked};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use store::{Reader, Tx, params};

use super::adjust::{self, Adjustment};
use super::second::{self, What};
use super::stored::{self, Stored};
use super::summary::{self, Summary};
use super::top_up::{self, TopUp};
use super::{Tools, extend, rotate, suspend, told};
use crate::house::{House, Seen, Visit};
use crate::ledger::books;
use crate::stopped::{Answer, Stopped};

/// The form that asks for a change, unless it did before.
const BEGIN: &str = "
    INSERT INTO contract_change (contract, once, at) VALUES ($1, $2, $3) ON CONFLICT (contract, once) DO NOTHING";

/// What is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// So many units more, or fewer where below zero, in the lots that are there.
    Adjust(i64),
    /// So many units in a lot of their own, with its last usable day where it is not the contract's.
    TopUp(i64, Option<Date>),
    /// A later last usable day.
    Extend(Date),
    /// Stopped for the time being.
    Suspend,
    /// Let go on.
    Resume,
    /// Another Contract ID.
    Replace,
}

/// A change with what a form tells of it.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What is to be changed.
    pub change: Change,
    /// Why, in words.
    pub reason: String,
    /// Names the form: a repeat changes nothing.
    pub once: String,
}

/// What came of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Done,
    /// A second person decides about the adjustment of this key.
    Asked(String),
}

/// What a change would bring about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Free units before and after; nothing where the contract does not count.
    Balance(Option<i64>, Option<i64>),
    /// The last usable day before and after.
    LastDay(Date, Date),
    /// How the contract stands before and after.
    Standing(Standing, Standing),
    /// Whom the new Contract ID is sent to: name and masked address.
    ContractId(Option<(String, String)>),
}

/// A change as it is foreseen.
#[derive(Clone, Debug)]
pub struct Foreseen {
    /// How the contract stands now.
    pub summary: Summary,
    /// What it would bring about.
    pub outcome: Outcome,
    /// Whether a second person has to decide.
    pub needs_second: bool,
}

/// What `change` would do to the contract called `key`; nothing is changed.
///
/// # Errors
/// What [`change`] refuses.
pub async fn foresee(
    house: &House,
    visit: &Visit,
    key: &str,
    change: Change,
) -> Answer<Seen<Foreseen>> {
    let (tools, key, at) = (Tools::of(house), key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let contract = stored::seen(reader, caller, &key, Deed::ManageContract, at)?;
            let summary = summary::one(reader, &tools.catalog, AccountRef(0), &contract, None, at)?;
            Ok(Foreseen {
                outcome: outcome(reader, &tools, &contract, &change, at)?,
                needs_second: needs_second(reader, caller, &tools.catalog, &contract, &change)?,
                summary,
            })
        })
        .await
}

/// Changes the contract called `key`, or asks a second person where so many units need one. A repeat of a form changes
/// nothing and is answered as the first.
///
/// # Errors
/// [`Refusal::ReasonNeeded`] without a reason; [`Refusal::ContractState`] and [`Refusal::AdjustmentTooLarge`] where the
/// contract cannot be changed like that.
pub async fn change(house: &House, visit: &Visit, key: &str, wish: Wish) -> Answer<Changed> {
    let (tools, key, at) = (Tools::of(house), key.to_owned(), visit.at);
    let (salt, drawn) = (house.random(), (house.random(), house.random()));
    let asked = PublicKey::mint('j', house.random()).to_string();
    house
        .act(visit, move |tx, caller| {
            let contract = stored::held(tx, caller, &key, Deed::ManageContract, at)?;
            let reason = wish.reason.trim();
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            if !begin(tx, &contract, &wish.once, at)? {
                return again(tx, &contract, &wish.once);
            }
            if needs_second(tx, caller, &tools.catalog, &contract, &wish.change)? {
                outcome(tx, &tools, &contract, &wish.change, at)?;
                let what = What::of(&wish.change).ok_or(Refusal::ContractState)?;
                second::ask(
                    tx,
                    caller,
                    &contract,
                    &what,
                    (&asked, &wish.once, reason),
                    at,
                )?;
                return Ok(Changed::Asked(asked));
            }
            let once = wish.once.clone();
            match wish.change {
                Change::Adjust(change) => {
                    let adjustment = Adjustment {
                        change,
                        reason: reason.to_owned(),
                        once,
                    };
                    adjust::write(tx, &tools, caller, &contract, &adjustment, &salt, at)?;
                }
                Change::TopUp(quantity, last_day) => {
                    let more = TopUp {
                        quantity,
                        last_day,
                        once,
                    };
                    let why = Some((reason, &salt));
                    top_up::write(tx, &tools, caller, &contract, &more, why, at)?;
                }
                Change::Extend(day) => extend::write(tx, caller, &contract, day, reason, at)?,
                Change::Suspend => suspend::write(tx, &tools, caller, &contract, reason, at)?,
                Change::Resume => suspend::lift(tx, &tools, caller, &contract, reason, at)?,
                Change::Replace => {
                    rotate::write(tx, &tools, caller, &contract, reason, drawn, at)?;
                }
            }
            Ok(Changed::Done)
        })
        .await
}

/// Whether the form called `once` asks for the first time.
pub(super) fn begin(tx: &mut Tx<'_>, contract: &Stored, once: &str, at: Moment) -> Answer<bool> {
    Ok(tx.execute(BEGIN, params![contract.contract.0, once, at.0])? > 0)
}

/// What came of the form called `once`.
fn again(reader: &Reader<'_>, contract: &Stored, once: &str) -> Answer<Changed> {
    let asked = second::asked_by(reader, contract, once)?;
    Ok(asked.map_or(Changed::Done, Changed::Asked))
}

fn needs_second(
    reader: &Reader<'_>,
    caller: &Caller,
    catalog: &Catalog,
    contract: &Stored,
    change: &Change,
) -> Answer<bool> {
    let unit = contract.offer(catalog)?.unit;
    let units = What::of(change).map_or(0, |what| what.units);
    match adjust::alone(reader, caller, unit, units) {
        Err(Stopped::Refused(_)) => Ok(true),
        Err(broke) => Err(broke),
        Ok(()) => Ok(false),
    }
}

/// What a change would bring about, or why it cannot be made.
pub(super) fn outcome(
    reader: &Reader<'_>,
    tools: &Tools,
    contract: &Stored,
    change: &Change,
    at: Moment,
) -> Answer<Outcome> {
    contract.must_be_open()?;
    let unit = contract.offer(&tools.catalog)?.unit;
    let book = books::read_one(reader, contract.contract)?;
    let left = book.left(unit, at);
    let usable_until = book
        .lots
        .iter()
        .map(domain::ledger::Lot::usable_until)
        .max();
    let stands = |suspended| {
        let milestones = domain::contract::Milestones {
            suspended,
            ..contract.milestones
        };
        milestones.standing(usable_until.unwrap_or(contract.milestones.ends), at)
    };
    Ok(match change {
        Change::Adjust(change) => {
            let after = adjust::foresee(&book, *change, at)?;
            Outcome::Balance(left, after.left(unit, at))
        }
        Change::TopUp(quantity, last_day) => {
            let more = TopUp {
                quantity: *quantity,
                last_day: *last_day,
                once: String::new(),
            };
            top_up::ends(tools, contract, &more, at)?;
            let sum = |left: i64| left.checked_add(*quantity).ok_or(Refusal::ContractState);
            Outcome::Balance(left, left.map(sum).transpose()?)
        }
        Change::Extend(last_day) => {
            extend::ends(contract, *last_day)?;
            Outcome::LastDay(contract.milestones.last_day(&contract.zone), *last_day)
        }
        Change::Suspend | Change::Resume => {
            let is_suspended = contract.milestones.suspended.is_some();
            if is_suspended == (*change == Change::Suspend) {
                return Err(Refusal::ContractState.into());
            }
            let after = (!is_suspended).then_some(at);
            Outcome::Standing(stands(contract.milestones.suspended), stands(after))
        }
        Change::Replace => {
            let owner = told::owner(reader, contract)?;
            Outcome::ContractId(owner.and_then(|owner| {
                let address = masked(owner.email.as_deref()?);
                Some((owner.label().to_owned(), address))
            }))
        }
    })
}
