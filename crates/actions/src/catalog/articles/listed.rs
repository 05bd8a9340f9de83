//! The articles as their administrators see them.

use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use sha2::{Digest as _, Sha256};
use store::{Fault, Reader, Row, params};
use toml_edit::{Array, DocumentMut, value};

use crate::catalog::Files;
use crate::{Answer, House, Seen, Visit};

macro_rules! select_listed {
    ($rest:literal) => {
        concat!(
            "SELECT a.key, a.language, a.product, a.title, a.changed_at,
                    (SELECT COUNT(*) FROM deflection d WHERE d.article = a.id AND d.at >= $3),
                    (SELECT CAST(COALESCE(SUM(r.reads), 0) AS BIGINT) FROM article_read r
                     WHERE r.article = a.id AND r.day >= $4)
             FROM article a WHERE a.removed_at IS NULL ",
            $rest
        )
    };
}

const ALL: &str = select_listed!("ORDER BY a.key, a.language LIMIT $1 OFFSET $2");
const OF_PRODUCT: &str =
    select_listed!("AND a.product = $5 ORDER BY a.key, a.language LIMIT $1 OFFSET $2");

macro_rules! select_whole {
    ($rest:literal) => {
        concat!(
            "SELECT key, language, product, problem_type, category, title, summary, body, applies_to, kb, updated, source,
                    source_page, licence, attribution, changes, changed_at
             FROM article WHERE removed_at IS NULL ",
            $rest
        )
    };
}

const ONE: &str = select_whole!("AND key = $1 AND language = $2");
const WHOLE: &str = select_whole!("ORDER BY key, language");
const HELD: &str = "
    SELECT digest, changed_at FROM article WHERE key = $1 AND language = $2 AND removed_at IS NULL";

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleListed {
    /// The key in its address.
    pub key: String,
    /// The code of its language.
    pub language: String,
    /// The key of the product it is about.
    pub product: String,
    /// One line.
    pub title: String,
    /// When it was changed last.
    pub changed: Moment,
    /// How many requests it has made needless in the last [`limits::ARTICLE_FIGURES_DAYS`].
    pub solved: i64,
    /// How often it was opened in that time.
    pub reads: i64,
}

/// A page of articles.
#[derive(Clone, Debug)]
pub struct ArticlesListed {
    /// At most [`limits::PAGE_ROWS`], by key and language.
    pub articles: Vec<ArticleListed>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// An article in one language, with everything that is kept of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleText {
    /// The key in its address; the same in every language.
    pub key: String,
    /// The code of its language.
    pub language: String,
    /// The key of the product it is about.
    pub product: String,
    /// The key of the problem type.
    pub problem_type: String,
    /// The key of the category.
    pub category: String,
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// Markdown.
    pub body: String,
    /// Products and versions as the source names them.
    pub applies_to: Vec<String>,
    /// The number of the knowledge-base article.
    pub kb: Option<String>,
    /// The day of the last change at the source.
    pub updated: Option<String>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// The source as a page for readers.
    pub source_page: Option<String>,
    /// The licence of a text from elsewhere.
    pub licence: Option<String>,
    /// Who is to be named.
    pub attribution: Option<String>,
    /// What was changed in it here.
    pub changes: Option<String>,
}

/// The page of that number, from 1, of all articles, or of those about one product.
pub async fn articles(
    house: &House,
    visit: &Visit,
    product: Option<String>,
    page: i64,
) -> Answer<Seen<ArticlesListed>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let rows = limits::PAGE_ROWS as i64;
            let skipped = (page - 1).clamp(0, i64::MAX / rows) * rows;
            let since = at.plus_hours(-24 * limits::ARTICLE_FIGURES_DAYS);
            let day = Zone::UTC.date_of(since).to_string();
            let mut articles = match &product {
                None => reader.rows(ALL, params![rows + 1, skipped, since.0, &day], listed)?,
                Some(product) => {
                    let page = params![rows + 1, skipped, since.0, &day, product];
                    reader.rows(OF_PRODUCT, page, listed)?
                }
            };
            let more = articles.len() > limits::PAGE_ROWS;
            articles.truncate(limits::PAGE_ROWS);
            Ok(ArticlesListed { articles, more })
        })
        .await
}

