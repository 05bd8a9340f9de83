//! The request wizard: one page a step, each a plain form over the draft on the server.

mod buy;
mod category;
mod check;
mod cloud;
mod contact;
mod contract;
mod description;
mod discard;
mod pair;
mod problem;
mod product;
mod saved;
mod self_help;
mod sheet;
mod similar;
mod stale;
mod submitted;
mod summary;
mod usage;
mod version;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The pages of the wizard.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/requests/new", get(product::begin).post(product::start))
        .route("/requests/solved", get(self_help::solved))
        .route("/requests/draft/{key}", get(sheet::resume))
        .route(
            "/requests/draft/{key}/product",
            get(product::page).post(product::save),
        )
        .route(
            "/requests/draft/{key}/version",
            get(version::page).post(version::save),
        )
        .route("/requests/draft/{key}/cloud", get(cloud::page))
        .route(
            "/requests/draft/{key}/use",
            get(usage::page).post(usage::save),
        )
        .route("/requests/draft/{key}/home", get(usage::home))
        .route(
            "/requests/draft/{key}/problem",
            get(problem::page).post(problem::save),
        )
        .route(
            "/requests/draft/{key}/category",
            get(category::page).post(category::save),
        )
        .route(
            "/requests/draft/{key}/self-help",
            get(self_help::page).post(self_help::save),
        )
        .route(
            "/requests/draft/{key}/contract",
            get(contract::page).post(contract::save),
        )
        .route(
            "/requests/draft/{key}/contact",
            get(contact::page).post(contact::save),
        )
        .route(
            "/requests/draft/{key}/description",
            get(description::page).post(description::save),
        )
        .route(
            "/requests/draft/{key}/check",
            get(check::page).post(check::submit),
        )
        .route("/requests/draft/{key}/saved", get(saved::page))
        .route(
            "/requests/draft/{key}/discard",
            get(discard::page).post(discard::discard),
        )
        .route("/requests/{number}/submitted", get(submitted::page))
        .route(
            "/requests/{number}/first-answer.ics",
            get(submitted::first_answer),
        )
}
