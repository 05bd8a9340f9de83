//! Searching the index: scope by scope, in every language of the reader.

use tantivy::collector::TopDocs;
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, Occur, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use crate::index::Tongue;
use crate::plan::{self, Asked, plan};
use crate::ranking::{self, Match};
use crate::{Fault, Found, Hit, Index, Query, analysis};

/// Wider scopes are searched as long as fewer are found: what a reader takes in at a glance.
const ENOUGH: usize = 5;
/// Nobody reads further down.
const FOUND_MAX: usize = 200;

impl Index {
    /// Finds documents. No text is an error: what means nothing finds nothing.
    pub fn search(&self, query: &Query<'_>) -> Result<Found, Fault> {
        let searcher = self.reader.searcher();
        let tongues = query
            .languages
            .iter()
            .filter_map(|language| self.tongue(language));
        let tongues: Vec<_> = tongues.collect();
        let languages: Vec<_> = tongues.iter().map(|tongue| tongue.code.as_str()).collect();
        let everywhere = query.scopes.is_empty() || !query.text.trim().is_empty();
        let scopes = query.scopes.iter().copied().map(Some);
        let mut hits: Vec<Hit> = Vec::new();
        for scope in scopes.chain(everywhere.then_some(None)) {
            let matches = self.matches(&searcher, query, &tongues, scope)?;
            let fresh = ranking::order(matches, &languages)
                .into_iter()
                .filter(|hit| hits.iter().all(|known| known.id != hit.id))
                .collect::<Vec<_>>();
            hits.extend(fresh);
            if hits.len() >= ENOUGH {
                break;
            }
        }
        hits.truncate(FOUND_MAX);
        let total = hits.len();
        let hits = hits
            .into_iter()
            .skip(query.offset)
            .take(query.limit)
            .collect();
        Ok(Found { hits, total })
    }

    /// What matches in one scope, in every language; a document that exists in a better language
    /// than it matched in counts as one in that.
    fn matches(
        &self,
        searcher: &Searcher,
        query: &Query<'_>,
        tongues: &[&Tongue],
        scope: Option<&str>,
    ) -> Result<Vec<Match>, Fault> {
        let outside = scope.is_none() && !query.scopes.is_empty();
        let mut matches = Vec::new();
        for (rank, tongue) in tongues.iter().enumerate() {
            let asked = Asked {
                terms: &analysis::terms(&tongue.analyzer, query.text, plan::TERMS_MAX),
                topics: if outside { &[] } else { query.topics },
                scope,
                doubtful: outside || rank > 0,
            };
            for (score, address) in self.top(searcher, tongue, &asked)? {
                matches.push(Match {
                    id: self.id(searcher, address)?,
                    score,
                    rank,
                });
            }
        }
        for (rank, tongue) in tongues.iter().enumerate() {
            let worse = matches.iter().filter(|found| found.rank > rank);
            let ids = worse.map(|found| Term::from_field_text(self.fields.id, &found.id));
            let better = self.existing(searcher, tongue, ids.collect())?;
            for found in &mut matches {
                if better.contains(&found.id) {
                    found.rank = found.rank.min(rank);
                }
            }
        }
        Ok(matches)
    }

    fn top(
        &self,
        searcher: &Searcher,
        tongue: &Tongue,
        asked: &Asked<'_>,
    ) -> Result<Vec<(f32, DocAddress)>, Fault> {
        let Some(plan) = plan(searcher, &self.fields, tongue, asked)? else {
            return Ok(Vec::new());
        };
        let language = Term::from_field_text(self.fields.language, &tongue.code);
        let documents = searcher.doc_freq(&language)?;
        let statistics = WithinLanguage {
            searcher,
            documents,
        };
        let top = TopDocs::with_limit(FOUND_MAX).order_by_score();
        Ok(searcher.search_with_statistics_provider(&plan, &top, &statistics)?)
    }

    /// Which of the ids exist in the language.
    fn existing(
        &self,
        searcher: &Searcher,
        tongue: &Tongue,
        ids: Vec<Term>,
    ) -> Result<Vec<String>, Fault> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let language = Term::from_field_text(self.fields.language, &tongue.code);
        let both = BooleanQuery::new(vec![
            (
                Occur::Must,
                Box::new(TermQuery::new(language, IndexRecordOption::Basic)),
            ),
            (Occur::Must, Box::new(TermSetQuery::new(ids))),
        ]);
        let top = searcher.search(&both, &TopDocs::with_limit(FOUND_MAX).order_by_score())?;
        top.into_iter()
            .map(|(_, address)| self.id(searcher, address))
            .collect()
    }

    fn id(&self, searcher: &Searcher, address: DocAddress) -> Result<String, Fault> {
        let row: TantivyDocument = searcher.doc(address)?;
        let id = row
            .get_first(self.fields.id)
            .and_then(|id| id.as_str().map(str::to_owned));
        Ok(id.unwrap_or_default())
    }
}

/// Counts only the documents of one language, so that a language with few of them ranks as well as
/// one with many.
struct WithinLanguage<'a> {
    searcher: &'a Searcher,
    documents: u64,
}

impl Bm25StatisticsProvider for WithinLanguage<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}
