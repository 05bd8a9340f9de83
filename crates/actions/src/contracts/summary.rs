//! A contract as lists and choices show it: how it stands, what is left, and every reason why it cannot be used.

use std::collections::{BTreeMap, HashMap};

use domain::account::AccountRef;
use domain::catalog::Catalog;
use domain::contract::{Label, Standing};
use domain::eligibility::{self, Area, Position, Question, Reason};
use domain::ids::AccessId;
use domain::ledger::{Account, Book, ContractRef, Lot};
use domain::offer::Offer;
use domain::refusal::Refusal;
use domain::time::{Date, Moment, Zone};
use store::{Fault, Reader, params};

use super::stored::{self, Stored};
use crate::ledger::books;
use crate::stopped::Answer;

/// Live links of contracts.
const LINKS: &str =
    "SELECT contract, account FROM link WHERE contract IN_LIST($1) AND ended_at IS NULL";

const COUNTRY: &str = "SELECT country FROM account WHERE id = $1 AND country IS NOT NULL";

/// When the latest unit of each contract was drawn.
const LAST_DRAWN: &str = "
    SELECT contract, MAX(at) FROM transfer
    WHERE contract IN_LIST($1) AND cause = 'incident' AND reverses IS NULL
    GROUP BY contract";

/// What somebody wants support for, by the catalogue's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The product; none where every product of the area may be meant.
    pub product: Option<String>,
    /// Its version, where it has any.
    pub version: Option<String>,
    /// Whether the system is in production.
    pub production: bool,
    /// Where the request is being made.
    pub area: Area,
    /// A region to ask for in place of the person's own.
    pub region: Option<String>,
}

impl Wanted {
    /// Anything that support is asked for in `area`.
    pub const fn in_area(area: Area) -> Self {
        Self {
            product: None,
            version: None,
            production: true,
            area,
            region: None,
        }
    }

    /// Refuses a product or version that the catalogue does not have.
    pub(crate) fn check(&self, catalog: &Catalog) -> Result<(), Refusal> {
        let Some(product) = &self.product else {
            return Ok(());
        };
        let product = catalog.product(product).ok_or(Refusal::NotFound)?;
        let known = self
            .version
            .as_deref()
            .is_none_or(|version| product.version(version).is_some());
        if known {
            Ok(())
        } else {
            Err(Refusal::NotFound)
        }
    }

    fn question<'a>(
        &'a self,
        catalog: &'a Catalog,
        home: Option<&'a str>,
        contract: &'a Stored,
        at: Moment,
    ) -> Option<Question<'a>> {
        let product = catalog.product(self.product.as_deref()?)?;
        Some(Question {
            product,
            version: self
                .version
                .as_deref()
                .and_then(|version| product.version(version)),
            production: self.production,
            region: self.region.as_deref().or(home).unwrap_or(&contract.region),
            area: self.area,
            day: contract.zone.date_of(at),
        })
    }
}

/// The contract that took another's place.
#[derive(Clone, Debug)]
pub struct Successor {
    /// Its opaque key.
    pub key: String,
    /// Its Access ID.
    pub access_id: AccessId,
    /// What it was made from.
    pub offer: Offer,
}

/// A contract as somebody sees it.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Its opaque key, for addresses.
    pub key: String,
    /// Its Access ID.
    pub access_id: AccessId,
    /// What it was made from.
    pub offer: Offer,
    /// What identifies it in the cloud area, where its offer belongs to a programme.
    pub label: Option<Label>,
    /// The organisation that owns it, by name.
    pub organisation: Option<String>,
    /// The key of its region.
    pub region: String,
    /// The zone that its days are of.
    pub zone: Zone,
    /// How it stands, units apart.
    pub standing: Standing,
    /// Units free to use, or nothing where it is unlimited.
    pub left: Option<i64>,
    /// Units granted so far.
    pub granted: i64,
    /// First usable day.
    pub first_day: Date,
    /// Last usable day.
    pub last_day: Date,
    /// First instant at which nothing of it can be used any more.
    pub usable_until: Moment,
    /// Whether the one who asks is its owner.
    pub owned: bool,
    /// Whether the one who asks holds a link.
    pub linked: bool,
    /// How many others hold a link.
    pub shared_with: i64,
    /// What took its place.
    pub successor: Option<Successor>,
    /// When its latest unit was drawn, where nothing is left.
    pub last_drawn: Option<Moment>,
    /// Every reason why it cannot be used for what was asked; none where it can.
    pub reasons: Vec<Reason>,
}

impl Summary {
    /// Whether it can be used for what was asked.
    pub const fn is_usable(&self) -> bool {
        self.reasons.is_empty()
    }

    /// What it is called where one of several is chosen: `0230242323 - Partner Support Gold 20Pack`.
    pub fn title(&self, language: &str) -> String {
        format!(
            "{} - {}",
            self.access_id,
            self.offer.name.in_language(language)
        )
    }

    /// The order in which choices are shown: usable ones first, soonest end first.
    pub(crate) fn rank(&self) -> (bool, Moment, &str) {
        (
            !self.is_usable(),
            self.usable_until,
            self.access_id.as_str(),
        )
    }
}