/// The article called `key` in `language`, and when it was changed last.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn article(
    house: &House,
    visit: &Visit,
    (key, language): (&str, &str),
) -> Answer<Seen<(ArticleText, Moment)>> {
    let (at, key, language) = (visit.at, key.to_owned(), language.to_owned());
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let article = reader.maybe(ONE, params![&key, &language], read)?;
            Ok(article.ok_or(Refusal::NotFound)?)
        })
        .await
}

/// Every article as the file that it can be loaded from.
pub(in super::super) fn written(reader: &Reader<'_>) -> Result<Files, Fault> {
    let all = reader.rows(WHOLE, params![], read)?;
    let files = all
        .into_iter()
        .map(|(article, _)| (article.path(), article.written()));
    Ok(files.collect())
}

/// The digest of an article's text, and when it was changed last.
pub(super) fn held(
    reader: &Reader<'_>,
    key: &str,
    language: &str,
) -> Result<Option<(Vec<u8>, Moment)>, Fault> {
    reader.maybe(HELD, params![key, language], |row| {
        Ok((row.get(0)?, Moment(row.get(1)?)))
    })
}

fn listed(row: &Row<'_>) -> Result<ArticleListed, Fault> {
    Ok(ArticleListed {
        key: row.get(0)?,
        language: row.get(1)?,
        product: row.get(2)?,
        title: row.get(3)?,
        changed: Moment(row.get(4)?),
        solved: row.get(5)?,
        reads: row.get(6)?,
    })
}

fn read(row: &Row<'_>) -> Result<(ArticleText, Moment), Fault> {
    let applies_to: String = row.get(8)?;
    let article = ArticleText {
        key: row.get(0)?,
        language: row.get(1)?,
        product: row.get(2)?,
        problem_type: row.get(3)?,
        category: row.get(4)?,
        title: row.get(5)?,
        summary: row.get(6)?,
        body: row.get(7)?,
        applies_to: applies_to.lines().map(str::to_owned).collect(),
        kb: row.get(9)?,
        updated: row.get(10)?,
        source: row.get(11)?,
        source_page: row.get(12)?,
        licence: row.get(13)?,
        attribution: row.get(14)?,
        changes: row.get(15)?,
    };
    Ok((article, Moment(row.get(16)?)))
}

impl ArticleText {
    /// What tells it from another text: what it says, however its file spells that.
    pub(super) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.written()).into()
    }

    /// Where its file stands among those of the catalogue.
    pub(super) fn path(&self) -> String {
        format!(
            "articles/{}/{}.{}.md",
            self.product, self.key, self.language
        )
    }

    /// The article as a file: a front matter, and the Markdown.
    pub fn written(&self) -> String {
        let mut front = DocumentMut::new();
        let needed = [
            ("id", &self.key),
            ("lang", &self.language),
            ("title", &self.title),
            ("summary", &self.summary),
            ("product", &self.product),
            ("problem_type", &self.problem_type),
            ("category", &self.category),
        ];
        for (field, words) in needed {
            front[field] = value(words);
        }
        if !self.applies_to.is_empty() {
            front["applies_to"] = value(self.applies_to.iter().collect::<Array>());
        }
        if let Some(day) = &self.updated {
            // What is no day is kept as it was typed, and refused where the file is read.
            let date = day.parse::<toml_edit::Datetime>();
            front["last_updated"] = date.map_or_else(|_| value(day), value);
        }
        let others = [
            ("kb", &self.kb),
            ("source_url", &self.source),
            ("learn_url", &self.source_page),
            ("licence", &self.licence),
            ("attribution", &self.attribution),
            ("changes", &self.changes),
        ];
        for (field, words) in others {
            if let Some(words) = words {
                front[field] = value(words);
            }
        }
        format!("+++\n{front}+++\n\n{}\n", self.body.trim())
    }
}
