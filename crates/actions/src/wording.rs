//! What the house's own people write for others to read: a title and a text, in the languages of the catalogue.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::Fault;

/// A title and a text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// One line, without a full stop.
    pub title: String,
    /// Markdown; may be empty where the title says it all.
    pub text: String,
}

/// By the code of each language.
pub type Wordings = BTreeMap<String, Wording>;

/// The one in `language`, else in any language there is.
pub(crate) fn in_language<'a>(words: &'a Wordings, language: &str) -> Option<&'a Wording> {
    words.get(language).or_else(|| words.values().next())
}

/// As a column has them.
pub(crate) fn stored(words: &Wordings) -> String {
    serde_json::to_string(words).expect("texts by language are JSON")
}

/// What a column has.
pub(crate) fn read(column: &str) -> Result<Wordings, Fault> {
    serde_json::from_str(column).map_err(|problem| Fault::corrupt(format!("wordings: {problem}")))
}

/// The titles, to stand beside a line of the audit log.
pub(crate) fn titles(words: &Wordings) -> String {
    let titles: Vec<&str> = words.values().map(|one| one.title.as_str()).collect();
    titles.join(" / ")
}
