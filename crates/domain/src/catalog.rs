//! What support can be asked about and sold: the catalogue as one validated whole.

mod product;

use std::collections::{BTreeMap, BTreeSet};

pub use product::{Category, Forum, ProblemType, Product, Stage, Version};

use crate::calendar::BusinessCalendar;
use crate::cloud::Issue;
use crate::offer::Offer;
use crate::partner::Programme;
use crate::response::Severity;
use crate::time::Date;

/// The codes of the languages that every name of the catalogue is given in.
pub const LANGUAGES: [&str; 2] = ["en", "sv"];

/// A stable key of catalogue data, such as `windows-server`: lower-case ASCII letters, digits, dots and hyphens,
/// 1–64 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// Takes `text` as a key, or gives nothing where it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'));
        fits.then(|| Self(text.to_owned()))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name in every language of the installation; loading refuses a name that lacks one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(BTreeMap<String, String>);

impl Name {
    /// Collects the name by language code (`en`, `sv`).
    pub fn new(by_language: BTreeMap<String, String>) -> Self {
        Self(by_language)
    }

    /// The name in `language`, else in any language there is.
    pub fn in_language(&self, language: &str) -> &str {
        self.0
            .get(language)
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// The languages the name is given in, with the words.
    pub fn languages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(language, words)| (language.as_str(), words.as_str()))
    }
}

/// Where a product runs, which decides where a request starts and which contracts cover it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Installed by the customer: the wizard of this portal.
    OnPremises,
    /// Run by the vendor: the portal that the product names.
    Cloud,
}

/// Where requests about a cloud product are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portal {
    /// Stable key.
    pub key: Key,
    /// What the portal is called.
    pub name: Name,
    /// An outside address, or nothing where the portal is this installation's own cloud area.
    pub address: Option<String>,
    /// Whether an ID pair is used there.
    pub uses_ids: bool,
    /// The offer whose terms hold for requests made there that draw nothing: all of them where no ID pair is used,
    /// else those that are not about a technical problem.
    pub free_offer: Option<Key>,
    /// Whether a partner makes requests there by delegated administration of its customer; elsewhere it needs a role
    /// on the subscription.
    pub by_delegation: bool,
    /// The sign-in that is needed there, in words.
    pub sign_in: Name,
    /// The right that a partner needs there, in words.
    pub partner_rights: Option<Name>,
}

/// Products that belong together on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Stable key.
    pub key: Key,
    /// What the family is called.
    pub name: Name,
}

/// One version of the services agreement that must be accepted before a request is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The version as printed, such as `2026-1`.
    pub version: String,
    /// First day it applies.
    pub from: Date,
    /// Markdown by language code.
    pub text: Name,
}

/// What a severity is called, and how soon it is answered unless an offer says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeverityTerms {
    /// The severity.
    pub severity: Severity,
    /// What it is called.
    pub name: Name,
    /// Minutes from submission to the first answer.
    pub minutes: u32,
}

/// Who may be sent the IDs of a contract that were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdPolicy {
    /// The primary program contact only.
    PrimaryContact,
    /// Every contact of the partner in the country of the benefit.
    ContactsInSameCountry,
}

/// A sales and support region, with the calendar that business hours are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Stable key.
    pub key: Key,
    /// What the region is called.
    pub name: Name,
    /// ISO 3166-1 alpha-2 codes of its countries.
    pub countries: Vec<String>,
    /// The calendar of the region's support site.
    pub calendar: Key,
    /// Who may be sent lost IDs.
    pub ids_sent_to: IdPolicy,
}

/// A business calendar with the key that regions name it by.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedCalendar {
    /// Stable key.
    pub key: Key,
    /// What the support site is called.
    pub name: Name,
    /// Its opening hours and holidays.
    pub calendar: BusinessCalendar,
    /// What the holidays are called.
    pub holidays: BTreeMap<Date, Name>,
}

/// Everything that support can be asked about and sold, as one validated whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalog {
    /// Grows by one with every load that changes anything.
    pub version: i64,
    /// In the order they are shown.
    pub families: Vec<Family>,
    /// In the order they are shown.
    pub products: Vec<Product>,
    /// The portals that cloud products name.
    pub portals: Vec<Portal>,
    /// Every version of every offer there ever was: contracts keep the one they were made from.
    pub offers: Vec<Offer>,
    /// The offers that new contracts can be made from.
    pub on_offer: BTreeSet<Key>,
    /// The worst first.
    pub severities: Vec<SeverityTerms>,
    /// The regions, none sharing a country.
    pub regions: Vec<Region>,
    /// The calendars that regions name.
    pub calendars: Vec<NamedCalendar>,
    /// Oldest first; at least one.
    pub agreements: Vec<Agreement>,
    /// What memberships of partners bring.
    pub programme: Programme,
}

