//! What the engine is asked: a query in one language and one scope, built from terms and never
//! parsed from what somebody typed.

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery,
    Occur, Query as Clause, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::index::{Fields, Tongue};

/// More words than anybody types, fewer than make a search slow.
pub const TERMS_MAX: usize = 64;

// The weights were found by measuring; docs/reference/search.md has the numbers.

/// What a match counts for in the title, the summary, the lead, the body and the codes.
const FIELD_WEIGHTS: [f32; 5] = [1.5, 1.0, 1.0, 0.7, 1.5];
/// What matches in further fields add to the best one.
const FURTHER_FIELDS: f32 = 0.15;
/// What a match of a synonym counts for, beside one of the word itself.
const SYNONYM_WEIGHT: f32 = 0.5;
/// What a topic adds: the broad one, and each narrower one. A rare word in the lead adds about six.
const TOPIC_SCORES: [f32; 2] = [4.0, 6.0];
/// What a word adds that is found only by supposing a slip of the finger in it.
const SLIP_SCORE: f32 = 2.0;
/// Shorter words have too many neighbours to suppose a slip in them.
const SLIP_LETTERS_MIN: usize = 5;

/// What is asked of one language in one scope.
pub struct Asked<'a> {
    /// The terms of the text.
    pub terms: &'a [String],
    /// The topics that count here, broad to narrow.
    pub topics: &'a [&'a str],
    /// Where to look; nothing means everywhere.
    pub scope: Option<&'a str>,
    /// Whether a single word in common is likely to be chance: in another language than the
    /// reader's, or outside of what was chosen.
    pub doubtful: bool,
}

/// Finds the documents that share terms with the text or are about a topic; all of them where
/// neither was given. Nothing where nothing can be found.
pub fn plan(
    searcher: &Searcher,
    fields: &Fields,
    tongue: &Tongue,
    asked: &Asked<'_>,
) -> tantivy::Result<Option<BooleanQuery>> {
    let topics = asked.topics.iter().enumerate();
    let mut wanted: Vec<_> = topics
        .map(|(depth, topic)| scored_topic(fields, topic, depth))
        .collect();
    wanted.extend(text_clause(searcher, tongue, asked)?);
    if asked.terms.is_empty() && asked.topics.is_empty() {
        wanted.push(Box::new(AllQuery));
    }
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut clauses = vec![
        (Occur::Must, unscored(fields.language, &tongue.code)),
        (
            Occur::Must,
            Box::new(BooleanQuery::union(wanted)) as Box<dyn Clause>,
        ),
    ];
    clauses.extend(
        asked
            .scope
            .map(|scope| (Occur::Must, unscored(fields.scope, scope))),
    );
    Ok(Some(BooleanQuery::new(clauses)))
}

/// Any of the terms; in doubt a third of them and at least two, or a code.
fn text_clause(
    searcher: &Searcher,
    tongue: &Tongue,
    asked: &Asked<'_>,
) -> tantivy::Result<Option<Box<dyn Clause>>> {
    let (mut found, mut codes) = (Vec::new(), Vec::new());
    for term in asked.terms {
        let Some(clause) = term_clause(searcher, tongue, term, asked.doubtful)? else {
            continue;
        };
        if term.contains(|c: char| c.is_ascii_digit()) {
            codes.push(clause.box_clone());
        }
        found.push(clause);
    }
    if found.is_empty() {
        return Ok(None);
    }
    if !asked.doubtful {
        return Ok(Some(Box::new(BooleanQuery::union(found))));
    }
    let terms = asked.terms.len();
    let enough = terms.div_ceil(3).max(2).min(terms);
    codes.push(Box::new(BooleanQuery::union_with_minimum_required_clauses(
        found, enough,
    )));
    Ok(Some(Box::new(BooleanQuery::union(codes))))
}

/// A filter that adds nothing to the score.
fn unscored(field: Field, key: &str) -> Box<dyn Clause> {
    constant(Term::from_field_text(field, key), 0.0)
}

fn scored_topic(fields: &Fields, topic: &str, depth: usize) -> Box<dyn Clause> {
    let score = TOPIC_SCORES[depth.min(TOPIC_SCORES.len() - 1)];
    constant(Term::from_field_text(fields.topic, topic), score)
}

fn constant(term: Term, score: f32) -> Box<dyn Clause> {
    let exact = TermQuery::new(term, IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(exact), score))
}

/// The best of what the term and its synonyms match; for a term that stands nowhere, unless in
/// doubt, of what differs from it by one slip.
fn term_clause(
    searcher: &Searcher,
    tongue: &Tongue,
    term: &str,
    doubtful: bool,
) -> tantivy::Result<Option<Box<dyn Clause>>> {
    let mut variants = Vec::new();
    if known(searcher, tongue, term)? {
        variants.push(in_fields(tongue, term, 1.0));
    } else if !doubtful && long_enough(term) {
        variants.extend(tongue.fields.map(|field| slipped(field, term)));
    }
    for synonym in tongue.synonyms.get(term).into_iter().flatten() {
        variants.push(in_fields(tongue, synonym, SYNONYM_WEIGHT));
    }
    if variants.is_empty() {
        return Ok(None);
    }
    Ok(Some(Box::new(DisjunctionMaxQuery::new(variants))))
}

fn long_enough(term: &str) -> bool {
    term.chars().count() >= SLIP_LETTERS_MIN && term.chars().all(char::is_alphabetic)
}

fn known(searcher: &Searcher, tongue: &Tongue, term: &str) -> tantivy::Result<bool> {
    for field in tongue.fields {
        if searcher.doc_freq(&Term::from_field_text(field, term))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

fn in_fields(tongue: &Tongue, term: &str, weight: f32) -> Box<dyn Clause> {
    let matches = tongue
        .fields
        .iter()
        .zip(FIELD_WEIGHTS)
        .map(|(field, field_weight)| {
            let term = Term::from_field_text(*field, term);
            let ranked = TermQuery::new(term, IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(ranked), weight * field_weight)) as Box<dyn Clause>
        });
    Box::new(DisjunctionMaxQuery::with_tie_breaker(
        matches.collect(),
        FURTHER_FIELDS,
    ))
}

fn slipped(field: Field, term: &str) -> Box<dyn Clause> {
    let near = FuzzyTermQuery::new(Term::from_field_text(field, term), 1, true);
    Box::new(ConstScoreQuery::new(Box::new(near), SLIP_SCORE))
}
