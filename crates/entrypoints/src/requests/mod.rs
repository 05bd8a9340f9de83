//! A customer's requests: the list, one request with its timeline, and what can be done with it.

mod act;
mod choices;
pub(crate) mod contact;
mod download;
mod export;
mod facts;
pub(crate) mod list;
pub(crate) mod people;
pub(crate) mod posted;
pub(crate) mod rating;
pub(crate) mod show;
pub(crate) mod timeline;
pub(crate) mod words;

use axum::Router;
use axum::routing::{get, post};
use domain::ids::RequestNumber;
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;

use crate::app::App;

/// The routes of requests. Each thing that can be done is a noun of the request.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/requests", get(list::page))
        .route("/requests/export.csv", get(export::export))
        .route("/cloud/requests", get(list::of_cloud))
        .route("/cloud/requests/export.csv", get(export::of_cloud))
        .route("/requests/{number}", get(show::page))
        .route("/requests/{number}/download", get(download::html))
        .route("/requests/{number}/replies", post(act::reply))
        .route("/requests/{number}/severity", post(act::severity))
        .route("/requests/{number}/withdrawal", post(act::withdraw))
        .route("/requests/{number}/solution", post(act::solved))
        .route("/requests/{number}/reopening", post(act::reopen))
        .route("/requests/{number}/dispute", post(act::dispute))
        .route("/requests/{number}/split", post(act::answer_split))
        .route("/requests/{number}/rating", post(rating::rate))
        .route("/requests/{number}/following", post(people::follow))
        .route("/requests/{number}/following/end", post(people::leave))
        .route("/requests/{number}/followers", post(people::share))
        .route(
            "/requests/{number}/followers/{person}/removal",
            post(people::remove),
        )
}

/// The request that a number in an address names: in its one spelling, so that a page has one address.
pub(crate) fn incident(app: &App, number: &str) -> Result<IncidentRef, Refusal> {
    RequestNumber::parse(number)
        .ok()
        .filter(|parsed| parsed.to_string() == number)
        .map(|parsed| app.house.incident_of(&parsed))
        .ok_or(Refusal::NotFound)
}
