//! Ranks judged queries against a corpus and writes a run file, so that a change of the weights can
//! be measured: `relevance CORPUS.jsonl QUERIES.jsonl [--body-only] > RUN.tsv`.
//!
//! A line of the corpus has `id`, `product`, `problem_type`, `category`, `title`, `description`,
//! `intro`, `symptoms`, `body` and `kb`; a line of the queries `id`, `text`, `product`,
//! `problem_type` and `category`. A line of the run has query, rank, document and score, parted by
//! tabs. With `--body-only` no description, introduction or symptoms are indexed, and no topic is
//! named.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};

use search::{Document, Index, Query};
use serde::Deserialize;

#[derive(Deserialize)]
struct Article {
    id: String,
    product: String,
    problem_type: String,
    category: String,
    title: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    intro: String,
    #[serde(default)]
    symptoms: String,
    body: String,
    #[serde(default)]
    kb: Option<String>,
}

#[derive(Deserialize)]
struct Judged {
    id: String,
    text: String,
    product: String,
    problem_type: String,
    category: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<_> = std::env::args().skip(1).collect();
    let body_only = arguments.iter().any(|argument| argument == "--body-only");
    arguments.retain(|argument| argument != "--body-only");
    let [corpus, queries] = arguments.as_slice() else {
        return Err("usage: relevance CORPUS.jsonl QUERIES.jsonl [--body-only]".into());
    };
    let articles: Vec<Article> = lines(corpus)?;
    let index = Index::in_memory(&["en"])?;
    index.rebuild(
        "measured",
        articles
            .into_iter()
            .map(|article| document(article, body_only)),
    )?;
    let mut out = std::io::stdout().lock();
    for query in lines::<Judged>(queries)? {
        let topics = topics(&query.product, &query.problem_type, &query.category);
        let named: Vec<_> = topics
            .iter()
            .map(String::as_str)
            .filter(|_| !body_only)
            .collect();
        let found = index.search(&Query {
            text: &query.text,
            languages: &["en"],
            scopes: &[&query.product],
            topics: &named,
            limit: 100,
            offset: 0,
        })?;
        for (place, hit) in found.hits.iter().enumerate() {
            writeln!(
                out,
                "{}\t{}\t{}\t{}",
                query.id,
                place + 1,
                hit.id,
                hit.score
            )?;
        }
    }
    Ok(())
}

fn lines<T: for<'de> Deserialize<'de>>(path: &str) -> Result<Vec<T>, Box<dyn Error>> {
    let mut records = Vec::new();
    for line in BufReader::new(File::open(path)?).lines() {
        records.push(serde_json::from_str(&line?)?);
    }
    Ok(records)
}

fn document(article: Article, body_only: bool) -> Document {
    let Article {
        id,
        product,
        problem_type,
        category,
        ..
    } = article;
    let (summary, body) = if body_only {
        (String::new(), article.body)
    } else {
        let body = [article.intro, article.symptoms, article.body].join("\n\n");
        (article.description, body)
    };
    let topics = topics(&product, &problem_type, &category);
    Document {
        id,
        language: "en".to_owned(),
        title: article.title,
        summary,
        body,
        codes: article.kb.into_iter().collect(),
        scopes: vec![product],
        topics: topics.into(),
    }
}

fn topics(product: &str, problem_type: &str, category: &str) -> [String; 2] {
    let broad = format!("{product}/{problem_type}");
    let narrow = format!("{broad}/{category}");
    [broad, narrow]
}
