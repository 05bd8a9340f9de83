//! Use: how the product is used, where that matters.

use actions::incidents::drafts::Change;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::incident::Usage;
use domain::refusal::Step;
use web_kit::form_state::FormState;

use super::sheet::{self, Opened, Sheet, Then, Typed};
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "wizard/use.html")]
struct UsePage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    asks_use: bool,
    asks_production: bool,
}

#[derive(Template)]
#[template(path = "wizard/home.html")]
struct HomePage {
    frame: Frame,
    sheet: Sheet,
    product: String,
}

/// Asks what the product and the offers make matter.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Use).await?;
    let answers = &opened.draft.answers;
    let usage = answers.usage.as_deref().and_then(Usage::from_code);
    let (how, which) = match usage {
        Some(Usage::Home) => ("home", ""),
        Some(usage) => ("work", usage.code()),
        None => ("", ""),
    };
    let production = answers
        .production
        .map_or("", |production| if production { "yes" } else { "no" });
    let form = FormState::filled([("usage", how), ("which", which), ("production", production)]);
    show(opened, form)
}

/// Saves the use.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Use).await?;
    let mut typed = Typed::of(fields, &["usage", "which", "production"])?;
    let product = opened.product()?;
    let (asks_use, asks_production) = (product.asks_use, opened.catalog.asks_production(product));
    let (form, w) = (&mut typed.form, &opened.frame.w);
    let usage = match form.value("usage") {
        "home" => Some(Usage::Home),
        "work" => Usage::from_code(form.value("which")).filter(|usage| *usage != Usage::Home),
        _ => None,
    };
    let production = match form.value("production") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if asks_use && usage.is_none() {
        if form.value("usage") == "work" {
            form.refuse("which", w.wizard_use_which_missing());
        } else {
            form.refuse("usage", w.wizard_use_missing());
        }
    }
    if asks_production && production.is_none() && usage != Some(Usage::Home) {
        form.refuse("production", w.wizard_use_production_missing());
    }
    if typed.form.is_refused() && typed.then == Then::Continue {
        return show(opened, typed.form);
    }
    sheet::save(
        &app,
        &asked,
        opened,
        &typed,
        Change::Use { usage, production },
    )
    .await
}

fn show(opened: Opened, form: FormState) -> Page {
    let product = opened.product()?;
    let (asks_use, asks_production) = (product.asks_use, opened.catalog.asks_production(product));
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let sheet = opened.sheet();
    page_with(
        status,
        &UsePage {
            sheet,
            form,
            asks_use,
            asks_production,
            frame: opened.frame,
        },
    )
}

/// Where professional support is not for whoever asks.
pub(super) async fn home(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Use).await?;
    let product = opened
        .product()?
        .name
        .in_language(opened.language())
        .to_owned();
    let sheet = Sheet {
        back: sheet::path(&key, Step::Use),
        ..opened.sheet()
    };
    page_with(
        StatusCode::OK,
        &HomePage {
            sheet,
            product,
            frame: opened.frame,
        },
    )
}
