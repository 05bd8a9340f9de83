//! Whether a contract may be used for a question, and every reason why not.
//!
//! The one evaluation behind the payment step, *Add*, submit and *explain*.

use crate::catalog::{Catalog, Delivery, Product, Stage, Version};
use crate::contract::{Milestones, Standing};
use crate::ledger::{Account, Book, ContractRef, Lot};
use crate::offer::{Offer, Unit};
use crate::time::{Date, Moment, Zone};

/// The version of these rules, kept with every decision. It grows whenever an answer can change.
pub const RULES: u32 = 2;

/// Where a request is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// The wizard for products that the customer installed.
    OnPremises,
    /// The cloud area.
    Cloud,
}

impl Area {
    /// How the products are delivered whose requests are made here.
    pub const fn delivery(self) -> Delivery {
        match self {
            Self::OnPremises => Delivery::OnPremises,
            Self::Cloud => Delivery::Cloud,
        }
    }
}

/// What somebody wants support for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The product.
    pub product: &'a Product,
    /// Its version, where it has any.
    pub version: Option<&'a Version>,
    /// Whether the system is in production.
    pub production: bool,
    /// The key of the region that the person is in: that of their country, or the contract's where it is not known.
    pub region: &'a str,
    /// Where the request is being made.
    pub area: Area,
    /// The day it is asked on, in the contract's zone.
    pub day: Date,
}

/// How a contract stands when it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Position<'a> {
    /// What it was made from.
    pub offer: &'a Offer,
    /// How it stands, units apart.
    pub standing: Standing,
    /// First usable day, where that lies ahead.
    pub begins: Option<Date>,
    /// Last usable day.
    pub last_day: Date,
    /// Units free to use, or nothing where it is unlimited.
    pub left: Option<i64>,
    /// Units that lapsed when it ended.
    pub lapsed: i64,
}

impl<'a> Position<'a> {
    /// How the contract with those milestones in `zone` and that book stands at `at`.
    pub fn of(
        offer: &'a Offer,
        milestones: &Milestones,
        zone: &Zone,
        book: &Book,
        at: Moment,
    ) -> Self {
        let usable_until = book
            .lots
            .iter()
            .filter(|lot| lot.balances.of(Account::Available) > 0)
            .map(Lot::usable_until)
            .fold(milestones.ends, Moment::max);
        Self {
            offer,
            standing: milestones.standing(usable_until, at),
            begins: (at < milestones.starts).then(|| zone.date_of(milestones.starts)),
            last_day: milestones.last_day(zone),
            left: book.left(offer.unit, at),
            lapsed: book.lots.iter().map(|lot| unused(lot, at)).sum(),
        }
    }
}

/// The units of a lot that lapsed, or will as soon as the expiry job comes to it.
fn unused(lot: &Lot, at: Moment) -> i64 {
    let waiting = if lot.usable_until() <= at {
        lot.balances.of(Account::Available)
    } else {
        0
    };
    lot.balances.of(Account::Expired) + waiting
}

/// Why a contract cannot be used, in the order a person would want to hear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another contract took its place.
    Superseded(ContractRef),
    /// It was stopped for good.
    Cancelled,
    /// It is stopped for the time being.
    Suspended,
    /// It is not activated, or begins later.
    NotYetActive {
        /// First usable day, where that lies ahead.
        from: Option<Date>,
    },
    /// It has ended.
    Expired {
        /// The last day it could be used.
        last_day: Date,
        /// Units that were left unused.
        unused: i64,
    },
    /// It counts hours of advice, which never become incidents.
    AdvisoryOnly,
    /// It covers cloud products and this is not one.
    CloudOnly,
    /// It covers products installed by the customer and this is not one.
    OnPremisesOnly,
    /// It does not cover the product.
    ProductNotCovered,
    /// The version is further behind than the contract covers.
    VersionTooOld,
    /// The version is recent enough, but the contract covers it in mainstream support only, and that has ended.
    MainstreamOver,
    /// The version is no longer supported.
    OutOfLifecycle {
        /// The last day it was.
        ended: Date,
    },
    /// It covers development and test only.
    ProductionUseNotCovered,
    /// It covers other regions.
    RegionNotCovered,
    /// Nothing is left.
    Exhausted,
}

impl Reason {
    /// The machine word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Superseded(_) => "superseded",
            Self::Cancelled => "cancelled",
            Self::Suspended => "suspended",
            Self::NotYetActive { .. } => "not_yet_active",
            Self::Expired { .. } => "expired",
            Self::AdvisoryOnly => "advisory_only",
            Self::CloudOnly => "cloud_only",
            Self::OnPremisesOnly => "on_premises_only",
            Self::ProductNotCovered => "product_not_covered",
            Self::VersionTooOld | Self::MainstreamOver => "version_too_old",
            Self::OutOfLifecycle { .. } => "out_of_lifecycle",
            Self::ProductionUseNotCovered => "production_use_not_covered",
            Self::RegionNotCovered => "region_not_covered",
            Self::Exhausted => "exhausted",
        }
    }
}

