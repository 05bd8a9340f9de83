//! Full-text search over documents in several languages: a derived index that can be thrown away
//! and built again from the database at any time.
//!
//! It knows documents, not nouns: a [`Document`] has a title, a summary and a body in one language,
//! the scopes it belongs to (a product, its family) and the topics it is about (a problem type, a
//! category). A [`Query`] names the same from narrow to wide and from broad to narrow, and what
//! somebody typed, which is never a syntax and never an error. How well it ranks, and how that was
//! measured, stands in `docs/reference/search.md`.

mod analysis;
mod find;
mod index;
mod neuter;
mod plan;
mod ranking;
mod synonyms;

pub use index::{Fault, Index};

/// What can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Known by it together with its language: the translations of one document share an id.
    pub id: String,
    /// The code of one of the index's languages, such as `sv`.
    pub language: String,
    /// One line.
    pub title: String,
    /// A sentence or two; may be empty.
    pub summary: String,
    /// Plain text or Markdown. Its beginning counts for more than the rest.
    pub body: String,
    /// Numbers and codes that it is known by, found whole: `932455`. A code inside the texts needs
    /// no mention here.
    pub codes: Vec<String>,
    /// Keys of the scopes it belongs to, in any order: its product, its family.
    pub scopes: Vec<String>,
    /// Keys of the topics it is about, in any order. A key is equal in every scope.
    pub topics: Vec<String>,
}

/// What somebody looks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// As it was typed, of any length and with any characters. The first 4,000 characters count, and
    /// of those the first 64 different words.
    pub text: &'a str,
    /// The reader's languages, best first. Codes without an index are passed over.
    pub languages: &'a [&'a str],
    /// Where to look first, and where next as long as fewer than five are found. After the last one
    /// everything is searched, if there is text. Empty: everything at once.
    pub scopes: &'a [&'a str],
    /// The topics that were chosen, broad to narrow; a document about them ranks higher. Without
    /// text only such documents are found.
    pub topics: &'a [&'a str],
    /// How many of the found are wanted.
    pub limit: usize,
    /// How many of the best are passed over.
    pub offset: usize,
}

/// A page of what was found, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// At most the query's limit.
    pub hits: Vec<Hit>,
    /// How many there are on all pages; counted up to 200.
    pub total: usize,
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document's id.
    pub id: String,
    /// The language to show it in: the best of the reader's that the document exists in.
    pub language: String,
    /// How well it fits. Comparable within one answer only.
    pub score: f32,
}
