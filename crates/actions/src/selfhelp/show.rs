//! One article.

use domain::refusal::Refusal;
use domain::time::{Date, Moment, Zone};
use store::{Fault, Row, params};

use super::find::date;
use crate::{Answer, House, Seen, Stopped, Visit};

/// The article in every language it has, the reader's first.
const ARTICLE: &str = "
    SELECT key, language, product, title, summary, body, updated, source, source_page, licence, attribution, changes
    FROM article WHERE key = $1 AND removed_at IS NULL
    ORDER BY CASE WHEN language = $2 THEN 0 ELSE 1 END, language LIMIT 1";

/// One more of that day.
const COUNT: &str = "
    INSERT INTO article_read (article, day, reads)
    SELECT id, $3, 1 FROM article WHERE key = $1 AND language = $2 AND removed_at IS NULL
    ON CONFLICT (article, day) DO UPDATE SET reads = article_read.reads + 1";

/// An article as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
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
    /// Markdown.
    pub body: String,
    /// When it was changed last, where that is known.
    pub updated: Option<Date>,
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

/// The article called `key`, in `language` where it has that, for anybody. That it was opened is counted.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none, or no longer.
pub async fn show(
    house: &House,
    visit: &Visit,
    key: &str,
    language: &str,
) -> Answer<Seen<Article>> {
    let (key, language) = (key.to_owned(), language.to_owned());
    let seen = house
        .see(visit, move |reader, _| {
            let article = reader.maybe(ARTICLE, params![&key, &language], article)?;
            Ok(article.ok_or(Refusal::NotFound)?)
        })
        .await?;
    count(house, &seen.page, visit.at).await;
    Ok(seen)
}

/// Counts a read. An article is not kept from its reader because nothing can be written.
async fn count(house: &House, article: &Article, at: Moment) {
    let (key, language) = (article.key.clone(), article.language.clone());
    let day = Zone::UTC.date_of(at).to_string();
    let counted = house.quietly(move |tx| {
        tx.execute(COUNT, params![&key, &language, &day])?;
        Ok(())
    });
    if let Err(Stopped::Broke(fault)) = counted.await {
        tracing::warn!(%fault, "the read of an article was not counted");
    }
}

fn article(row: &Row<'_>) -> Result<Article, Fault> {
    Ok(Article {
        key: row.get(0)?,
        language: row.get(1)?,
        product: row.get(2)?,
        title: row.get(3)?,
        summary: row.get(4)?,
        body: row.get(5)?,
        updated: date(row.get(6)?)?,
        source: row.get(7)?,
        source_page: row.get(8)?,
        licence: row.get(9)?,
        attribution: row.get(10)?,
        changes: row.get(11)?,
    })
}
