//! *My support benefits and activities*, in one read.

use domain::account::{Caller, Person};
use domain::catalog::Catalog;
use domain::contract::Standing;
use domain::offer::Unit;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::Reader;

use super::activities::{self, Activities, Wanted};
use crate::contracts::{self, Pace, Summary};
use crate::house::{House, Seen, Visit};
use crate::organisations::{self, Association, Shown, Site};
use crate::partners::{self, Partner};
use crate::stopped::Answer;

/// Days for which a contract that has ended is still shown among the benefits; *My contracts* has it for ever.
const ENDED_DAYS: i64 = 90;

/// The benefits and activities that somebody sees.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The places of the sign-in, those that wait to be approved too.
    pub places: Vec<Association>,
    /// The organisation that is shown; none for a sign-in that belongs to nobody.
    pub partner: Option<Partner>,
    /// The location that it is narrowed to, by opaque key.
    pub site: Option<String>,
    /// What the organisation has at the locations that are shown, or the person alone: usable first, soonest end first.
    pub contracts: Vec<Summary>,
    /// What the person owns or has linked besides what the organisation has; empty where one location is shown.
    pub own: Vec<Summary>,
    /// The organisations of the sign-in, with the locations that it sees.
    pub organisations: Vec<Shown>,
    /// The use of the counted contract that ends soonest.
    pub pace: Option<Pace>,
    /// A page of the requests there.
    pub activities: Activities,
}

impl Overview {
    /// Whether what belongs to the location called `site` is shown.
    pub fn shows(&self, site: &str) -> bool {
        self.site.as_ref().is_none_or(|only| only == site)
    }

    /// The locations that are shown.
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        let sites = self.partner.iter().flat_map(|one| &one.organisation.sites);
        sites.filter(|site| self.shows(&site.key))
    }
}

/// The benefits and activities of the organisation that is called `site`, or of the one that the location called `site`
/// belongs to, narrowed to that location; of the first organisation of the sign-in, where nothing is asked for; of the person, who has none.
///
/// # Errors
/// [`Refusal::SignInNeeded`], and [`Refusal::NotFound`] for a location that the person does not see.
pub async fn show(
    house: &House,
    visit: &Visit,
    site: Option<String>,
    wanted: Wanted,
) -> Answer<Seen<Overview>> {
    let (catalog, at) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            overview(reader, (caller, person), &catalog, site, &wanted, at)
        })
        .await
}

fn overview(
    reader: &Reader<'_>,
    (caller, person): (&Caller, &Person),
    catalog: &Catalog,
    site: Option<String>,
    wanted: &Wanted,
    at: Moment,
) -> Answer<Overview> {
    let places = organisations::of_account(reader, person.account)?;
    let organisations = belongings(reader, caller, &places, at)?;
    let partner = chosen(&organisations, site.as_deref())?
        .map(|one| partners::shown(reader, caller, catalog, &one.key, at))
        .transpose()?;
    let site = site.filter(|site| organisations.iter().all(|one| one.key != *site));
    let mut overview = Overview {
        places,
        partner,
        site,
        contracts: Vec::new(),
        own: Vec::new(),
        organisations,
        pace: None,
        activities: Activities::default(),
    };
    let own = contracts::payment_choices(reader, catalog, person.account, None, at)?;
    match &overview.partner {
        Some(partner) => {
            let here = partner.benefits.iter();
            let here = here.filter(|one| overview.shows(&one.location));
            let still = here.filter(|one| still_matters(&one.contract, at));
            let contracts = still.map(|one| one.contract.clone()).collect();
            let is_own = |one: &Summary| {
                let mut theirs = partner.benefits.iter();
                // What another organisation of theirs has is on that organisation's page.
                let is_personal = one.linked || one.organisation.is_none();
                let is_elsewhere = theirs.all(|benefit| benefit.contract.key != one.key);
                is_personal && is_elsewhere && still_matters(one, at)
            };
            if overview.site.is_none() {
                overview.own = own.into_iter().filter(is_own).collect();
            }
            overview.contracts = contracts;
        }
        None => overview.contracts = own,
    }
    let counted = overview
        .contracts
        .iter()
        .find(|one| one.is_usable() && one.left.is_some() && one.offer.unit == Unit::Incident);
    overview.pace = counted
        .map(|summary| contracts::pace(reader, summary.clone(), at))
        .transpose()?;
    let sites: Vec<String> = overview.sites().map(|site| site.key.clone()).collect();
    let with_own = overview.site.is_none();
    overview.activities =
        activities::read(reader, catalog, person.account, (&sites, with_own), wanted)?;
    Ok(overview)
}

fn still_matters(contract: &Summary, at: Moment) -> bool {
    let is_over = matches!(
        contract.standing,
        Standing::Superseded(_) | Standing::Cancelled
    );
    !is_over && contract.usable_until.plus_days(ENDED_DAYS) > at
}

/// The organisations of the sign-in, each once, with the locations that it sees.
fn belongings(
    reader: &Reader<'_>,
    caller: &Caller,
    places: &[Association],
    at: Moment,
) -> Answer<Vec<Shown>> {
    let mut found: Vec<Shown> = Vec::new();
    for place in places.iter().filter(|place| !place.is_waiting) {
        if found.iter().all(|one| one.key != place.organisation) {
            found.push(organisations::shown(
                reader,
                caller,
                &place.organisation,
                at,
            )?);
        }
    }
    Ok(found)
}

/// The organisation that is called `site` or has the location of that name; the first where nothing is asked for.
fn chosen<'a>(organisations: &'a [Shown], site: Option<&str>) -> Answer<Option<&'a Shown>> {
    let Some(site) = site else {
        return Ok(organisations.first());
    };
    let has = |one: &Shown| one.key == site || one.sites.iter().any(|here| here.key == site);
    let found = organisations.iter().find(|one| has(one));
    Ok(Some(found.ok_or(Refusal::NotFound)?))
}