impl Catalog {
    /// The product called `key`.
    pub fn product(&self, key: &str) -> Option<&Product> {
        self.products
            .iter()
            .find(|product| product.key.as_str() == key)
    }

    /// The products that a typed text could mean, in the order they are shown: every word of it stands in a name, an
    /// alias or a version's name, upper and lower case alike. No words mean all.
    pub fn products_matching(&self, text: &str) -> Vec<&Product> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let matches = |product: &&Product| {
            let versions = product
                .versions
                .iter()
                .flat_map(|version| version.name.languages());
            let names = product
                .name
                .languages()
                .chain(versions)
                .map(|(_, name)| name.to_lowercase());
            let aliases = product.aliases.iter().map(|alias| alias.to_lowercase());
            let known: Vec<String> = names.chain(aliases).collect();
            words
                .iter()
                .all(|word| known.iter().any(|name| name.contains(word)))
        };
        self.products.iter().filter(matches).collect()
    }

    /// The portal called `key`.
    pub fn portal(&self, key: &str) -> Option<&Portal> {
        self.portals
            .iter()
            .find(|portal| portal.key.as_str() == key)
    }

    /// Where requests about `product` are made, where it is a cloud product.
    pub fn portal_of(&self, product: &Product) -> Option<&Portal> {
        self.portal(product.portal.as_ref()?.as_str())
    }

    /// The offer whose terms hold for a request about `product`, made in the cloud area, that draws nothing; none where
    /// `issue`, what it is about, draws a unit.
    pub fn free_offer(&self, product: &Product, issue: Option<Issue>) -> Option<&Offer> {
        let portal = self.portal_of(product)?;
        if portal.uses_ids && issue? == Issue::Technical {
            return None;
        }
        self.newest_offer(portal.free_offer.as_ref()?.as_str())
    }

    /// The offer called `key` in exactly that version.
    pub fn offer(&self, key: &str, version: i64) -> Option<&Offer> {
        self.offers
            .iter()
            .find(|offer| offer.key.as_str() == key && offer.version == version)
    }

    /// The version of the offer called `key` that new contracts are made from; none where it was withdrawn.
    pub fn newest_offer(&self, key: &str) -> Option<&Offer> {
        let versions = self
            .offers
            .iter()
            .filter(|offer| offer.key.as_str() == key && self.on_offer.contains(&offer.key));
        versions.max_by_key(|offer| offer.version)
    }

    /// What can be bought now, the cheapest first.
    pub fn for_sale(&self) -> Vec<&Offer> {
        let offers = self.on_offer.iter();
        let mut sold: Vec<_> = offers
            .filter_map(|key| self.newest_offer(key.as_str()))
            .filter(|offer| offer.price.is_some())
            .collect();
        sold.sort_by_key(|offer| offer.price.map(|price| price.net.minor));
        sold
    }

    /// The region that `country` belongs to.
    pub fn region_of(&self, country: &str) -> Option<&Region> {
        self.regions
            .iter()
            .find(|region| region.countries.iter().any(|code| code == country))
    }

    /// Whether it matters for `product` if a system is in production: some offer covers the product for development
    /// and test only.
    pub fn asks_production(&self, product: &Product) -> bool {
        self.offers
            .iter()
            .any(|offer| !offer.coverage.production && offer.coverage.covers(product))
    }

    /// The region called `key`.
    pub fn region(&self, key: &str) -> Option<&Region> {
        self.regions
            .iter()
            .find(|region| region.key.as_str() == key)
    }

    /// The calendar that business hours are counted by in `region`.
    pub fn calendar_of(&self, region: &str) -> Option<&NamedCalendar> {
        let key = &self.region(region)?.calendar;
        self.calendars.iter().find(|calendar| calendar.key == *key)
    }

    /// The services agreement in force on `day`.
    pub fn agreement(&self, day: Date) -> Option<&Agreement> {
        self.agreements
            .iter()
            .rev()
            .find(|agreement| agreement.from <= day)
    }
}
