//! Self-help: the articles that may make the request needless.

use actions::incidents::drafts::Change;
use actions::selfhelp::{self, Articles, Card, Wanted};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::limits;
use domain::refusal::Step;
use domain::time::Moment;
use web_kit::form::Query;
use words::Words;

use super::description;
use super::sheet::{self, Opened, Sheet, Typed};
use crate::answer::{Page, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::portal::articles;
use crate::portal::known::Known;
use crate::visit::{Asked, Sent};

/// An article in the list.
struct Found {
    href: String,
    title: String,
    summary: String,
    updated: String,
    /// The language it is in, where that is not the reader's, by code and in words.
    foreign: Option<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "wizard/self_help.html")]
struct SelfHelpPage {
    frame: Frame,
    sheet: Sheet,
    known: Vec<Known>,
    query: String,
    product: String,
    found: Vec<Found>,
    are_of_others: bool,
    are_unavailable: bool,
    shown: String,
    more: String,
}

#[derive(Template)]
#[template(path = "wizard/solved.html")]
struct SolvedPage {
    frame: Frame,
}

/// Shows the best articles; `shown` in the address asks for more of them.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::SelfHelp).await?;
    let answers = &opened.draft.answers;
    let typed = query.maybe("q");
    let most = query
        .take("shown")
        .parse()
        .unwrap_or(limits::ARTICLES_FIRST);
    let wanted = Wanted {
        product: answers.product.clone().unwrap_or_default(),
        problem_type: answers.problem_type.clone(),
        category: answers.category.clone(),
        is_search: typed.is_some(),
        text: typed
            .clone()
            .unwrap_or_else(|| answers.title.clone())
            .chars()
            .take(limits::SEARCH_CHARS_MAX)
            .collect(),
        language: opened.language().to_owned(),
        count: most.clamp(limits::ARTICLES_FIRST, ARTICLES_MAX),
    };
    let query = wanted.text.clone();
    let articles = selfhelp::find(&app.house, &asked.visit(), wanted)
        .await?
        .page;
    show(opened, query, articles, asked.at)
}

/// The most that *Show more* leads to: nobody reads further down.
const ARTICLES_MAX: usize = 50;

fn show(opened: Opened, query: String, articles: Articles, at: Moment) -> Page {
    let (w, language) = (opened.frame.w, opened.language());
    let product = opened.product()?.name.in_language(language).to_owned();
    let key = &opened.draft.key;
    let total = articles.total.min(ARTICLES_MAX);
    let count = articles.cards.len();
    let more = if count < total {
        let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let base = sheet::path(key, Step::SelfHelp);
        format!(
            "{base}?q={query}&shown={}#article-{}",
            count + limits::ARTICLES_FIRST,
            count + 1
        )
    } else {
        String::new()
    };
    let page = SelfHelpPage {
        sheet: opened.sheet(),
        known: Known::all(w, &articles.problems, at, &description::zone(&opened)),
        query,
        product,
        found: articles
            .cards
            .iter()
            .map(|card| found(&w, card, key))
            .collect(),
        are_of_others: articles.are_of_others,
        are_unavailable: articles.are_unavailable,
        shown: w.wizard_self_help_shown(count as i64, total as i64),
        more,
        frame: opened.frame,
    };
    page_with(StatusCode::OK, &page)
}

fn found(w: &Words, card: &Card, draft: &str) -> Found {
    Found {
        href: format!("/articles/{}?draft={draft}", card.key),
        title: card.title.clone(),
        summary: card.summary.clone(),
        updated: card
            .updated
            .map(|day| w.wizard_self_help_updated(w.long_date(day)))
            .unwrap_or_default(),
        foreign: articles::foreign(w, &card.language),
    }
}

/// *Start request*, or *This solved it* with the article it was, where it was pressed on one.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let is_solved = fields.peek("then") == Some("solved");
    if is_solved {
        let part = |name| fields.peek(name).unwrap_or_default().to_owned();
        let read = selfhelp::Read {
            key: part("article"),
            language: part("language"),
        };
        let read = Some(read).filter(|read| !read.key.is_empty());
        selfhelp::solve(&app.house, &asked.visit(), &key, read).await?;
        return Ok(see_other("/requests/solved"));
    }
    let opened = sheet::open(&app, &asked, &key, Step::SelfHelp).await?;
    let mut typed = Typed::of(fields, &[])?;
    typed.version = opened.draft.version;
    sheet::save(&app, &asked, opened, &typed, Change::SelfHelp).await
}

/// Says that no incident was used.
pub(super) async fn solved(State(app): State<App>, asked: Asked) -> Page {
    let caller = app.house.caller(&asked.visit()).await?;
    page_with(
        StatusCode::OK,
        &SolvedPage {
            frame: app.frame(&asked, &caller),
        },
    )
}
