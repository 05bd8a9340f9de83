//! What is known to be wrong: told to whoever is about to ask for help with it.

mod change;
mod end;
mod say;

use domain::catalog::Catalog;
use domain::ids::PublicKey;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::house::{By, House, Seen, Visit};
use crate::stopped::Answer;
use crate::wording::{self, Wordings};

pub use change::change;
pub use end::end;
pub use say::say;

/// The letter that keys of problems begin with.
const KIND: char = 't';

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT key, version, product, words, began_at, updated_at, ended_at FROM known_problem ",
            $rest
        )
    };
}

/// Those of a product and those of all products, the one updated last first.
const ABOUT: &str = select!(
    "WHERE ended_at IS NULL AND (product IS NULL OR product = $1) ORDER BY updated_at DESC, id DESC LIMIT $2"
);
const OPEN: &str = select!("WHERE ended_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT $1");
const LISTED: &str = select!(
    "ORDER BY COALESCE(ended_at, 9223372036854775807) DESC, updated_at DESC, id DESC LIMIT $1 OFFSET $2"
);
const BY_KEY: &str = select!("WHERE key = $1");

/// What is told of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The product's key; nothing where it concerns them all.
    pub product: Option<String>,
    /// In every language of the catalogue; the text is what is known, and what helps in the meantime.
    pub words: Wordings,
    /// Since when.
    pub began: Moment,
}

/// A problem that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownProblem {
    /// The opaque key in its address.
    pub key: String,
    /// Counts its changes, from 1.
    pub version: i64,
    /// What is told of it.
    pub told: Told,
    /// When what is told last changed.
    pub updated: Moment,
    /// Since when it is over.
    pub ended: Option<Moment>,
}

impl KnownProblem {
    /// What is told in `language`, else in any language there is.
    pub fn in_language(&self, language: &str) -> (&str, &str) {
        let wording = wording::in_language(&self.told.words, language);
        wording.map_or(("", ""), |one| (&one.title, &one.text))
    }
}

/// A page of all problems, for those who tell of them.
#[derive(Clone, Debug)]
pub struct Listed {
    /// At most [`limits::PAGE_ROWS`]: those that are open first, then the one that ended last.
    pub problems: Vec<KnownProblem>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// A key for a problem that is yet to be told.
pub fn mint(house: &House) -> PublicKey {
    PublicKey::mint(KIND, house.random())
}

/// The key that `text` is, if it is one.
pub fn key(text: &str) -> Option<PublicKey> {
    PublicKey::parse(KIND, text)
}

/// What is wrong with anything right now, for anybody.
pub async fn open(house: &House, visit: &Visit) -> Answer<Seen<Vec<KnownProblem>>> {
    house
        .see(visit, |reader, _| {
            Ok(reader.rows(OPEN, params![limits::KNOWN_PROBLEMS_MAX], read)?)
        })
        .await
}

/// The page of that number, from 1, of all problems.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever may not tell of problems.
pub async fn list(house: &House, by: By<'_>, page: i64) -> Answer<Seen<Listed>> {
    house
        .see_by(by, move |reader, caller, at| {
            policy::allow(caller, Deed::TellProblem, &Object::default(), at)?;
            let rows = limits::PAGE_ROWS as i64;
            let skipped = (page - 1).clamp(0, i64::MAX / rows) * rows;
            let mut problems = reader.rows(LISTED, params![rows + 1, skipped], read)?;
            let more = problems.len() > limits::PAGE_ROWS;
            problems.truncate(limits::PAGE_ROWS);
            Ok(Seen {
                caller: caller.clone(),
                page: Listed { problems, more },
            })
        })
        .await
}

/// The problem called `key`, for whoever may change it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn show(house: &House, visit: &Visit, key: &str) -> Answer<Seen<KnownProblem>> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::TellProblem, &Object::default(), at)?;
            found(reader, &key)
        })
        .await
}

/// What is wrong right now with `product` or with all products; with the latter alone where none is named.
pub(crate) fn about(reader: &Reader<'_>, product: &str) -> Result<Vec<KnownProblem>, Fault> {
    reader.rows(ABOUT, params![product, limits::KNOWN_PROBLEMS_MAX], read)
}

/// The problem called `key`.
fn found(reader: &Reader<'_>, key: &str) -> Answer<KnownProblem> {
    let problem = reader.maybe(BY_KEY, params![key], read)?;
    Ok(problem.ok_or(Refusal::NotFound)?)
}

fn read(row: &Row<'_>) -> Result<KnownProblem, Fault> {
    Ok(KnownProblem {
        key: row.get(0)?,
        version: row.get(1)?,
        told: Told {
            product: row.get(2)?,
            words: wording::read(&row.get::<String>(3)?)?,
            began: Moment(row.get(4)?),
        },
        updated: Moment(row.get(5)?),
        ended: row.get::<Option<i64>>(6)?.map(Moment),
    })
}

impl Told {
    /// Refuses what cannot be told at `at`: a product that the catalogue does not have, and what lies ahead.
    fn check(&self, catalog: &Catalog, at: Moment) -> Result<(), Refusal> {
        let is_known = |product: &String| catalog.product(product).is_some();
        if !self.product.as_ref().is_none_or(is_known) {
            return Err(Refusal::NotFound);
        }
        if self.began > at {
            return Err(Refusal::BeginsLater);
        }
        Ok(())
    }
}
