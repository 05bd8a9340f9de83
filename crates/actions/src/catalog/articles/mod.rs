//! Articles as files: Markdown with a front matter, one file for each language of an article.

mod keep;
mod listed;
mod store;

use std::collections::BTreeSet;

use domain::catalog::{Catalog, Key, LANGUAGES};
use domain::limits;

use super::Files;
use crate::document::{FrontMatter, Notes, Table, Value};

pub use keep::{keep_article, remove_article};
pub(super) use listed::written;
pub use listed::{ArticleListed, ArticleText, ArticlesListed, article, articles};
pub use store::ArticleChanges;
pub(super) use store::store;

/// The longest title, in characters.
const TITLE_CHARS_MAX: usize = 250;

/// Reads the articles; what they are about must be in `catalog`.
pub(crate) fn read(notes: &Notes, files: &Files, catalog: &Catalog) -> Vec<ArticleText> {
    let mut taken = BTreeSet::new();
    let mut articles = Vec::new();
    for (path, text) in files {
        let Some(within) = path
            .strip_prefix("articles/")
            .filter(|within| *within != "LICENCE.md")
        else {
            continue;
        };
        match within.split_once('/') {
            Some((folder, name)) if !name.contains('/') && is_markdown(name) => {
                articles.extend(of_file(notes, path, folder, text, catalog, &mut taken));
            }
            _ => notes.file(path, "is not articles/PRODUCT/NAME.md"),
        }
    }
    articles
}

fn of_file(
    notes: &Notes,
    path: &str,
    folder: &str,
    text: &str,
    catalog: &Catalog,
    taken: &mut BTreeSet<(Key, &'static str)>,
) -> Option<ArticleText> {
    let matter = FrontMatter::split(notes, path, text)?;
    let root = matter.fields.table();
    let key = root.required("id");
    let language = root
        .required("lang")
        .and_then(|lang| lang.choice(&LANGUAGES.map(|language| (language, language))));
    if let (Some(value), Some(language)) = (&key, language)
        && let Some(key) = value.key()
        && !taken.insert((key, language))
    {
        value.wrong("stands twice in that language");
    }
    let title = root
        .required("title")
        .and_then(|title| title.text_within(TITLE_CHARS_MAX));
    let summary = root
        .required("summary")
        .and_then(|summary| summary.text_within(limits::LINE_CHARS_MAX));
    let about = about(&root, folder, catalog);
    let applies_to = root
        .optional("applies_to")
        .map(|list| list.list(|item| item.text().map(str::to_owned)));
    let kb = root.optional("kb").and_then(|number| digits(&number));
    let updated = root.optional("last_updated").and_then(|date| date.date());
    let [source, source_page] = ["source_url", "learn_url"].map(|field| root.optional(field));
    let [licence, attribution, changes] =
        ["licence", "attribution", "changes"].map(|field| root.optional(field));
    if source.is_some() {
        for (field, value) in [("licence", &licence), ("attribution", &attribution)] {
            if value.is_none() {
                root.wrong(field, "is missing: a text from elsewhere has one");
            }
        }
    }
    let said = |value: Option<Value<'_>>| value.and_then(|value| value.text().map(str::to_owned));
    let (product, problem_type, category) = about?;
    Some(ArticleText {
        key: key?.key()?.to_string(),
        language: language?.to_owned(),
        product: product.to_string(),
        problem_type: problem_type.to_string(),
        category: category.to_string(),
        title: title?.to_owned(),
        summary: summary?.to_owned(),
        applies_to: applies_to.unwrap_or_default(),
        kb,
        updated: updated.map(|day| day.to_string()),
        source: source.and_then(|address| address.https()),
        source_page: source_page.and_then(|address| address.https()),
        licence: said(licence),
        attribution: said(attribution),
        changes: said(changes),
        body: matter.body.to_owned(),
    })
}

/// The product, problem type and category that an article is about.
fn about(root: &Table<'_>, folder: &str, catalog: &Catalog) -> Option<(Key, Key, Key)> {
    let [product, problem_type, category] =
        ["product", "problem_type", "category"].map(|field| root.required(field));
    let nothing = |value: &Value<'_>| value.wrong("refers to nothing");
    let (product, problem_type, category) = (product?, problem_type?, category?);
    let (product_key, kind_key, category_key) =
        (product.key()?, problem_type.key()?, category.key()?);
    if product_key.as_str() != folder {
        product.wrong(format!("is not \"{folder}\", as the folder is named"));
    }
    let Some(known) = catalog.product(product_key.as_str()) else {
        nothing(&product);
        return None;
    };
    let Some(kind) = known.problem_type(kind_key.as_str()) else {
        nothing(&problem_type);
        return None;
    };
    if kind.category(category_key.as_str()).is_none() {
        nothing(&category);
    }
    Some((product_key, kind_key, category_key))
}

fn digits(value: &Value<'_>) -> Option<String> {
    let text = value.text()?;
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        value.wrong("is not a string of digits");
        return None;
    }
    Some(text.to_owned())
}

fn is_markdown(name: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|kind| kind == "md")
}
