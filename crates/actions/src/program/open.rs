//! Opening a case.

use std::sync::Arc;

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::policy::Deed;
use domain::program::{OFFER, Title, Topic};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use serde_json::json;
use store::{Fault, Reader, Tx, params};

use crate::contracts::stored;
use crate::incidents::Contact;
use crate::incidents::open::{self, Opening};
use crate::organisations::stored::{self as organisations, Location};
use crate::partners;
use crate::{Answer, House, Stopped, Visit};

const CASE: &str = "
    INSERT INTO program_case (incident, topic, region, contract, site_name, site_country, site_zone)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// A location that is to be added.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// What it is called, such as its city.
    pub name: String,
    /// The ISO 3166-1 code of its country.
    pub country: String,
    /// Its time zone.
    pub zone: Zone,
}

/// What a case is opened with.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// What it is about.
    pub topic: Topic,
    /// The opaque key of the location it is for.
    pub location: String,
    /// The opaque key of the contract whose IDs are missing.
    pub contract: Option<String>,
    /// The location to be added.
    pub site: Option<NewSite>,
    /// One line where the topic does not say it; else empty.
    pub subject: String,
    /// Markdown; may be empty.
    pub words: String,
    /// How the person is reached.
    pub contact: Contact,
    /// The same key gets the same answer.
    pub once: String,
}

/// Opens the case in the region of the location; no unit is drawn.
///
/// # Errors
/// `SignInNeeded`, `NotFound` for a location or a contract that is not the caller's to see, `NotEntitled` where the
/// partner has no membership with program support, `CountryUnknown`, `KeyReused`.
pub async fn open(house: &House, visit: &Visit, case: NewCase) -> Answer<RequestNumber> {
    let (catalog, numbers, asked) = (house.catalog(), house.keys.numbers().clone(), visit.clone());
    house
        .act(visit, move |tx, caller| {
            let at = asked.at;
            caller.person().ok_or(Refusal::SignInNeeded)?;
            let location = organisations::at(tx, &case.location)?;
            organisations::allow(tx, caller, Some(location.row), Deed::OpenCase, at)?;
            opened(tx, &catalog, &numbers, caller, (&asked, &case), &location)
        })
        .await
}

fn opened(
    tx: &mut Tx<'_>,
    catalog: &Arc<Catalog>,
    numbers: &NumberKey,
    caller: &Caller,
    (visit, case): (&Visit, &NewCase),
    location: &Location,
) -> Answer<RequestNumber> {
    let at = visit.at;
    let region = catalog
        .region_of(&location.country)
        .ok_or(Refusal::CountryUnknown)?;
    let calendar = catalog
        .calendar_of(region.key.as_str())
        .ok_or_else(|| Fault::corrupt(format!("region {}", region.key)))?;
    let contract = match &case.contract {
        Some(key) => Some(stored::seen(tx, caller, key, Deed::ReadContract, at)?),
        None => None,
    };
    let site = case.site.as_ref();
    if site.is_some_and(|site| catalog.region_of(&site.country).is_none()) {
        return Err(Refusal::CountryUnknown.into());
    }
    let words = site.map_or(case.subject.as_str(), |site| &site.name);
    let title = Title::of(case.topic, words).to_string();
    let opening = Opening {
        kind: RequestKind::Program,
        person: caller.person().ok_or(Refusal::SignInNeeded)?,
        organisation: Some(location.organisation.row.0),
        location: Some(location.row.0),
        contract: None,
        offer: catalog.newest_offer(OFFER).ok_or(Refusal::NotEntitled)?,
        calendar,
        product: "",
        topic: case.topic.code(),
        title: &title,
        words: &case.words,
        asked: json!({
            "location": case.location,
            "contract": case.contract,
            "site": site.map(|site| [&site.name, &site.country, site.zone.name()]),
        }),
        contact: case.contact.clone(),
        language: &visit.language,
        idempotency_key: &case.once,
        network: &visit.network,
    };
    if let Some(receipt) = open::answered(tx, &opening)? {
        return Ok(receipt.number);
    }
    entitled(tx, catalog, location, at)?;
    let receipt = open::open(tx, catalog, numbers, &opening, at)?;
    let values = params![
        receipt.incident.0,
        case.topic.code(),
        region.key.as_str(),
        contract.map(|contract| contract.contract.0),
        site.map(|site| site.name.as_str()),
        site.map(|site| site.country.as_str()),
        site.map(|site| site.zone.name()),
    ];
    tx.execute(CASE, values)?;
    Ok(receipt.number)
}

/// Refuses where the organisation has no membership with program support at `at`.
pub(super) fn entitled(
    reader: &Reader<'_>,
    catalog: &Catalog,
    location: &Location,
    at: Moment,
) -> Answer<()> {
    let membership = partners::current(reader, location.organisation.row, at);
    let level = membership.and_then(|found| Ok(found.level(catalog)?.program_support));
    match level {
        Ok(true) => Ok(()),
        Ok(false) | Err(Stopped::Refused(Refusal::NoMembership)) => {
            Err(Refusal::NotEntitled.into())
        }
        Err(stopped) => Err(stopped),
    }
}
