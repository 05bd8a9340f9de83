//! *This solved my problem*: a request that was not needed.

use store::params;

use crate::incidents::drafts;
use crate::{Answer, House, Visit};

/// Counts a deflection, with the article where one is named that exists.
const COUNT: &str = "
    INSERT INTO deflection (article, product, problem_type, category, at)
    VALUES ((SELECT id FROM article WHERE key = $1 AND language = $2), $3, $4, $5, $6)";

/// Which article it was: its key and the code of the language it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The article's key.
    pub key: String,
    /// The language's code.
    pub language: String,
}

/// Ends the draft called `key`, whose problem is solved, and counts that. A draft that became a request is left alone.
///
/// # Errors
/// As [`drafts::load`].
pub async fn solve(house: &House, visit: &Visit, key: &str, article: Option<Read>) -> Answer<()> {
    let (asking, key) = (visit.clone(), key.to_owned());
    house
        .act(visit, move |tx, caller| {
            let draft = drafts::permitted(tx, &asking, caller, &key)?;
            if draft.submitted.is_some() {
                return Ok(());
            }
            let answers = &draft.answers;
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            let (product, kind, category) = (
                part(&answers.product),
                part(&answers.problem_type),
                part(&answers.category),
            );
            let (read, language) = article
                .as_ref()
                .map(|read| (&read.key, &read.language))
                .unzip();
            tx.execute(
                COUNT,
                params![read, language, &product, &kind, &category, asking.at.0],
            )?;
            Ok(drafts::end(tx, &draft, asking.at)?)
        })
        .await
}
