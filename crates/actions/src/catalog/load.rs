//! Loading the catalogue: checked as one whole, then stored as a new version where anything changed.

use std::collections::BTreeMap;

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::offer::Offer;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use super::articles::{self, ArticleChanges, ArticleFile};
use super::files::{self, Files};
use crate::audit::{self, Record};
use crate::document::{Mistake, Notes};
use crate::{House, Stopped};

const NEWEST: &str = "SELECT version, digest FROM catalog ORDER BY version DESC LIMIT 1";
const STORE: &str =
    "INSERT INTO catalog (version, loaded_at, loaded_by, digest, body) VALUES ($1, $2, $3, $4, $5)";
/// The newest version of every offer.
const OFFERS: &str = "
    SELECT o.key, o.version, o.digest FROM offer o
    WHERE o.version = (SELECT MAX(n.version) FROM offer n WHERE n.key = o.key)";
const STORE_OFFER: &str = "INSERT INTO offer (key, version, digest, body) VALUES ($1, $2, $3, $4)";

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
    articles: Vec<ArticleFile>,
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
    let body = serde_json::to_string(&kept).expect("texts by path are JSON");
    Ok(Checked {
        body,
        catalog,
        articles,
    })
}

fn store(tx: &mut Tx<'_>, caller: &Caller, checked: &Checked, at: Moment) -> Result<Loaded, Fault> {
    let articles = articles::store(tx, &checked.articles, at)?;
    let digest = Sha256::digest(&checked.body);
    let newest = tx.maybe(NEWEST, params![], |row| {
        Ok((row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?))
    })?;
    let (version, held) = newest.unwrap_or_default();
    if held == digest.as_slice() {
        if articles != ArticleChanges::default() {
            record(tx, caller, at, version, articles)?;
        }
        return Ok(Loaded {
            version,
            changed: false,
            offers: 0,
            articles,
        });
    }
    let version = version + 1;
    tx.execute(
        STORE,
        params![
            version,
            at.0,
            caller.key(),
            digest.as_slice(),
            &checked.body
        ],
    )?;
    let offers = store_offers(tx, &checked.catalog.offers)?;
    record(tx, caller, at, version, articles)?;
    Ok(Loaded {
        version,
        changed: true,
        offers,
        articles,
    })
}

/// Stores each offer that is not as its newest version says.
fn store_offers(tx: &mut Tx<'_>, offers: &[Offer]) -> Result<usize, Fault> {
    let newest = tx.rows(OFFERS, params![], |row| {
        Ok((
            row.get::<String>(0)?,
            (row.get::<i64>(1)?, row.get::<Vec<u8>>(2)?),
        ))
    })?;
    let newest: BTreeMap<_, _> = newest.into_iter().collect();
    let mut stored = 0;
    for offer in offers {
        let body = files::written(offer);
        let digest = Sha256::digest(&body);
        let known = newest.get(offer.key.as_str());
        if known.is_some_and(|(_, held)| held == digest.as_slice()) {
            continue;
        }
        let version = known.map_or(1, |(version, _)| version + 1);
        tx.execute(
            STORE_OFFER,
            params![offer.key.as_str(), version, digest.as_slice(), &body],
        )?;
        stored += 1;
    }
    Ok(stored)
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
        deed: "catalog.load",
        object: "catalog",
        after: Some(&after),
        ..Record::default()
    };
    audit::record(tx, caller, at, &line)
}
