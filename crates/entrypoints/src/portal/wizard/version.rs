//! Version: the second page of the product step, where coverage depends on it.

use actions::incidents::drafts::Change;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::catalog::{Stage, Version};
use domain::refusal::Step;
use domain::time::{Date, Zone};
use web_kit::form_state::FormState;
use words::Words;

use super::sheet::{self, Opened, Sheet, Typed};
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

/// A version to choose.
struct Choice {
    key: String,
    name: String,
    note: String,
}

#[derive(Template)]
#[template(path = "wizard/version.html")]
struct VersionPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    product: String,
    choices: Vec<Choice>,
}

/// Shows the versions, newest first.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Product).await?;
    let chosen = opened.draft.answers.version.clone().unwrap_or_default();
    show(
        opened,
        &asked,
        FormState::filled([("product_version", chosen)]),
    )
}

/// Saves the version.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Product).await?;
    let mut typed = Typed::of(fields, &["product_version"])?;
    let version = typed.form.value("product_version").to_owned();
    if opened.product()?.version(&version).is_some() {
        return sheet::save(&app, &asked, opened, &typed, Change::Version(version)).await;
    }
    typed
        .form
        .refuse("product_version", opened.frame.w.wizard_version_missing());
    show(opened, &asked, typed.form)
}

fn show(opened: Opened, asked: &Asked, form: FormState) -> Page {
    let w = &opened.frame.w;
    let language = opened.language();
    let today = Zone::UTC.date_of(asked.at);
    let product = opened.product()?;
    let out = product
        .versions
        .iter()
        .rev()
        .filter(|version| version.stage(today) > Stage::Unreleased);
    let choices = out
        .map(|version| Choice {
            key: version.key.to_string(),
            name: version.name.in_language(language).to_owned(),
            note: note(w, version, today),
        })
        .collect();
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let product = product.name.in_language(language).to_owned();
    let sheet = Sheet {
        back: sheet::path(&opened.draft.key, Step::Product),
        ..opened.sheet()
    };
    page_with(
        status,
        &VersionPage {
            sheet,
            form,
            product,
            choices,
            frame: opened.frame,
        },
    )
}

/// What the lifecycle means for the customer.
fn note(w: &Words, version: &Version, today: Date) -> String {
    let name = version.name.in_language(w.language().code());
    match (version.stage(today), version.support_end()) {
        (Stage::Extended, Some(end)) => w.wizard_product_extended_text(w.long_date(end), name),
        (Stage::Ended, Some(end)) => w.wizard_product_ended_warning(w.long_date(end), name),
        _ => String::new(),
    }
}
