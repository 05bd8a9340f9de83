//! The articles of self-help, listed by product.

use actions::catalog;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::catalog::Catalog;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::{Language, Words};

use super::article;
use super::lists::Table;
use super::parts::Options;
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::visit::{Asked, zone};

pub(super) const LIST: &str = "/admin/articles";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/articles", get(list))
        .route(
            "/admin/articles/new",
            get(article::new).post(article::write),
        )
        .route(
            "/admin/articles/{key}/{language}",
            get(article::page).post(article::change),
        )
        .route(
            "/admin/articles/{key}/{language}/removal",
            post(article::remove),
        )
}

#[derive(Template)]
#[template(path = "admin/catalogue/articles.html")]
struct ArticlesPage {
    frame: Frame,
    form: FormState,
    products: Options,
    /// The product whose articles are listed; empty where all are.
    product: String,
    table: Table,
    showing: String,
    previous: String,
    next: String,
}

async fn list(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let number: i64 = fields.take("page").parse().unwrap_or(1).max(1);
    let held = app.house.catalog();
    let product = fields.take("product");
    let known = held
        .product(&product)
        .map(|product| product.key.to_string());
    let seen = catalog::articles(&app.house, &asked.visit(), known.clone(), number).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    let said = match fields.take("done").as_str() {
        "written" => Some(w.catalogue_article_written()),
        "removed" => Some(w.catalogue_article_removed()),
        _ => None,
    };
    frame.notices.extend(said.map(|sentence| Notice {
        tone: Tone::Success,
        sentence: sentence.to_owned(),
    }));
    let head = [
        w.catalogue_article(),
        w.catalogue_language(),
        w.catalogue_product(),
        w.catalogue_changed_at(),
        w.catalogue_read_count(),
        w.catalogue_helped(),
    ];
    let rows = seen.page.articles.iter().map(|one| {
        let cells = vec![
            one.title.clone(),
            spoken(&one.language).to_owned(),
            product_name(&held, w, &one.product),
            w.moment(one.changed, &zone),
            w.number(one.reads),
            helped(w, one.solved, one.reads),
        ];
        (format!("{LIST}/{}/{}", one.key, one.language), cells)
    });
    let chosen = known.unwrap_or_default();
    let link = |is_there: bool, number: i64| {
        let there = is_there.then(|| format!("{LIST}?product={chosen}&page={number}"));
        there.unwrap_or_default()
    };
    let products = held.products.iter().map(|product| {
        let name = product.name.in_language(w.language().code());
        (product.key.to_string(), name.to_owned())
    });
    page_with(
        StatusCode::OK,
        &ArticlesPage {
            form: FormState::filled([("product", chosen.clone())]),
            products: products.collect(),
            table: Table::new(
                (w.catalogue_articles_title(), "articles"),
                &head,
                rows.collect(),
            ),
            showing: w.paging_page(w.number(number)),
            previous: link(number > 1, number - 1),
            next: link(seen.page.more, number + 1),
            product: chosen,
            frame,
        },
    )
}

/// How many an article helped, and which part of its readers they are.
fn helped(w: Words, solved: i64, reads: i64) -> String {
    let count = w.number(solved);
    // Whoever read it before the time that is told may have been helped within it.
    if reads < solved.max(1) {
        return count;
    }
    w.catalogue_helped_share(count, w.percent(solved * 100 / reads))
}

/// What a product is called.
pub(super) fn product_name(catalog: &Catalog, w: Words, key: &str) -> String {
    let product = catalog.product(key);
    product.map_or_else(
        || key.to_owned(),
        |product| product.name.in_language(w.language().code()).to_owned(),
    )
}

/// What the speakers of a language call it.
pub(super) fn spoken(code: &str) -> &'static str {
    Words::of(Language::parse(code).unwrap_or_default()).language_name()
}
