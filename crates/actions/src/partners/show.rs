//! A partner with its membership and benefits, as far as whoever asks may see them.

use std::collections::BTreeMap;

use domain::account::{AccountRef, Caller};
use domain::catalog::{Catalog, Name};
use domain::partner::{Addition, Cause, Level, LocationRef, may_ask};
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Reader, params};

use super::queue::{self, Task};
use super::stored::{self, Held, Membership, activated, activations};
use crate::contracts::{self, Summary};
use crate::house::{House, Seen, Visit};
use crate::organisations::{self, Shown};
use crate::stopped::Answer;

/// Contracts of locations, the newest first.
const CONTRACTS: &str = "
    SELECT id FROM contract WHERE location IN_LIST($1) ORDER BY starts_at DESC, id DESC LIMIT 500";

/// What waits to be activated at locations.
const WAITING: &str = activations!(
    "WHERE v.location IN_LIST($1) AND v.done_at IS NULL ORDER BY v.asked_at, v.id LIMIT 100"
);

/// What was asked for in a membership, at which location.
const ASKED: &str = "SELECT location, cause FROM activation WHERE membership = $1";

/// The opaque keys of the locations that are shown.
type Sites = BTreeMap<LocationRef, String>;

/// A contract of a location.
#[derive(Clone, Debug)]
pub struct Benefit {
    /// The location's opaque key.
    pub location: String,
    /// How the contract stands.
    pub contract: Summary,
}

/// What a location may use internally by a competency: a benefit in words, without a counter.
#[derive(Clone, Debug)]
pub struct Rights {
    /// The location's opaque key.
    pub location: String,
    /// The competency's key.
    pub key: String,
    /// What the competency is called.
    pub competency: Name,
    /// What its holder may use.
    pub internal_use: Name,
    /// Since when.
    pub earned: Moment,
}

/// A partner.
#[derive(Clone, Debug)]
pub struct Partner {
    /// The organisation with the locations that whoever asks sees.
    pub organisation: Shown,
    /// The membership in force, or the latest or next one.
    pub membership: Option<Membership>,
    /// Its level.
    pub level: Option<Level>,
    /// Contracts of those locations, newest first.
    pub benefits: Vec<Benefit>,
    /// Rights of those locations.
    pub rights: Vec<Rights>,
    /// What those locations bought: opaque key, and what.
    pub additions: Vec<(String, Addition)>,
    /// What waits to be activated for them.
    pub waiting: Vec<Task>,
    /// The locations that can ask for something now, and for what.
    pub askable: Vec<(String, Cause)>,
    /// When it is shown.
    pub at: Moment,
}

/// The partner called `organisation`.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody but the service centre and its own people.
pub async fn show(house: &House, visit: &Visit, organisation: &str) -> Answer<Seen<Partner>> {
    let (catalog, key, at) = (house.catalog(), organisation.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            shown(reader, caller, &catalog, &key, at)
        })
        .await
}

/// The same, for who keeps it: the service centre alone.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody else.
pub async fn kept(house: &House, visit: &Visit, organisation: &str) -> Answer<Seen<Partner>> {
    let (catalog, key, at) = (house.catalog(), organisation.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            shown(reader, caller, &catalog, &key, at)
        })
        .await
}

