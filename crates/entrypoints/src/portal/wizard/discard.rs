//! Discarding a draft, after one more question.

use actions::incidents::drafts;
use askama::Template;
use axum::extract::{Path, State};
use domain::refusal::Step;

use super::sheet;
use crate::answer::{self, Page, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "wizard/discard.html")]
struct DiscardPage {
    frame: Frame,
    base: String,
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Product).await?;
    answer::page(&DiscardPage {
        base: sheet::base(&key),
        frame: opened.frame,
    })
}

/// Discards it. What was written in it is gone.
pub(super) async fn discard(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(_): Sent,
) -> Page {
    drafts::discard(&app.house, &asked.visit(), &key).await?;
    Ok(see_other("/requests/new"))
}
