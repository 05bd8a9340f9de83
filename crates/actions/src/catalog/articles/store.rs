//! Storing articles: what changed is written, what is gone is marked as removed, the rest is left alone.

use std::collections::BTreeMap;

use domain::time::Moment;
use store::{Fault, Tx, Value, params};

use super::ArticleText;

const DIGESTS: &str = "SELECT key, language, digest FROM article WHERE removed_at IS NULL";
const WRITE: &str = "
    INSERT INTO article (key, language, product, problem_type, category, title, summary, applies_to, kb, body, updated,
                         source, source_page, licence, attribution, changes, digest, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
    ON CONFLICT (key, language) DO UPDATE SET
        product = excluded.product, problem_type = excluded.problem_type, category = excluded.category,
        title = excluded.title, summary = excluded.summary, applies_to = excluded.applies_to, kb = excluded.kb,
        body = excluded.body, updated = excluded.updated, source = excluded.source,
        source_page = excluded.source_page, licence = excluded.licence, attribution = excluded.attribution,
        changes = excluded.changes, digest = excluded.digest, changed_at = excluded.changed_at, removed_at = NULL";
const REMOVE: &str = "
    UPDATE article SET removed_at = $3, changed_at = $3 WHERE key = $1 AND language = $2 AND removed_at IS NULL";

/// What a load has done to the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ArticleChanges {
    /// New or changed, each language apart.
    pub written: usize,
    /// No longer among the files.
    pub removed: usize,
}

/// Brings the articles to what the files say.
pub(crate) fn store(
    tx: &mut Tx<'_>,
    articles: &[ArticleText],
    at: Moment,
) -> Result<ArticleChanges, Fault> {
    let held = tx.rows(DIGESTS, params![], |row| {
        Ok((
            (row.get::<String>(0)?, row.get::<String>(1)?),
            row.get::<Vec<u8>>(2)?,
        ))
    })?;
    let mut held: BTreeMap<_, _> = held.into_iter().collect();
    let changed: Vec<_> = articles
        .iter()
        .filter(|article| {
            let digest = held.remove(&(article.key.clone(), article.language.clone()));
            digest.is_none_or(|digest| digest != article.digest())
        })
        .collect();
    write(tx, &changed, at)?;
    let gone: Vec<(&str, &str)> = held
        .keys()
        .map(|(key, language)| (key.as_str(), language.as_str()))
        .collect();
    remove(tx, &gone, at)?;
    Ok(ArticleChanges {
        written: changed.len(),
        removed: gone.len(),
    })
}

/// Writes articles over those of their key and language.
pub(super) fn write(tx: &mut Tx<'_>, articles: &[&ArticleText], at: Moment) -> Result<(), Fault> {
    let derived: Vec<_> = articles
        .iter()
        .map(|article| (article.applies_to.join("\n"), article.digest()))
        .collect();
    let rows: Vec<_> = articles
        .iter()
        .zip(&derived)
        .map(|(article, (applies_to, digest))| row(article, applies_to, digest, at))
        .collect();
    tx.execute_many(WRITE, &rows).map(|_| ())
}

/// Marks articles, by key and language, as removed.
pub(super) fn remove(tx: &mut Tx<'_>, gone: &[(&str, &str)], at: Moment) -> Result<(), Fault> {
    let rows: Vec<_> = gone
        .iter()
        .map(|(key, language)| params![*key, *language, at.0].to_vec())
        .collect();
    tx.execute_many(REMOVE, &rows).map(|_| ())
}

fn row<'a>(
    article: &'a ArticleText,
    applies_to: &'a str,
    digest: &'a [u8],
    at: Moment,
) -> Vec<Value<'a>> {
    params![
        &article.key,
        &article.language,
        &article.product,
        &article.problem_type,
        &article.category,
        &article.title,
        &article.summary,
        applies_to,
        article.kb.as_deref(),
        &article.body,
        article.updated.as_deref(),
        article.source.as_deref(),
        article.source_page.as_deref(),
        article.licence.as_deref(),
        article.attribution.as_deref(),
        article.changes.as_deref(),
        digest,
        at.0,
    ]
    .to_vec()
}