/// As [`show`], within a read.
pub(crate) fn shown(
    reader: &Reader<'_>,
    caller: &Caller,
    catalog: &Catalog,
    key: &str,
    at: Moment,
) -> Answer<Partner> {
    let organisation = organisations::shown(reader, caller, key, at)?;
    let sites: Sites = organisation
        .sites
        .iter()
        .map(|site| (site.row, site.key.clone()))
        .collect();
    let held = stored::held(reader, organisation.row)?;
    let membership = stored::nearest(reader, organisation.row, at)?;
    let level = membership
        .as_ref()
        .and_then(|membership| membership.level(catalog).ok())
        .cloned();
    let current = membership
        .as_ref()
        .filter(|membership| membership.starts <= at && at < membership.ends);
    Ok(Partner {
        benefits: benefits(reader, caller, catalog, &sites, at)?,
        rights: rights(&catalog.programme, &held, &sites),
        additions: held
            .additions
            .iter()
            .filter_map(|one| Some((sites.get(&one.location)?.clone(), one.kind)))
            .collect(),
        waiting: waiting(reader, catalog, &sites, at)?,
        askable: match current.zip(level.as_ref()) {
            Some(current) => askable(reader, catalog, &organisation, &held, current, at)?,
            None => Vec::new(),
        },
        organisation,
        membership,
        level,
        at,
    })
}

/// The contracts of the locations, usable ones first.
fn benefits(
    reader: &Reader<'_>,
    caller: &Caller,
    catalog: &Catalog,
    sites: &Sites,
    at: Moment,
) -> Result<Vec<Benefit>, Fault> {
    let account = caller
        .person()
        .map_or(AccountRef(0), |person| person.account);
    let contracts = reader.rows(CONTRACTS, params![&rows(sites)], |row| row.get(0))?;
    let contracts = contracts::stored::by_rows(reader, &contracts)?;
    let summaries = contracts::summaries(reader, catalog, account, &contracts, None, at)?;
    let place = |location: Option<LocationRef>| sites.get(&location?).cloned();
    let mut benefits: Vec<Benefit> = contracts
        .iter()
        .zip(summaries)
        .map(|(stored, contract)| Benefit {
            location: place(stored.location).unwrap_or_default(),
            contract,
        })
        .collect();
    benefits.sort_by(|one, other| one.contract.rank().cmp(&other.contract.rank()));
    Ok(benefits)
}

fn waiting(reader: &Reader<'_>, catalog: &Catalog, sites: &Sites, at: Moment) -> Answer<Vec<Task>> {
    let mut waiting = Vec::new();
    for task in reader.rows(WAITING, params![&rows(sites)], activated)? {
        let location = organisations::at_row(reader, task.location)?;
        waiting.push(queue::task(reader, catalog, task, location, at)?);
    }
    Ok(waiting)
}

/// The locations that whoever asks keeps, with what each can ask for in the membership.
fn askable(
    reader: &Reader<'_>,
    catalog: &Catalog,
    organisation: &Shown,
    held: &Held,
    (membership, level): (&Membership, &Level),
    at: Moment,
) -> Answer<Vec<(String, Cause)>> {
    let asked = asked(reader, membership)?;
    let mut askable = Vec::new();
    for site in organisation.sites.iter().filter(|site| site.is_kept) {
        let location = organisations::at_row(reader, site.row)?;
        let here = stored::site(reader, catalog, held, &location, at)?;
        let can = [Cause::Request, Cause::Toolkit]
            .into_iter()
            .filter(|cause| {
                may_ask(&catalog.programme, level, *cause, here).is_ok()
                    && !asked.contains(&(site.row.0, cause.code().to_owned()))
            });
        askable.extend(can.map(|cause| (site.key.clone(), cause)));
    }
    Ok(askable)
}

fn rows(sites: &Sites) -> Vec<i64> {
    sites.keys().map(|location| location.0).collect()
}

fn asked(reader: &Reader<'_>, membership: &Membership) -> Result<Vec<(i64, String)>, Fault> {
    reader.rows(ASKED, params![membership.row], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

fn rights(programme: &domain::partner::Programme, held: &Held, sites: &Sites) -> Vec<Rights> {
    let known = held
        .competencies
        .iter()
        .filter_map(|(location, key, earned)| {
            let competency = programme.competency(key)?;
            Some(Rights {
                location: sites.get(location)?.clone(),
                key: key.clone(),
                competency: competency.name.clone(),
                internal_use: competency.internal_use.clone(),
                earned: *earned,
            })
        });
    known.collect()
}
