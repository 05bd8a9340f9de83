//! A self-help article, with where it comes from.

use actions::selfhelp::{self, Article};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use domain::ids::PublicKey;
use web_kit::form::Query;
use words::{Language, Words};

use crate::answer::{self, Page};
use crate::app::App;
use crate::frame::Frame;
use crate::markdown;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/articles/{key}", get(page))
}

#[derive(Template)]
#[template(path = "wizard/article.html")]
struct ArticlePage {
    frame: Frame,
    article: Article,
    foreign: Option<(String, &'static str)>,
    updated: String,
    body: String,
    /// The step that the reader comes from; empty for one who came by the address alone.
    back: String,
}

/// Shows an article in the reader's language, else in the one it has.
async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let language = asked.words(None).language().code();
    let seen = selfhelp::show(&app.house, &asked.visit(), &key, language).await?;
    let (frame, article) = (app.frame(&asked, &seen.caller), seen.page);
    let draft = PublicKey::parse('d', &query.take("draft"));
    let shown = ArticlePage {
        foreign: foreign(&frame.w, &article.language),
        updated: article
            .updated
            .map(|day| frame.w.wizard_self_help_updated(frame.w.long_date(day)))
            .unwrap_or_default(),
        body: markdown::html(&article.body),
        back: draft
            .map(|draft| format!("/requests/draft/{draft}/self-help"))
            .unwrap_or_default(),
        article,
        frame,
    };
    answer::page(&shown)
}

/// The language of an article that is not the reader's: its code, and how that is said.
pub(super) fn foreign(w: &Words, language: &str) -> Option<(String, &'static str)> {
    let said = match Language::parse(language)? {
        own if own == w.language() => return None,
        Language::En => w.article_in_en(),
        Language::Sv => w.article_in_sv(),
    };
    Some((language.to_owned(), said))
}
