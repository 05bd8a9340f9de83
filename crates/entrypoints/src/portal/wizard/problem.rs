//! Problem: its type, and the problem in a few words.

use actions::incidents::drafts::Change;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::limits;
use domain::refusal::Step;
use web_kit::form_state::FormState;

use super::sheet::{self, Opened, Sheet, Typed};
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;

use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "wizard/problem.html")]
struct ProblemPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    kinds: Vec<(String, String)>,
    title_most: i64,
}

/// Shows the problem types of the product.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Problem).await?;
    let answers = &opened.draft.answers;
    let chosen = answers.problem_type.clone().unwrap_or_default();
    let form = FormState::filled([("problem_type", chosen), ("title", answers.title.clone())]);
    show(opened, form)
}

/// Saves the problem type.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Problem).await?;
    let mut typed = Typed::of(fields, &["problem_type", "title"])?;
    let w = &opened.frame.w;
    let problem_type = typed.form.value("problem_type").to_owned();
    if opened.product()?.problem_type(&problem_type).is_none() {
        typed
            .form
            .refuse("problem_type", w.wizard_problem_type_missing());
    }
    let title = bounded(w, &mut typed.form, "title", limits::TITLE_CHARS_MAX);
    if typed.form.is_refused() {
        return show(opened, typed.form);
    }
    sheet::save(
        &app,
        &asked,
        opened,
        &typed,
        Change::Problem {
            problem_type,
            title,
        },
    )
    .await
}

fn show(opened: Opened, form: FormState) -> Page {
    let language = opened.language();
    let kinds = opened.product()?.problem_types.iter();
    let kinds = kinds
        .map(|kind| {
            (
                kind.key.to_string(),
                kind.name.in_language(language).to_owned(),
            )
        })
        .collect();
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let (sheet, title_most) = (opened.sheet(), limits::TITLE_CHARS_MAX as i64);
    page_with(
        status,
        &ProblemPage {
            sheet,
            form,
            kinds,
            title_most,
            frame: opened.frame,
        },
    )
}
