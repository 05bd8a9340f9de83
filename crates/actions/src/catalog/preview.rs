//! What a change of the catalogue would do, before it is made.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalog::{Catalog, Delivery, Key, Name, NamedCalendar, Product, Stage, Version};
use domain::policy::{self, Deed, Object};
use domain::response::{Handling, Severity, Target};
use domain::time::{Date, Moment, Zone};

use super::files::Files;
use super::propose::{self, Proposal, Weighed};
use super::{current, files};
use crate::document::Mistake;
use crate::{Answer, House, Seen, Visit};

/// What a change would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The version in force.
    pub version: i64,
    /// Whether somebody else has changed one of the files since.
    pub is_stale: bool,
    /// What is wrong with it; then nothing else is told but the files.
    pub mistakes: Vec<Mistake>,
    /// The files that would be others.
    pub files: Vec<FileChange>,
    /// The offers that new contracts would be made from differently.
    pub offers: Vec<OfferChange>,
    /// The products and versions that would be covered differently.
    pub moved: Vec<Moved>,
    /// Where a request made now would be answered at another time.
    pub dues: Vec<DueMoved>,
}

/// By when a request made now would be answered, where that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMoved {
    /// The key of the calendar.
    pub calendar: Key,
    /// What the calendar is called.
    pub name: Name,
    /// How bad the problem is.
    pub severity: Severity,
    /// By when; nothing where there is no such calendar.
    pub before: Option<Moment>,
    /// By when it would be; nothing where there would be no such calendar.
    pub after: Option<Moment>,
}

/// A file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Its path.
    pub path: String,
    /// Its text in the older version; empty where it has none.
    pub before: String,
    /// Its text in the newer version; empty where it has none.
    pub after: String,
}

/// What becomes of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferChange {
    /// What it is called.
    pub name: Name,
    /// The version it gets; nothing where no contract is made from it any more.
    pub version: Option<i64>,
}

/// A product, or one version of it, whose eligibility moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What the product is called.
    pub product: Name,
    /// What the version is called; nothing where it is the product as a whole.
    pub version: Option<Name>,
    /// How it stands; nothing where it is not there.
    pub before: Option<Life>,
    /// How it would stand; nothing where it would not be there.
    pub after: Option<Life>,
}

/// How a product or a version stands today, as far as eligibility goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Where it runs.
    pub delivery: Delivery,
    /// The dates of a version.
    pub dates: Option<Dates>,
}

/// The lifecycle of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// First day of general availability.
    pub released: Date,
    /// Last day of mainstream support.
    pub mainstream_end: Option<Date>,
    /// Last day of extended support.
    pub extended_end: Option<Date>,
    /// The stage today.
    pub stage: Stage,
    /// How many releases it is behind today.
    pub behind: usize,
}

/// What `proposal` would do at the moment of the visit.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for whoever does not administer.
pub async fn preview(house: &House, visit: &Visit, proposal: Proposal) -> Answer<Seen<Preview>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let weighed = propose::weigh(reader, &proposal)?;
            let held = current::read(reader)?;
            Ok(told(weighed, &held, at))
        })
        .await
}

fn told(weighed: Weighed, held: &Catalog, at: Moment) -> Preview {
    let day = Zone::UTC.date_of(at);
    let is_sound = weighed.mistakes.is_empty();
    let sound = is_sound.then_some(&weighed.catalog);
    Preview {
        files: changed(&weighed.before, &weighed.after),
        offers: sound.map(|new| offers(held, new)).unwrap_or_default(),
        moved: sound.map(|new| moved(held, new, day)).unwrap_or_default(),
        dues: sound.map(|new| dues(held, new, at)).unwrap_or_default(),
        version: weighed.version,
        is_stale: weighed.is_stale,
        mistakes: weighed.mistakes,
    }
}

/// The files that differ.
pub(super) fn changed(before: &Files, after: &Files) -> Vec<FileChange> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let text = |files: &Files, path: &String| files.get(path).cloned().unwrap_or_default();
    paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| FileChange {
            path: path.clone(),
            before: text(before, path),
            after: text(after, path),
        })
        .collect()
}