/// Every reason why the contract cannot be used for the question; none where it can.
pub fn reasons(position: &Position<'_>, question: &Question<'_>) -> Vec<Reason> {
    [
        standing(position),
        unit(position.offer),
        delivery(position.offer, question.area),
        product(position.offer, question),
        version(position.offer, question),
        lifecycle(question),
        production(position.offer, question),
        region(position.offer, question),
        units(position),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every reason why a request that draws nothing cannot be taken under `offer`; none where it can.
pub fn free_reasons(offer: &Offer, question: &Question<'_>) -> Vec<Reason> {
    [
        delivery(offer, question.area),
        product(offer, question),
        region(offer, question),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The reasons that hold whatever the question is: how the contract stands and what is left.
pub fn standing_reasons(position: &Position<'_>) -> Vec<Reason> {
    [standing(position), units(position)]
        .into_iter()
        .flatten()
        .collect()
}

/// The reasons why the charge of an incident cannot be moved to the contract: how it stands, what it counts and what is
/// left.
pub fn charge_reasons(position: &Position<'_>) -> Vec<Reason> {
    [standing(position), unit(position.offer), units(position)]
        .into_iter()
        .flatten()
        .collect()
}

/// The reasons that hold for everything asked in `area`, whatever the product is.
pub fn area_reasons(position: &Position<'_>, area: Area) -> Vec<Reason> {
    let offer = position.offer;
    [
        standing(position),
        unit(offer),
        delivery(offer, area),
        units(position),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn standing(position: &Position<'_>) -> Option<Reason> {
    match position.standing {
        Standing::Active => None,
        Standing::Superseded(successor) => Some(Reason::Superseded(successor)),
        Standing::Cancelled => Some(Reason::Cancelled),
        Standing::Suspended => Some(Reason::Suspended),
        Standing::NotYetActive => Some(Reason::NotYetActive {
            from: position.begins,
        }),
        Standing::Expired => {
            let unused = position.lapsed + position.left.unwrap_or_default();
            Some(Reason::Expired {
                last_day: position.last_day,
                unused,
            })
        }
    }
}

/// What is asked for is always an incident.
fn unit(offer: &Offer) -> Option<Reason> {
    (offer.unit != Unit::Incident).then_some(Reason::AdvisoryOnly)
}

fn delivery(offer: &Offer, area: Area) -> Option<Reason> {
    let asked = area.delivery();
    if offer.coverage.deliveries.contains(&asked) {
        return None;
    }
    Some(match asked {
        Delivery::OnPremises => Reason::CloudOnly,
        Delivery::Cloud => Reason::OnPremisesOnly,
    })
}

/// No contract pays for a product whose requests are made elsewhere.
fn product(offer: &Offer, question: &Question<'_>) -> Option<Reason> {
    let is_made_here = question.product.delivery == question.area.delivery();
    let covered = is_made_here && offer.coverage.lists(question.product);
    let out = question
        .version
        .is_some_and(|version| version.stage(question.day) > Stage::Unreleased);
    (!covered || (question.version.is_some() && !out)).then_some(Reason::ProductNotCovered)
}

/// The current version and those at most so many releases behind it; the older ones in mainstream support only.
fn version(offer: &Offer, question: &Question<'_>) -> Option<Reason> {
    let (allowed, version) = (offer.coverage.releases_behind?, question.version?);
    let behind = question.product.releases_behind(version, question.day);
    let stage = version.stage(question.day);
    if behind == 0 || stage == Stage::Ended {
        return None;
    }
    if behind > usize::from(allowed) {
        return Some(Reason::VersionTooOld);
    }
    (stage != Stage::Mainstream).then_some(Reason::MainstreamOver)
}

fn lifecycle(question: &Question<'_>) -> Option<Reason> {
    let version = question.version?;
    let ended = version.support_end()?;
    (version.stage(question.day) == Stage::Ended).then_some(Reason::OutOfLifecycle { ended })
}

fn production(offer: &Offer, question: &Question<'_>) -> Option<Reason> {
    (question.production && !offer.coverage.production).then_some(Reason::ProductionUseNotCovered)
}

fn region(offer: &Offer, question: &Question<'_>) -> Option<Reason> {
    (!offer.coverage.reaches(question.region)).then_some(Reason::RegionNotCovered)
}

fn units(position: &Position<'_>) -> Option<Reason> {
    let used_up =
        position.standing == Standing::Active && position.left.is_some_and(|left| left <= 0);
    used_up.then_some(Reason::Exhausted)
}

/// What was decided about an admitted request and from which facts, kept with the incident for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The version of the rules.
    pub rules: u32,
    /// The version of the catalogue.
    pub catalog: i64,
    /// What was known, by name.
    pub facts: Vec<(&'static str, String)>,
}

impl Decision {
    /// Records the facts behind an answer.
    pub fn record(catalog: &Catalog, position: &Position<'_>, question: &Question<'_>) -> Self {
        let left = position
            .left
            .map_or_else(|| "unlimited".to_owned(), |left| left.to_string());
        let mut decision = Self::free(catalog, position.offer, question);
        decision.facts.extend([
            ("standing", format!("{:?}", position.standing)),
            ("last_day", position.last_day.to_string()),
            ("left", left),
        ]);
        decision
    }

    /// Records the facts behind a request that draws nothing.
    pub fn free(catalog: &Catalog, offer: &Offer, question: &Question<'_>) -> Self {
        let stage = question
            .version
            .map(|version| format!("{:?}", version.stage(question.day)));
        let facts = vec![
            ("offer", format!("{}@{}", offer.key, offer.version)),
            ("product", question.product.key.to_string()),
            (
                "version",
                question
                    .version
                    .map(|version| version.key.to_string())
                    .unwrap_or_default(),
            ),
            ("stage", stage.unwrap_or_default()),
            ("production", question.production.to_string()),
            ("region", question.region.to_owned()),
            ("day", question.day.to_string()),
        ];
        Self {
            rules: RULES,
            catalog: catalog.version,
            facts,
        }
    }
}
