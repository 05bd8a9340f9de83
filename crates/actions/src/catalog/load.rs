//! Loading the catalogue: checked as one whole, then stored as a new version where anything changed.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Tx};

use super::articles::{self, ArticleChanges, ArticleText};
use super::files::{self, Files};
use super::stored::{self, Stored};
use crate::audit::{self, Done, Record};
use crate::document::{Mistake, Notes};
use crate::{House, Stopped};

/// What a load has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The version in force.
    pub version: i64,
    /// Whether that version is new.
    pub changed: bool,
    /// Offers that are new or have a new version.
    pub offers: usize,
    /// What became of the articles.
    pub articles: ArticleChanges,
}

/// Why nothing was loaded.
#[derive(Debug)]
pub enum Unloaded {
    /// The files have mistakes: all of them, by file and line.
    Mistakes(Vec<Mistake>),
    /// The database could not take it.
    Stopped(Stopped),
}

impl From<Stopped> for Unloaded {
    fn from(stopped: Stopped) -> Self {
        Self::Stopped(stopped)
    }
}

/// Files without a mistake.
struct Checked {
    body: String,
    catalog: Catalog,
    articles: Vec<ArticleText>,
}

/// Loads the files of a catalogue, whole or not at all. Loading the same again changes nothing.
///
/// # Errors
/// [`Unloaded::Mistakes`] lists every mistake; then nothing is changed.
pub async fn load(house: &House, files: &Files, at: Moment) -> Result<Loaded, Unloaded> {
    let checked = read(files).map_err(Unloaded::Mistakes)?;
    let caller = Caller::House("operator");
    policy::allow(&caller, Deed::Administer, &Object::default(), at).map_err(Stopped::from)?;
    let loaded = house
        .run(move |tx| Ok(store(tx, &caller, &checked, at)?))
        .await?;
    house.refresh_catalog().await?;
    Ok(loaded)
}

/// Looks for mistakes without loading anything.
///
/// # Errors
/// Every mistake, by file and line.
pub fn check(files: &Files) -> Result<(), Vec<Mistake>> {
    read(files).map(|_| ())
}

fn read(all: &Files) -> Result<Checked, Vec<Mistake>> {
    let notes = Notes::default();
    let kept = files::of_catalog(all);
    let catalog = files::read(&notes, &kept);
    let articles = articles::read(&notes, all, &catalog);
    let mistakes = notes.into_mistakes();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok(Checked {
        body: files::body(&kept),
        catalog,
        articles,
    })
}

fn store(tx: &mut Tx<'_>, caller: &Caller, checked: &Checked, at: Moment) -> Result<Loaded, Fault> {
    let articles = articles::store(tx, &checked.articles, at)?;
    let catalog = (checked.body.as_str(), checked.catalog.offers.as_slice());
    let Stored {
        version,
        changed,
        offers,
    } = stored::store(tx, caller, catalog, at)?;
    if changed || articles != ArticleChanges::default() {
        record(tx, caller, at, version, articles)?;
    }
    Ok(Loaded {
        version,
        changed,
        offers,
        articles,
    })
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    at: Moment,
    version: i64,
    articles: ArticleChanges,
) -> Result<(), Fault> {
    let ArticleChanges { written, removed } = articles;
    let after = format!("version {version}; articles: {written} written, {removed} removed");
    let line = Record {
        after: Some(&after),
        ..Record::of(Done::CatalogLoad, "catalog")
    };
    audit::record(tx, caller, at, &line)
}