fn offers(held: &Catalog, new: &Catalog) -> Vec<OfferChange> {
    let others = new.offers.iter().filter_map(|offer| {
        let versions = held.offers.iter().filter(|one| one.key == offer.key);
        let newest = versions.max_by_key(|one| one.version);
        let is_same = newest.is_some_and(|one| files::written(one) == files::written(offer));
        (!is_same).then(|| OfferChange {
            name: offer.name.clone(),
            version: Some(newest.map_or(1, |one| one.version + 1)),
        })
    });
    let gone = held.on_offer.difference(&new.on_offer);
    let withdrawn = gone.filter_map(|key| {
        let name = held.newest_offer(key.as_str())?.name.clone();
        Some(OfferChange {
            name,
            version: None,
        })
    });
    others.chain(withdrawn).collect()
}

/// Each product and version that stands otherwise on `day`, in the order of the new catalogue, those that are gone last.
fn moved(held: &Catalog, new: &Catalog, day: Date) -> Vec<Moved> {
    let (before, after) = (lives(held, day), lives(new, day));
    let mut order: Vec<_> = products(new).chain(products(held)).collect();
    let mut seen = BTreeSet::new();
    order.retain(|(keys, _)| seen.insert(*keys));
    order
        .into_iter()
        .filter(|(keys, _)| before.get(keys) != after.get(keys))
        .map(|(keys, (product, version))| Moved {
            product: product.name.clone(),
            version: version.map(|version| version.name.clone()),
            before: before.get(&keys).copied(),
            after: after.get(&keys).copied(),
        })
        .collect()
}

/// The keys of a product and, where it is one, of its version.
type Keys<'a> = (&'a str, Option<&'a str>);

/// Every product, and after it every version of it.
fn products(catalog: &Catalog) -> impl Iterator<Item = (Keys<'_>, (&Product, Option<&Version>))> {
    catalog.products.iter().flat_map(|product| {
        let versions = product.versions.iter().map(Some);
        [None].into_iter().chain(versions).map(move |version| {
            let key = version.map(|version| version.key.as_str());
            ((product.key.as_str(), key), (product, version))
        })
    })
}

fn lives(catalog: &Catalog, day: Date) -> BTreeMap<Keys<'_>, Life> {
    let life = |product: &Product, version: Option<&Version>| Life {
        delivery: product.delivery,
        dates: version.map(|version| Dates {
            released: version.released,
            mainstream_end: version.mainstream_end,
            extended_end: version.extended_end,
            stage: version.stage(day),
            behind: product.releases_behind(version, day),
        }),
    };
    products(catalog)
        .map(|(keys, (product, version))| (keys, life(product, version)))
        .collect()
}

/// By when a request of each severity is answered that is made at `at`, to be handled in the opening hours of
/// `calendar`.
pub fn dues_now(
    catalog: &Catalog,
    calendar: &NamedCalendar,
    at: Moment,
) -> Vec<(Severity, Moment)> {
    let due = |severity, minutes| {
        Target::new(severity, Handling::BusinessHours, minutes).due(&calendar.calendar, at)
    };
    let terms = catalog.severities.iter();
    terms
        .map(|terms| (terms.severity, due(terms.severity, terms.minutes)))
        .collect()
}

fn dues(held: &Catalog, new: &Catalog, at: Moment) -> Vec<DueMoved> {
    let (before, after) = (all_dues(held, at), all_dues(new, at));
    let mut moved: Vec<DueMoved> = Vec::new();
    for catalog in [new, held] {
        for calendar in &catalog.calendars {
            for severity in Severity::ALL {
                let key = (calendar.key.as_str(), severity);
                let (before, after) = (before.get(&key), after.get(&key));
                let is_told = |one: &DueMoved| (one.calendar.as_str(), one.severity) == key;
                if before != after && !moved.iter().any(is_told) {
                    moved.push(DueMoved {
                        calendar: calendar.key.clone(),
                        name: calendar.name.clone(),
                        severity,
                        before: before.copied(),
                        after: after.copied(),
                    });
                }
            }
        }
    }
    moved
}

fn all_dues(catalog: &Catalog, at: Moment) -> BTreeMap<(&str, Severity), Moment> {
    let dues = catalog.calendars.iter().flat_map(|calendar| {
        let key = calendar.key.as_str();
        let dues = dues_now(catalog, calendar, at).into_iter();
        dues.map(move |(severity, due)| ((key, severity), due))
    });
    dues.collect()
}