/// The contracts as `account` sees them at `at`, judged for what is wanted, or by how they stand where nothing is.
pub(crate) fn summaries(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    contracts: &[Stored],
    wanted: Option<&Wanted>,
    at: Moment,
) -> Result<Vec<Summary>, Fault> {
    let rows: Vec<i64> = contracts
        .iter()
        .map(|contract| contract.contract.0)
        .collect();
    let mut books = books::read(reader, &rows)?;
    let mut links: HashMap<ContractRef, Vec<AccountRef>> = HashMap::new();
    for (contract, account) in
        reader.rows(LINKS, params![&rows], |row| Ok((row.get(0)?, row.get(1)?)))?
    {
        links
            .entry(ContractRef(contract))
            .or_default()
            .push(AccountRef(account));
    }
    let home = home(reader, catalog, account)?;
    let mut summaries = Vec::with_capacity(contracts.len());
    for contract in contracts {
        let book = books
            .remove(&contract.contract)
            .ok_or_else(|| Fault::corrupt("a contract without a book"))?;
        let mut summary = summary(catalog, contract, &book, (wanted, home), at)?;
        let links = links.get(&contract.contract).map_or(&[][..], Vec::as_slice);
        summary.owned = contract.owner == Some(account);
        summary.linked = links.contains(&account);
        summary.shared_with = links.iter().filter(|other| **other != account).count() as i64;
        summaries.push(summary);
    }
    tell_successors(reader, catalog, contracts, &mut summaries)?;
    tell_last_drawn(reader, contracts, &mut summaries)?;
    Ok(summaries)
}

/// The one contract called `contract`, as `account` sees it.
pub(crate) fn one(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    contract: &Stored,
    wanted: Option<&Wanted>,
    at: Moment,
) -> Answer<Summary> {
    let found = summaries(
        reader,
        catalog,
        account,
        std::slice::from_ref(contract),
        wanted,
        at,
    )?;
    Ok(found.into_iter().next().ok_or(Refusal::NotFound)?)
}

/// The region of the account's country, where both are known.
pub(crate) fn home<'a>(
    reader: &Reader<'_>,
    catalog: &'a Catalog,
    account: AccountRef,
) -> Result<Option<&'a str>, Fault> {
    let country = reader.maybe(COUNTRY, params![account.0], |row| row.get::<String>(0))?;
    let region = country.and_then(|country| catalog.region_of(&country));
    Ok(region.map(|region| region.key.as_str()))
}

fn summary(
    catalog: &Catalog,
    contract: &Stored,
    book: &Book,
    (wanted, home): (Option<&Wanted>, Option<&str>),
    at: Moment,
) -> Result<Summary, Fault> {
    let offer = contract.offer(catalog)?;
    let position = Position::of(offer, &contract.milestones, &contract.zone, book, at);
    let question = wanted.and_then(|wanted| wanted.question(catalog, home, contract, at));
    let reasons = match (question, wanted) {
        (Some(question), _) => eligibility::reasons(&position, &question),
        (None, Some(wanted)) => eligibility::area_reasons(&position, wanted.area),
        (None, None) => eligibility::standing_reasons(&position),
    };
    let of_unit = || book.lots.iter().filter(|lot| lot.unit == offer.unit);
    let free = of_unit().filter(|lot| lot.balances.of(Account::Available) > 0);
    let usable_until = free
        .map(Lot::usable_until)
        .fold(contract.milestones.ends, Moment::max);
    Ok(Summary {
        key: contract.key.clone(),
        access_id: contract.access_id.clone(),
        offer: offer.clone(),
        label: contract.label(offer),
        organisation: contract.organisation.clone(),
        region: contract.region.clone(),
        zone: contract.zone.clone(),
        standing: position.standing,
        left: position.left,
        granted: of_unit()
            .map(|lot| -lot.balances.of(Account::Granted))
            .sum(),
        first_day: contract.zone.date_of(contract.milestones.starts),
        last_day: position.last_day,
        usable_until,
        owned: false,
        linked: false,
        shared_with: 0,
        successor: None,
        last_drawn: None,
        reasons,
    })
}

fn tell_successors(
    reader: &Reader<'_>,
    catalog: &Catalog,
    contracts: &[Stored],
    summaries: &mut [Summary],
) -> Result<(), Fault> {
    let rows: Vec<i64> = contracts
        .iter()
        .filter_map(|contract| contract.milestones.superseded_by)
        .map(|row| row.0)
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let successors: BTreeMap<ContractRef, Stored> = stored::by_rows(reader, &rows)?
        .into_iter()
        .map(|found| (found.contract, found))
        .collect();
    for (contract, summary) in contracts.iter().zip(summaries) {
        let Some(found) = contract
            .milestones
            .superseded_by
            .and_then(|row| successors.get(&row))
        else {
            continue;
        };
        let offer = found.offer(catalog)?.clone();
        summary.successor = Some(Successor {
            key: found.key.clone(),
            access_id: found.access_id.clone(),
            offer,
        });
    }
    Ok(())
}

fn tell_last_drawn(
    reader: &Reader<'_>,
    contracts: &[Stored],
    summaries: &mut [Summary],
) -> Result<(), Fault> {
    let exhausted = |summary: &Summary| summary.reasons.contains(&Reason::Exhausted);
    let rows: Vec<i64> = contracts
        .iter()
        .zip(summaries.iter())
        .filter(|(_, summary)| exhausted(summary))
        .map(|(contract, _)| contract.contract.0)
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let drawn: HashMap<i64, i64> = reader
        .rows(LAST_DRAWN, params![&rows], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .into_iter()
        .collect();
    for (contract, summary) in contracts.iter().zip(summaries) {
        if exhausted(summary) {
            summary.last_drawn = drawn.get(&contract.contract.0).copied().map(Moment);
        }
    }
    Ok(())
}
