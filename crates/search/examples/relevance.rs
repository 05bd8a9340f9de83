//! Ranks judged queries against a corpus and writes a run file, so that a change of the weights can
//! be measured: `relevance CORPUS.jsonl QUERIES.jsonl [--text-only] [--body-only] > RUN.tsv`.
//!
//! A line of the corpus has `id`, `product`, `problem_type`, `category`, `title`, `description`,
//! `intro`, `symptoms`, `body` and `kb`; a line of the queries `id`, `text`, `product`,
//! `problem_type` and `category`. A line of the run has query, rank, document and score, parted by
//! tabs. With `--text-only` the product, the problem type and the category are not told to the
//! search; with `--body-only` no description, introduction or symptoms are indexed.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};

use search::{Document, Index, Query};
use serde::Deserialize;

#[derive(Deserialize)]
struct Article {
    id: String,
    #[serde(flatten)]
    place: Place,
    title: String,
    description: String,
    intro: String,
    symptoms: String,
    body: String,
    kb: Option<String>,
}

#[derive(Deserialize)]
struct Judged {
    id: String,
    text: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Deserialize)]
struct Place {
    product: String,
    problem_type: String,
    category: String,
}

impl Place {
    fn topics(&self) -> [String; 2] {
        let broad = format!("{}/{}", self.product, self.problem_type);
        let narrow = format!("{broad}/{}", self.category);
        [broad, narrow]
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, paths): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let told = |flag: &str| flags.iter().any(|given| given == flag);
    let [corpus, queries] = paths.as_slice() else {
        return Err(
            "usage: relevance CORPUS.jsonl QUERIES.jsonl [--text-only] [--body-only]".into(),
        );
    };
    let articles: Vec<Article> = lines(corpus)?;
    let index = Index::in_memory(&["en"])?;
    let whole = !told("--body-only");
    index.rebuild(
        "measured",
        articles.into_iter().map(|article| document(article, whole)),
    )?;
    let mut out = std::io::stdout().lock();
    for Judged { id, text, place } in lines(queries)? {
        let topics = place.topics();
        let query = Query {
            text: &text,
            languages: &["en"],
            limit: 100,
            ..Query::default()
        };
        let found = if told("--text-only") {
            index.search(&query)?
        } else {
            let topics = topics.each_ref().map(String::as_str);
            index.search(&Query {
                scopes: &[&place.product],
                topics: &topics,
                ..query
            })?
        };
        for (place, hit) in found.hits.iter().enumerate() {
            writeln!(out, "{id}\t{}\t{}\t{}", place + 1, hit.id, hit.score)?;
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

fn document(article: Article, whole: bool) -> Document {
    let Article {
        id,
        place,
        title,
        description,
        intro,
        symptoms,
        body,
        kb,
    } = article;
    let (summary, body) = if whole {
        (description, [intro, symptoms, body].join("\n\n"))
    } else {
        (String::new(), body)
    };
    let topics = place.topics().into();
    let scopes = vec![place.product];
    let codes = kb.into_iter().collect();
    Document {
        id,
        language: "en".to_owned(),
        title,
        summary,
        body,
        codes,
        scopes,
        topics,
    }
}
