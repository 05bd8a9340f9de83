//! Where the charge of an incident can be moved, with what that does to both balances, before it is moved.

use domain::account::{AccountRef, Caller};
use domain::catalog::{Catalog, Name};
use domain::eligibility::{self, Position, Reason};
use domain::ids::AccessId;
use domain::ledger::{self, Book, IncidentRef};
use domain::offer::Unit;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::Reader;

use super::cases::{self, Held};
use crate::contracts::stored::{self, Stored};
use crate::contracts::{Summary, payment_choices, summaries, told};
use crate::house::{House, Seen, Visit};
use crate::ledger::books;
use crate::stopped::{Answer, Stopped};

/// A contract with its free units before and after; nothing where it is unlimited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its opaque key.
    pub key: String,
    /// Its Access ID.
    pub access_id: AccessId,
    /// The plan.
    pub plan: Name,
    /// Free units now.
    pub before: Option<i64>,
    /// Free units after the move.
    pub after: Option<i64>,
}

/// A contract that the charge could be moved to.
#[derive(Clone, Debug)]
pub struct Target {
    /// The contract.
    pub side: Side,
    /// How it stands, with every reason why it can take no charge.
    pub contract: Summary,
    /// Whose it is, as they are called.
    pub owner: String,
    /// Whether it is of the same customer as the one that pays.
    pub is_same_customer: bool,
    /// Why the charge cannot be moved there.
    pub hindrance: Option<Refusal>,
}

/// The charge of an incident, and where it can be moved.
#[derive(Clone, Debug)]
pub struct Moving {
    /// What the incident is called.
    pub title: String,
    /// What is counted.
    pub unit: Unit,
    /// The contract that pays.
    pub from: Side,
    /// The contracts of the one who filed it, and those with the Access ID that was looked for.
    pub targets: Vec<Target>,
}

/// Where the charge of `incident` can be moved: the contracts of whoever filed it, and those with `looked_for`.
///
/// # Errors
/// [`Refusal::NoCharge`] where nothing is charged; [`Refusal::NotFound`] for anybody but a supervisor.
pub async fn moving(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    looked_for: Option<AccessId>,
) -> Answer<Seen<Moving>> {
    let (catalog, at) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let held = cases::look(reader, caller, incident, Deed::JudgeCharge, at)?;
            held.must_be_incident()?;
            let paid = held.case.contract.ok_or(Refusal::NoCharge)?;
            let paid = stored::by_rows(reader, &[paid.0])?.pop();
            let paid = paid.ok_or(Refusal::NotFound)?;
            let mut found = stored::by_keys(reader, &own(reader, &catalog, &held, at)?)?;
            if let Some(access_id) = &looked_for {
                let others = stored::by_access_id(reader, access_id)?;
                found.extend(others);
            }
            found.sort_by_key(|one| one.contract);
            found.dedup_by_key(|one| one.contract);
            let (mut after, mut targets) = (None, Vec::new());
            for to in found.iter().filter(|to| to.contract != paid.contract) {
                let foreseen = foresee(reader, &catalog, caller, &held, (&paid, to), at)?;
                after = after.or(foreseen.1);
                targets.push(foreseen.0);
            }
            let unit = held.case.terms.unit;
            let left = held.book_as_it_is(reader)?.left(unit, at);
            let after = after.map_or(left, |book| book.left(unit, at));
            Ok(Moving {
                title: held.title.clone(),
                unit,
                from: side(&catalog, &paid, (left, after))?,
                targets,
            })
        })
        .await
}

/// Refuses a contract that the charge of `held` cannot be moved to.
///
/// # Errors
/// [`Refusal::ContractState`] where it is the one that pays, and why it cannot be used.
pub(super) fn check(held: &Held, to: &Stored, summary: &Summary) -> Result<(), Refusal> {
    if held.case.contract == Some(to.contract) {
        return Err(Refusal::ContractState);
    }
    match summary.reasons.first() {
        None => Ok(()),
        Some(Reason::Exhausted) => Err(Refusal::Exhausted),
        Some(reason) => Err(Refusal::NotEligible(*reason)),
    }
}

/// How `to` stands, with every reason why it can take no charge.
pub(super) fn judged(
    reader: &Reader<'_>,
    catalog: &Catalog,
    to: &Stored,
    at: Moment,
) -> Answer<Summary> {
    let one = std::slice::from_ref(to);
    let summary = summaries(reader, catalog, AccountRef(0), one, None, at)?.pop();
    let mut summary = summary.ok_or(Refusal::NotFound)?;
    let book = books::read_one(reader, to.contract)?;
    let position = Position::of(&summary.offer, &to.milestones, &to.zone, &book, at);
    summary.reasons = eligibility::charge_reasons(&position);
    Ok(summary)
}

/// The opaque keys of the contracts of whoever filed the incident.
fn own(reader: &Reader<'_>, catalog: &Catalog, held: &Held, at: Moment) -> Answer<Vec<String>> {
    let account = held.case.reporter;
    let own = payment_choices(reader, catalog, account, None, at)?;
    Ok(own.into_iter().map(|one| one.key).collect())
}

/// The target, and the book of the contract that pays after the move where it can be made.
fn foresee(
    reader: &Reader<'_>,
    catalog: &Catalog,
    caller: &Caller,
    held: &Held,
    (paid, to): (&Stored, &Stored),
    at: Moment,
) -> Answer<(Target, Option<Book>)> {
    let unit = held.case.terms.unit;
    let (mut paying, mut into) = (
        books::read_one(reader, paid.contract)?,
        books::read_one(reader, to.contract)?,
    );
    let before = into.left(unit, at);
    let contract = judged(reader, catalog, to, at)?;
    let moved = check(held, to, &contract)
        .map_err(Stopped::from)
        .and_then(|()| run(catalog, caller, held, (&mut paying, &mut into), at));
    let hindrance = match moved {
        Ok(()) => None,
        Err(Stopped::Refused(refusal)) => Some(refusal),
        Err(broke) => return Err(broke),
    };
    let owner = told::owner(reader, to)?;
    let target = Target {
        side: side(catalog, to, (before, into.left(unit, at)))?,
        contract,
        owner: to
            .organisation
            .clone()
            .or_else(|| owner.map(|owner| owner.label().to_owned()))
            .unwrap_or_default(),
        is_same_customer: (paid.owner.is_some() && paid.owner == to.owner)
            || (paid.organisation.is_some() && paid.organisation == to.organisation),
        hindrance,
    };
    let after = target.hindrance.is_none().then_some(paying);
    Ok((target, after))
}

/// Moves the charge on copies of the books.
fn run(
    catalog: &Catalog,
    caller: &Caller,
    held: &Held,
    (paying, into): (&mut Book, &mut Book),
    at: Moment,
) -> Answer<()> {
    let charge = held.case.charge.ok_or(Refusal::NoCharge)?;
    let rule = held.offer_in(catalog)?.late_credit;
    let warrant = held.warrant(caller, "move", at);
    let number = held.case.number;
    ledger::move_charge(paying, charge, into, number, rule, &warrant)?;
    Ok(())
}

fn side(
    catalog: &Catalog,
    contract: &Stored,
    (before, after): (Option<i64>, Option<i64>),
) -> Answer<Side> {
    Ok(Side {
        key: contract.key.clone(),
        access_id: contract.access_id.clone(),
        plan: contract.offer(catalog)?.name.clone(),
        before,
        after,
    })
}
