//! Words that people use for one another, by language: what a customer calls *frozen* an article
//! calls *stops responding*.

use std::collections::HashMap;

use tantivy::tokenizer::TextAnalyzer;

use crate::analysis;

/// By term, the other terms that may stand for it.
pub type Synonyms = HashMap<String, Vec<String>>;

/// The synonyms of a language by its code, as terms of its analyzer.
pub fn synonyms(language: &str, analyzer: &TextAnalyzer) -> Synonyms {
    let mut synonyms = Synonyms::new();
    for line in list(language).lines() {
        let group = analysis::terms(analyzer, line, usize::MAX);
        for term in &group {
            let known = synonyms.entry(term.clone()).or_default();
            known.extend(group.iter().filter(|other| *other != term).cloned());
        }
    }
    synonyms
}

/// One group a line; a word may stand in several.
fn list(language: &str) -> &'static str {
    match language {
        "en" => include_str!("synonyms/en.txt"),
        "sv" => include_str!("synonyms/sv.txt"),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_group_stands_for_the_others() {
        let english = synonyms("en", &analysis::analyzer("en"));
        assert!(english["frozen"].contains(&"hang".to_owned()));
        assert!(english["hang"].contains(&"frozen".to_owned()));
        assert!(!english["hang"].contains(&"hang".to_owned()));
        let swedish = synonyms("sv", &analysis::analyzer("sv"));
        assert!(
            swedish["langsam"].contains(&"slo".to_owned()),
            "{:?}",
            swedish["langsam"]
        );
    }

    #[test]
    fn a_language_without_a_list_has_none() {
        assert!(synonyms("is", &analysis::analyzer("is")).is_empty());
    }
}
