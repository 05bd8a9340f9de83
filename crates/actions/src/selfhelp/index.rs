//! The index over the articles: derived from the database, and built again whenever they have changed.

use domain::catalog::Catalog;
use search::Document;
use store::{Fault, Reader, Row, params};

use crate::{Answer, House};

/// Grows with every change of an article: rows are never deleted, and a change or removal is dated.
const CONTENT: &str = "SELECT COUNT(*), COALESCE(MAX(changed_at), 0) FROM article";

const DOCUMENTS: &str = "
    SELECT key, language, product, problem_type, category, title, summary, body, kb
    FROM article WHERE removed_at IS NULL ORDER BY id";

/// Brings the index to the articles in force. Building it takes longer than a page may wait, so it is done apart from
/// the database; until it is done the old content is found.
pub async fn warm(house: &House) -> Answer<()> {
    let (index, catalog) = (house.articles(), house.catalog());
    let held = index.content().map_err(Fault::other)?;
    let changed = house
        .store
        .read(move |reader| documents(reader, &catalog, held.as_deref()))
        .await?;
    let Some((content, documents)) = changed else {
        return Ok(());
    };
    let built = tokio::task::spawn_blocking(move || index.rebuild(&content, documents)).await;
    Ok(built.map_err(Fault::other)?.map_err(Fault::other)?)
}

/// The articles in force with their version; nothing where that is `held` already.
fn documents(
    reader: &Reader<'_>,
    catalog: &Catalog,
    held: Option<&str>,
) -> Result<Option<(String, Vec<Document>)>, Fault> {
    let content = reader.row(CONTENT, params![], |row| {
        let (count, changed) = (row.get::<i64>(0)?, row.get::<i64>(1)?);
        Ok(format!("{count}@{changed}"))
    })?;
    if held == Some(content.as_str()) {
        return Ok(None);
    }
    let documents = reader.rows(DOCUMENTS, params![], |row| document(row, catalog))?;
    Ok(Some((content, documents)))
}

fn document(row: &Row<'_>, catalog: &Catalog) -> Result<Document, Fault> {
    let product = row.get::<String>(2)?;
    let problem_type = row.get::<String>(3)?;
    let category = category_topic(&problem_type, &row.get::<String>(4)?);
    let family = catalog
        .product(&product)
        .map(|product| product.family.to_string());
    Ok(Document {
        id: row.get(0)?,
        language: row.get(1)?,
        title: row.get(5)?,
        summary: row.get(6)?,
        body: row.get(7)?,
        codes: row.get::<Option<String>>(8)?.into_iter().collect(),
        scopes: std::iter::once(product).chain(family).collect(),
        topics: vec![problem_type, category],
    })
}

/// A category's key is unique within its problem type only.
pub(super) fn category_topic(problem_type: &str, category: &str) -> String {
    format!("{problem_type}/{category}")
}
