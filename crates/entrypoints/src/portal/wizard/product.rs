//! Product: searched for or found in the list.

use actions::incidents::drafts::{self, Change, Draft};
use actions::incidents::show;
use actions::{Answer, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::catalog::{Catalog, Delivery, Product};
use domain::ids::RequestNumber;
use domain::refusal::Step;
use domain::time::{Date, Moment, Zone};
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::sheet::{self, Opened, Sheet, Typed};
use crate::answer::{Page, page_with, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

/// A product to choose.
struct Choice {
    key: String,
    name: String,
    note: String,
}

/// The products of one family.
struct Shelf {
    name: String,
    choices: Vec<Choice>,
}

/// A draft to go on with instead.
struct Open {
    href: String,
    title: String,
    until: String,
}

#[derive(Template)]
#[template(path = "wizard/product.html")]
struct ProductPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    action: String,
    query: String,
    found: String,
    shelves: Vec<Shelf>,
    drafts: Vec<Open>,
}

/// The wizard's first page, before there is a draft.
pub(super) async fn begin(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let form = FormState::filled([("follows", query.take("follows"))]);
    show_new(&app, &asked, form, &query.take("q"), StatusCode::OK).await
}

/// Starts a draft about the product that was chosen.
pub(super) async fn start(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let mut typed = Typed::of(fields, &["product", "follows"])?;
    let w = asked.words(None);
    if typed.form.value("product").is_empty() {
        typed.form.refuse("product", w.wizard_product_missing());
        return show_new(
            &app,
            &asked,
            typed.form,
            "",
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    let product = typed.form.value("product").to_owned();
    match begun(&app, &asked, product, typed.form.value("follows")).await {
        Ok(draft) => Ok(sheet::go_on(&app.house, &draft, Step::Product, typed.then)),
        Err(Stopped::Refused(refusal)) => {
            let sentence = match refusal {
                domain::refusal::Refusal::StepOpen(_) => w.wizard_product_gone().to_owned(),
                ref other => refused::sentence(&w, other),
            };
            typed.form.refuse("product", sentence);
            let status = status(&refusal);
            show_new(&app, &asked, typed.form, "", status).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// A new draft, which continues the request called `follows` where the person is on that one.
async fn begun(app: &App, asked: &Asked, product: String, follows: &str) -> Answer<Draft> {
    let (house, visit) = (&app.house, asked.visit());
    let draft = drafts::start(house, &visit, Change::Product(product)).await?;
    let Ok(number) = RequestNumber::parse(follows) else {
        return Ok(draft);
    };
    match show::show(house, &visit, house.incident_of(&number)).await {
        Ok(_) => {
            let change = Change::Follows(number);
            drafts::save(house, &visit, &draft.key, draft.version, change).await
        }
        Err(Stopped::Refused(_)) => Ok(draft),
        Err(stopped) => Err(stopped),
    }
}

async fn show_new(
    app: &App,
    asked: &Asked,
    form: FormState,
    query: &str,
    status: StatusCode,
) -> Page {
    let catalog = app.house.catalog();
    let seen = drafts::mine(&app.house, &asked.visit()).await?;
    let frame = app.frame(asked, &seen.caller);
    let sheet = Sheet::blank(&frame.w, &catalog);
    let today = Zone::UTC.date_of(asked.at);
    let drafts = seen
        .page
        .into_iter()
        .map(|draft| open(&frame.w, &catalog, &draft))
        .collect();
    let (shelves, found) = shelves(&frame.w, &catalog, query, today);
    let page = ProductPage {
        action: "/requests/new".to_owned(),
        query: query.to_owned(),
        sheet,
        form,
        found,
        shelves,
        drafts,
        frame,
    };
    page_with(status, &page)
}

fn open(w: &Words, catalog: &Catalog, draft: &drafts::Draft) -> Open {
    let product = draft
        .answers
        .product_in(catalog)
        .map(|product| product.name.in_language(w.language().code()));
    let title = match (draft.answers.title.as_str(), product) {
        ("", Some(product)) => product.to_owned(),
        ("", None) => w.wizard_untitled().to_owned(),
        (title, _) => title.to_owned(),
    };
    let until = w.long_date(Zone::UTC.date_of(Moment(draft.expires.0 - 1)));
    Open {
        href: sheet::base(&draft.key),
        title,
        until,
    }
}

/// The same page for a draft whose product is to be another.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Product).await?;
    let chosen = opened.draft.answers.product.clone().unwrap_or_default();
    let form = FormState::filled([("product", chosen)]);
    show(opened, &asked, form, &query.take("q"))
}

/// Saves the product.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Product).await?;
    let mut typed = Typed::of(fields, &["product"])?;
    let product = typed.form.value("product").to_owned();
    let known = opened.catalog.product(&product).is_some();
    if known {
        return sheet::save(&app, &asked, opened, &typed, Change::Product(product)).await;
    }
    let w = &opened.frame.w;
    let sentence = if product.is_empty() {
        w.wizard_product_missing()
    } else {
        w.wizard_product_gone()
    };
    typed.form.refuse("product", sentence);
    show(opened, &asked, typed.form, "")
}

fn show(opened: Opened, asked: &Asked, form: FormState, query: &str) -> Page {
    let sheet = opened.sheet();
    let today = Zone::UTC.date_of(asked.at);
    let (shelves, found) = shelves(&opened.frame.w, &opened.catalog, query, today);
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = ProductPage {
        action: sheet::path(&opened.draft.key, Step::Product),
        query: query.to_owned(),
        sheet,
        form,
        found,
        shelves,
        drafts: Vec::new(),
        frame: opened.frame,
    };
    page_with(status, &page)
}

/// The products that match, by family, and how many there are in words. Nothing typed matches all.
fn shelves(w: &Words, catalog: &Catalog, query: &str, today: Date) -> (Vec<Shelf>, String) {
    let language = w.language().code();
    let matching = catalog.products_matching(query);
    let shelves: Vec<Shelf> = catalog
        .families
        .iter()
        .map(|family| Shelf {
            name: family.name.in_language(language).to_owned(),
            choices: matching
                .iter()
                .filter(|product| product.family == family.key)
                .map(|product| choice(w, product, today))
                .collect(),
        })
        .filter(|shelf| !shelf.choices.is_empty())
        .collect();
    let found = match (query.trim(), matching.len()) {
        ("", _) => String::new(),
        (query, 0) => w.wizard_product_empty(query),
        (query, count) => w.wizard_product_found(count as i64, query),
    };
    if matching.is_empty() {
        return (self::shelves(w, catalog, "", today).0, found);
    }
    (shelves, found)
}

fn choice(w: &Words, product: &Product, today: Date) -> Choice {
    let kind = match product.delivery {
        Delivery::OnPremises => w.delivery_on_premises(),
        Delivery::Cloud => w.delivery_cloud(),
    };
    let ended = product
        .support_ended(today)
        .map(|day| w.wizard_product_support_ended(w.long_date(day)));
    let note = ended.map_or_else(|| kind.to_owned(), |ended| format!("{kind} · {ended}"));
    let name = product.name.in_language(w.language().code()).to_owned();
    Choice {
        key: product.key.to_string(),
        name,
        note,
    }
}
