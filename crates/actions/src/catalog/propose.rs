//! What somebody would have the catalogue say, weighed against the one in force.

use std::collections::BTreeMap;

use domain::catalog::Catalog;
use domain::limits;
use store::{Fault, Reader, params};

use super::current;
use super::files::{self, Files};
use crate::document::{Mistake, Notes};

/// What articles are about: each has to stay.
const ABOUT: &str = "
    SELECT product, problem_type, category, COUNT(*) FROM article WHERE removed_at IS NULL
    GROUP BY product, problem_type, category ORDER BY product, problem_type, category";

/// Files by path with the text that they are to have, or nothing where they are to go.
pub type Changes = BTreeMap<String, Option<String>>;

/// A change that somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The version that it was made from.
    pub base: i64,
    /// What is to be changed.
    pub files: Changes,
}

/// A proposal beside the catalogue in force.
pub(super) struct Weighed {
    /// The version in force.
    pub version: i64,
    /// The files in force.
    pub before: Files,
    /// The files as they would be.
    pub after: Files,
    /// What they say; whole only without a mistake, and its offers have no version.
    pub catalog: Catalog,
    /// What is wrong with them.
    pub mistakes: Vec<Mistake>,
    /// Whether somebody else has changed one of the files since.
    pub is_stale: bool,
}

/// Weighs a proposal: the catalogue is read whole, as a load reads it.
pub(super) fn weigh(reader: &Reader<'_>, proposal: &Proposal) -> Result<Weighed, Fault> {
    let (version, before) = current::texts(reader)?;
    let is_stale = proposal.base != version && {
        let base = current::texts_in(reader, proposal.base)?;
        // Two who came to the same text are of one mind, and so is one who sends it twice.
        let mut files = proposal.files.iter();
        files.any(|(path, text)| {
            let held = before.get(path);
            base.get(path) != held && text.as_ref() != held
        })
    };
    let mut after = before.clone();
    for (path, text) in &proposal.files {
        match text {
            Some(text) => after.insert(path.clone(), text.clone()),
            None => after.remove(path),
        };
    }
    let notes = Notes::default();
    for (path, text) in &after {
        if text.chars().count() > limits::CATALOG_FILE_CHARS_MAX {
            let most = limits::CATALOG_FILE_CHARS_MAX;
            notes.file(path, format!("is longer than {most} characters"));
        }
    }
    // Not only those of a catalogue: what stands beside one on disk has no place here, and is refused as a stranger.
    let texts = after
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let catalog = files::read(&notes, &texts);
    check_articles(reader, &notes, &catalog)?;
    Ok(Weighed {
        version,
        catalog,
        mistakes: notes.into_mistakes(),
        is_stale,
        before,
        after,
    })
}

/// Notes what articles are about and `catalog` no longer has.
fn check_articles(reader: &Reader<'_>, notes: &Notes, catalog: &Catalog) -> Result<(), Fault> {
    let about = reader.rows(ABOUT, params![], |row| {
        Ok((
            row.get::<String>(0)?,
            row.get::<String>(1)?,
            row.get::<String>(2)?,
            row.get::<i64>(3)?,
        ))
    })?;
    for (product, kind, category, articles) in about {
        let known = catalog
            .product(&product)
            .and_then(|product| product.problem_type(&kind)?.category(&category));
        if known.is_none() {
            let file = format!("products/{product}.toml");
            let lost = format!(
                "lacks \"{kind}\" with \"{category}\", which {articles} articles are about"
            );
            notes.file(&file, lost);
        }
    }
    Ok(())
}
