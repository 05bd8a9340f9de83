//! Category: the second page of the problem step.

use actions::incidents::drafts::Change;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::catalog::ProblemType;
use domain::refusal::Step;
use web_kit::form_state::FormState;

use super::sheet::{self, Opened, Sheet, Typed};
use crate::answer::{Halt, Page, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "wizard/category.html")]
struct CategoryPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    kind: String,
    categories: Vec<(String, String)>,
}

/// Shows the categories of the problem type.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Problem).await?;
    let chosen = opened.draft.answers.category.clone().unwrap_or_default();
    show(opened, FormState::filled([("category", chosen)]))
}

/// Saves the category.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Problem).await?;
    let mut typed = Typed::of(fields, &["category"])?;
    let category = typed.form.value("category").to_owned();
    if kind(&opened)?.category(&category).is_some() {
        return sheet::save(&app, &asked, opened, &typed, Change::Category(category)).await;
    }
    typed
        .form
        .refuse("category", opened.frame.w.wizard_problem_category_missing());
    show(opened, typed.form)
}

fn show(opened: Opened, form: FormState) -> Page {
    let (language, kind) = (opened.language(), kind(&opened)?);
    let categories = kind.categories.iter();
    let categories = categories.map(|category| {
        (
            category.key.to_string(),
            category.name.in_language(language).to_owned(),
        )
    });
    let (categories, kind) = (
        categories.collect(),
        kind.name.in_language(language).to_owned(),
    );
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let sheet = Sheet {
        back: sheet::path(&opened.draft.key, Step::Problem),
        ..opened.sheet()
    };
    page_with(
        status,
        &CategoryPage {
            sheet,
            form,
            kind,
            categories,
            frame: opened.frame,
        },
    )
}

/// The problem type that was chosen.
fn kind(opened: &Opened) -> Result<&ProblemType, Halt> {
    let key = opened
        .draft
        .answers
        .problem_type
        .as_deref()
        .unwrap_or_default();
    let elsewhere = || Halt::Elsewhere(sheet::path(&opened.draft.key, Step::Problem));
    opened.product()?.problem_type(key).ok_or_else(elsewhere)
}
