//! Finding articles.

use std::collections::BTreeMap;

use domain::catalog::{Catalog, LANGUAGES};
use domain::time::Date;
use search::Query;
use store::{Fault, Reader, Row, params};

use super::index;
use crate::known_problems::{self, KnownProblem};
use crate::{Answer, House, Seen, Visit};

const CARDS: &str = "
    SELECT key, language, product, title, summary, updated
    FROM article WHERE key IN_LIST($1) AND removed_at IS NULL";

/// What articles are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The product's key; empty for any.
    pub product: String,
    /// The problem type's key, where one was chosen.
    pub problem_type: Option<String>,
    /// The category's key, where one was chosen.
    pub category: Option<String>,
    /// As it was typed.
    pub text: String,
    /// Whether somebody looks for just that: what shares no word with it is then no answer, however well it fits else.
    pub is_search: bool,
    /// The code of the reader's language.
    pub language: String,
    /// How many to show.
    pub count: usize,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The key in its address.
    pub key: String,
    /// The code of the language it is in.
    pub language: String,
    /// The key of the product it is about.
    pub product: String,
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// When it was changed last, where that is known.
    pub updated: Option<Date>,
}

/// The best articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Articles {
    /// At most as many as were wanted, best first.
    pub cards: Vec<Card>,
    /// How many there are.
    pub total: usize,
    /// Whether the product itself has none, so that these are about others.
    pub are_of_others: bool,
    /// Whether the index could not be searched. A request can be made all the same.
    pub are_unavailable: bool,
    /// What is known to be wrong with the product right now.
    pub problems: Vec<KnownProblem>,
}

/// The articles that fit best: those of the product first, then of its family, then of all.
pub async fn find(house: &House, visit: &Visit, wanted: Wanted) -> Answer<Seen<Articles>> {
    let (index, catalog) = (house.articles(), house.catalog());
    house
        .see(visit, move |reader, _| {
            let found = search(&index, &catalog, &wanted).unwrap_or_else(|problem| {
                tracing::error!(error = &problem as &dyn std::error::Error, "self-help");
                None
            });
            let unavailable = Articles {
                are_unavailable: true,
                ..Articles::default()
            };
            Ok(Articles {
                problems: known_problems::about(reader, &wanted.product)?,
                ..found.map_or(Ok(unavailable), |found| articles(reader, &wanted, &found))?
            })
        })
        .await
}

/// What is found; nothing at all while the index has not been built.
fn search(
    index: &search::Index,
    catalog: &Catalog,
    wanted: &Wanted,
) -> Result<Option<search::Found>, search::Fault> {
    if index.content()?.is_none() {
        return Ok(None);
    }
    let family = catalog
        .product(&wanted.product)
        .map(|product| product.family.as_str());
    let scopes: Vec<&str> = [
        Some(wanted.product.as_str()).filter(|key| !key.is_empty()),
        family,
    ]
    .into_iter()
    .flatten()
    .collect();
    let category = wanted.problem_type.as_ref().zip(wanted.category.as_ref());
    let category = category.map(|(kind, category)| index::category_topic(kind, category));
    let topics: Vec<&str> = wanted
        .problem_type
        .as_deref()
        .into_iter()
        .chain(category.as_deref())
        .collect();
    let mut languages: Vec<&str> = LANGUAGES.to_vec();
    languages.sort_by_key(|language| *language != wanted.language);
    let query = Query {
        text: &wanted.text,
        languages: &languages,
        scopes: &scopes,
        topics: &topics,
        limit: wanted.count,
        offset: 0,
    };
    if wanted.is_search && !wanted.text.trim().is_empty() {
        let words_alone = Query {
            topics: &[],
            ..query
        };
        let found = index.search(&words_alone)?;
        if found.hits.is_empty() {
            return Ok(Some(found));
        }
    }
    index.search(&query).map(Some)
}

fn articles(
    reader: &Reader<'_>,
    wanted: &Wanted,
    found: &search::Found,
) -> Result<Articles, Fault> {
    let keys: Vec<String> = found.hits.iter().map(|hit| hit.id.clone()).collect();
    let mut cards: BTreeMap<(String, String), Card> = reader
        .rows(CARDS, params![&keys], card)?
        .into_iter()
        .collect();
    let cards: Vec<Card> = found
        .hits
        .iter()
        .filter_map(|hit| cards.remove(&(hit.id.clone(), hit.language.clone())))
        .collect();
    let are_of_others = !cards.is_empty()
        && !wanted.product.is_empty()
        && cards.iter().all(|card| card.product != wanted.product);
    Ok(Articles {
        cards,
        total: found.total,
        are_of_others,
        ..Articles::default()
    })
}

fn card(row: &Row<'_>) -> Result<((String, String), Card), Fault> {
    let card = Card {
        key: row.get(0)?,
        language: row.get(1)?,
        product: row.get(2)?,
        title: row.get(3)?,
        summary: row.get(4)?,
        updated: date(row.get(5)?)?,
    };
    Ok(((card.key.clone(), card.language.clone()), card))
}

/// A stored day.
pub(super) fn date(text: Option<String>) -> Result<Option<Date>, Fault> {
    text.map(|text| Date::parse(&text).map_err(|_| Fault::corrupt(format!("day {text}"))))
        .transpose()
}
