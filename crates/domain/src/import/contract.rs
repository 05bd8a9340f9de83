//! A row about a contract.

use super::row::{Flaws, Terms, Wrong, country};
use super::{Cell, Defect, Field, Kind, Quantity, cell};
use crate::catalog::{Catalog, Region};
use crate::ids::{AccessId, ContractId, EmailAddress};
use crate::limits;
use crate::offer::{Grant, Offer};
use crate::time::Date;

/// Who a row says a contract belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A person, by address.
    Person(EmailAddress),
    /// An organisation, by partner ID or name.
    Organisation(String),
}

/// What a row says about a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractLine {
    /// The Access ID.
    pub access_id: AccessId,
    /// The Contract ID.
    pub contract_id: ContractId,
    /// The key of the offer.
    pub offer: String,
    /// Who owns it.
    pub owner: Owner,
    /// The two letters of the country.
    pub country: String,
    /// The key of the region that the country is in.
    pub region: String,
    /// First usable day.
    pub start: Date,
    /// Last usable day.
    pub last_day: Date,
    /// The opening balance.
    pub left: Quantity,
}

/// Reads a row, whose cells `of` gives.
///
/// # Errors
/// Everything that is wrong with it, by field.
pub fn read<'a>(of: impl Fn(Field) -> &'a Cell, terms: &Terms<'_>) -> Result<ContractLine, Flaws> {
    let mut wrong = Wrong::of(Kind::Contracts, &of);
    let access_id = wrong.note(Field::AccessId, access_id(of(Field::AccessId), terms));
    let contract_id = wrong.note(Field::ContractId, contract_id(of(Field::ContractId), terms));
    let offer = wrong.note(Field::Plan, plan(of(Field::Plan), terms.catalog));
    let owner = owner(&mut wrong, of(Field::OwnerEmail), of(Field::Organisation));
    let region = wrong.note(Field::Country, region(of(Field::Country), terms, offer));
    let start = wrong.note(Field::Start, cell::date(of(Field::Start), terms.repairs));
    let last_day = last_day(of(Field::LastDay), terms, start.zip(offer));
    let last_day = wrong.note(Field::LastDay, last_day).flatten();
    let left = left(
        of(Field::Left),
        offer,
        last_day.is_some_and(|day| day < terms.today),
    );
    let left = wrong.note(Field::Left, left);
    let line = (|| {
        let (country, region) = region?;
        Some(ContractLine {
            access_id: access_id?,
            contract_id: contract_id?,
            offer: offer?.key.to_string(),
            owner: owner?,
            country,
            region: region.key.to_string(),
            start: start?,
            last_day: last_day?,
            left: left?,
        })
    })();
    wrong.or(line)
}

/// A person or an organisation, and not both.
fn owner(wrong: &mut Wrong, email: &Cell, organisation: &Cell) -> Option<Owner> {
    match (email.is_blank(), organisation.is_blank()) {
        (true, true) => wrong.note(Field::OwnerEmail, Err(Defect::Missing)),
        (false, false) => wrong.note(Field::Organisation, Err(Defect::TwoOwners)),
        (true, false) => Some(Owner::Organisation(organisation.text.trim().to_owned())),
        (false, true) => {
            let email = EmailAddress::parse(&email.text).map_err(|_| Defect::Email);
            wrong.note(Field::OwnerEmail, email).map(Owner::Person)
        }
    }
}

fn access_id(cell: &Cell, terms: &Terms<'_>) -> Result<AccessId, Defect> {
    let (issued, usual) = (limits::ISSUED_ACCESS_ID_DIGITS, terms.lengths.access);
    let digits = cell::id(cell, issued, usual, terms.repairs.zeros)?;
    AccessId::parse(&digits).map_err(|_| Defect::IdLength(digits.len() as i64))
}

fn contract_id(cell: &Cell, terms: &Terms<'_>) -> Result<ContractId, Defect> {
    let (issued, usual) = (limits::ISSUED_CONTRACT_ID_DIGITS, terms.lengths.contract);
    let digits = cell::id(cell, issued, usual, terms.repairs.zeros)?;
    ContractId::parse(&digits).map_err(|_| Defect::IdLength(digits.len() as i64))
}

/// The newest version of the offer with that key, or with that name in any language.
fn plan<'a>(cell: &Cell, catalog: &'a Catalog) -> Result<&'a Offer, Defect> {
    if cell.is_blank() {
        return Err(Defect::Missing);
    }
    let wanted = cell.text.trim().to_lowercase();
    let is_named = |offer: &&Offer| {
        let mut names = offer.name.languages();
        offer.key.as_str() == wanted || names.any(|(_, name)| name.to_lowercase() == wanted)
    };
    let offers = catalog.offers.iter();
    let newest = offers.filter(|offer| offer.grant != Grant::Free && is_named(offer));
    newest
        .max_by_key(|offer| offer.version)
        .ok_or(Defect::PlanUnknown)
}

/// The country with its region, where the plan is offered there.
fn region<'a>(
    cell: &Cell,
    terms: &Terms<'a>,
    offer: Option<&Offer>,
) -> Result<(String, &'a Region), Defect> {
    let (country, region) = country(cell, terms)?;
    if offer.is_some_and(|offer| !offer.coverage.reaches(region.key.as_str())) {
        return Err(Defect::RegionNotCovered);
    }
    Ok((country, region))
}

/// The last day as it is said, or as the plan's length makes it; nothing where it cannot be known.
fn last_day(
    cell: &Cell,
    terms: &Terms<'_>,
    begun: Option<(Date, &Offer)>,
) -> Result<Option<Date>, Defect> {
    let Some((start, offer)) = begun else {
        return Ok(None);
    };
    if cell.is_blank() {
        return Ok(Some(offer.term.last_usable_day(start)));
    }
    let day = cell::date(cell, terms.repairs)?;
    if day < start {
        return Err(Defect::EndsBeforeStart);
    }
    Ok(Some(day))
}

/// The opening balance: what lapses at once is none.
fn left(cell: &Cell, offer: Option<&Offer>, has_ended: bool) -> Result<Quantity, Defect> {
    if offer.is_some_and(|offer| offer.grant == Grant::Unlimited) {
        return match cell::quantity(cell) {
            Ok(Quantity::Unlimited) | Err(Defect::Missing) => Ok(Quantity::Unlimited),
            _ => Err(Defect::NoNumber),
        };
    }
    match cell::quantity(cell)? {
        Quantity::Unlimited => Err(Defect::NoNumber),
        Quantity::Units(units) if units > 0 && has_ended => Err(Defect::EndedWithUnits),
        units @ Quantity::Units(_) => Ok(units),
    }
}
