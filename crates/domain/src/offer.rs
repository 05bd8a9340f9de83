//! The templates that contracts are made from: what they cover, how long, and how they are charged.

use crate::catalog::{Delivery, Key, Name, Product};
use crate::money::Price;
use crate::response::Severity;
use crate::time::Term;
use crate::warning::Warnings;

/// What a contract counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// One support problem and the reasonable effort to solve it.
    Incident,
    /// A minute of advice; never converts into incidents.
    Minute,
}

impl Unit {
    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Minute => "minute",
        }
    }

    /// The unit stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Incident, Self::Minute]
            .into_iter()
            .find(|unit| unit.code() == code)
    }
}

/// How much an offer grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// That many units, at least one.
    Counted(i64),
    /// As many as are asked for: its own kind, neither zero nor a big number.
    Unlimited,
    /// None: requests are taken under its terms without a contract and draw nothing.
    Free,
}

/// When the unit of an incident leaves the balance for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeRule {
    /// At submission, the default.
    Submit,
    /// Held at submission, charged when an engineer takes the incident.
    Accept,
    /// Held at submission, charged when the incident is closed with deduction.
    Resolve,
}

impl ChargeRule {
    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Accept => "accept",
            Self::Resolve => "resolve",
        }
    }

    /// The rule stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Submit, Self::Accept, Self::Resolve]
            .into_iter()
            .find(|rule| rule.code() == code)
    }
}

/// What becomes of a unit given back after its lot has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LateCredit {
    /// Written off, visibly, in the same statement.
    Lapse,
    /// Usable for that many days from the credit.
    GraceDays(u16),
}

/// Which products an offer covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductSet {
    /// Every product of the covered deliveries.
    All,
    /// Products and families by key.
    Listed {
        /// Product keys.
        products: Vec<Key>,
        /// Family keys.
        families: Vec<Key>,
    },
}

/// What an offer may be used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Which products.
    pub products: ProductSet,
    /// On-premises only, cloud only, or both.
    pub deliveries: Vec<Delivery>,
    /// How many releases behind the current one are covered (1 means N and N-1, the latter in mainstream support
    /// only); nothing means every supported version.
    pub releases_behind: Option<u8>,
    /// Whether systems in production are covered.
    pub production: bool,
    /// Region keys; empty means everywhere.
    pub regions: Vec<Key>,
}

impl Coverage {
    /// Whether the product is among those covered, where it runs apart.
    pub fn lists(&self, product: &Product) -> bool {
        match &self.products {
            ProductSet::All => true,
            ProductSet::Listed { products, families } => {
                products.contains(&product.key) || families.contains(&product.family)
            }
        }
    }

    /// Whether people in the region called `region` are covered.
    pub fn reaches(&self, region: &str) -> bool {
        self.regions.is_empty() || self.regions.iter().any(|one| one.as_str() == region)
    }

    /// Whether the product is covered where it runs.
    pub fn covers(&self, product: &Product) -> bool {
        self.deliveries.contains(&product.delivery) && self.lists(product)
    }
}

/// The first-answer target of a severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseTarget {
    /// The severity.
    pub severity: Severity,
    /// Minutes from submission to the first answer, 1 to 43,200; of which clock, the handling decides.
    pub minutes: u32,
}

/// The template of a contract, in one immutable version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Stable key.
    pub key: Key,
    /// Grows by one with every change; contracts keep the version they were made from.
    pub version: i64,
    /// What the support plan is called.
    pub name: Name,
    /// The programme code in the cloud area's label, such as `SCS`.
    pub programme: Option<String>,
    /// What it counts.
    pub unit: Unit,
    /// How much it grants.
    pub grant: Grant,
    /// What it may be used for.
    pub coverage: Coverage,
    /// How long a contract made from it lasts.
    pub term: Term,
    /// Days after issue within which it must be activated, where the offer has two clocks.
    pub redeem_within: Option<Term>,
    /// When a unit is charged.
    pub charge: ChargeRule,
    /// What becomes of a late credit.
    pub late_credit: LateCredit,
    /// The severities that may be chosen with their targets, most severe first.
    pub targets: Vec<ResponseTarget>,
    /// Days within which a closed incident may be reopened without a new charge.
    pub reopen_days: u16,
    /// Days without an answer from the customer after which a waiting incident closes.
    pub waiting_days: u16,
    /// When the people of a contract are warned.
    pub warnings: Warnings,
    /// What one costs, where it is for sale.
    pub price: Option<Price>,
}

impl Offer {
    /// The target of `severity`, where the offer's ceiling allows that severity.
    pub fn target(&self, severity: Severity) -> Option<ResponseTarget> {
        self.targets
            .iter()
            .copied()
            .find(|target| target.severity == severity)
    }

    /// Whether nothing but cloud products is covered.
    pub fn cloud_only(&self) -> bool {
        self.coverage.deliveries == [Delivery::Cloud]
    }

    /// Whether nothing but products installed by the customer is covered.
    pub fn on_premises_only(&self) -> bool {
        self.coverage.deliveries == [Delivery::OnPremises]
    }
}
