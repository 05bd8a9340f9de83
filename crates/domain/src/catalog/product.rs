//! A product: its versions and their lifecycle, its problem types and categories.

use super::{Delivery, Key, Name};
use crate::time::Date;

/// A released version of a product with its support lifecycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Stable key, unique within the product.
    pub key: Key,
    /// What the version is called.
    pub name: Name,
    /// First day of general availability.
    pub released: Date,
    /// Last day of mainstream support, where one is set.
    pub mainstream_end: Option<Date>,
    /// Last day of extended support, where there is any.
    pub extended_end: Option<Date>,
}

/// The stage of a version's life on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Not yet generally available.
    Unreleased,
    /// Corrected without charge.
    Mainstream,
    /// Supported, but a request is charged even where the cause is a fault of the product.
    Extended,
    /// No longer supported.
    Ended,
}

impl Version {
    /// The stage on `day`; both end dates are the last day of their stage.
    pub fn stage(&self, day: Date) -> Stage {
        if day < self.released {
            return Stage::Unreleased;
        }
        match (self.mainstream_end, self.extended_end) {
            (Some(mainstream), _) if day <= mainstream => Stage::Mainstream,
            (_, Some(extended)) if day <= extended => Stage::Extended,
            (None, None) => Stage::Mainstream,
            (None, Some(_)) | (Some(_), _) => Stage::Ended,
        }
    }

    /// The last day of any support, where one is set.
    pub fn support_end(&self) -> Option<Date> {
        self.extended_end.max(self.mainstream_end)
    }
}

/// A category under a problem type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Stable key, unique within the problem type.
    pub key: Key,
    /// What the category is called.
    pub name: Name,
}

/// A kind of problem that a product can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemType {
    /// Stable key, unique within the product.
    pub key: Key,
    /// What the problem type is called.
    pub name: Name,
    /// At least one.
    pub categories: Vec<Category>,
}

/// A forum where others answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forum {
    /// Where it is.
    pub address: String,
    /// What may be asked there, a sentence.
    pub about: Name,
}

/// A product that support can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Stable key.
    pub key: Key,
    /// What the product is called.
    pub name: Name,
    /// Other names people search for.
    pub aliases: Vec<String>,
    /// The family it is listed under.
    pub family: Key,
    /// Where it runs.
    pub delivery: Delivery,
    /// The portal of a cloud product.
    pub portal: Option<Key>,
    /// Where others who use it answer.
    pub community: Option<Forum>,
    /// Whether the wizard asks how the product is used.
    pub asks_use: bool,
    /// Oldest first; empty where versions mean nothing, as for cloud products.
    pub versions: Vec<Version>,
    /// At least one.
    pub problem_types: Vec<ProblemType>,
}

impl Product {
    /// The version called `key`.
    pub fn version(&self, key: &str) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.key.as_str() == key)
    }

    /// The last day of support, where no version is supported on `day` any more.
    pub fn support_ended(&self, day: Date) -> Option<Date> {
        let out = || {
            self.versions
                .iter()
                .filter(|version| version.stage(day) > Stage::Unreleased)
        };
        if out().any(|version| version.stage(day) != Stage::Ended) {
            return None;
        }
        out().filter_map(Version::support_end).max()
    }

    /// The problem type called `key`.
    pub fn problem_type(&self, key: &str) -> Option<&ProblemType> {
        self.problem_types
            .iter()
            .find(|kind| kind.key.as_str() == key)
    }

    /// How many releases `version` is behind the newest one out on `day`: 0 for the current one, 1 for N-1.
    pub fn releases_behind(&self, version: &Version, day: Date) -> usize {
        self.versions
            .iter()
            .filter(|other| other.released > version.released && other.released <= day)
            .count()
    }
}

impl ProblemType {
    /// The category called `key`.
    pub fn category(&self, key: &str) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| category.key.as_str() == key)
    }
}
