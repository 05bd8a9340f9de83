//! One order out of the answers in several languages.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::Hit;

/// A hit in the reader's own language comes before those in others, unless it is weaker than this
/// share of the best one: then it fits by chance.
const OWN_LANGUAGE_SHARE: f32 = 0.5;

/// A document as it matched in one language.
pub struct Match {
    /// The document's id.
    pub id: String,
    /// How well it matched.
    pub score: f32,
    /// The place among the reader's languages of the one to show it in.
    pub rank: usize,
}

/// Each document once, in its best language: first those in the reader's own, then the others, each
/// by score. Equal scores go by id, so that pages don't overlap.
pub fn order(matches: Vec<Match>, languages: &[&str]) -> Vec<Hit> {
    let mut best: HashMap<String, (f32, usize)> = HashMap::new();
    for Match { id, score, rank } in matches {
        let known = best.entry(id).or_insert((score, rank));
        *known = (known.0.max(score), known.1.min(rank));
    }
    let top = best.values().map(|(score, _)| *score).fold(0.0, f32::max);
    let mut ranked: Vec<_> = best.into_iter().collect();
    ranked.sort_by(
        |(id, (score, rank)), (other_id, (other_score, other_rank))| {
            let own = |score: f32, rank: usize| rank == 0 && score >= top * OWN_LANGUAGE_SHARE;
            own(*other_score, *other_rank)
                .cmp(&own(*score, *rank))
                .then(other_score.partial_cmp(score).unwrap_or(Ordering::Equal))
                .then_with(|| id.cmp(other_id))
        },
    );
    ranked
        .into_iter()
        .map(|(id, (score, rank))| Hit {
            id,
            language: languages[rank].to_owned(),
            score,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(matches: &[(&str, f32, usize)]) -> Vec<(String, String)> {
        let matches = matches.iter().map(|(id, score, rank)| Match {
            id: (*id).to_owned(),
            score: *score,
            rank: *rank,
        });
        let hits = order(matches.collect(), &["sv", "en"]);
        hits.into_iter().map(|hit| (hit.id, hit.language)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected
            .iter()
            .map(|(id, language)| ((*id).to_owned(), (*language).to_owned()))
            .collect()
    }

    #[test]
    fn the_readers_language_goes_first_unless_it_fits_by_chance() {
        let found = ordered(&[("a", 9.0, 1), ("b", 5.0, 0), ("c", 2.0, 0)]);
        assert_eq!(found, pairs(&[("b", "sv"), ("a", "en"), ("c", "sv")]));
    }

    #[test]
    fn a_translated_document_is_shown_once_and_with_its_best_score() {
        let found = ordered(&[("a", 9.0, 1), ("a", 1.0, 0), ("b", 8.0, 1)]);
        assert_eq!(found, pairs(&[("a", "sv"), ("b", "en")]));
    }

    #[test]
    fn equal_scores_go_by_id() {
        let found = ordered(&[("b", 1.0, 1), ("a", 1.0, 1)]);
        assert_eq!(found, pairs(&[("a", "en"), ("b", "en")]));
    }
}
