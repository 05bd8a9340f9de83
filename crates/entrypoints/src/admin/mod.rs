//! Administration: the catalogue, and what is taken in and given out.

mod catalogue;
mod exports;
mod imports;
pub(crate) mod messages;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::account::Role;
use domain::refusal::Refusal;

use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

/// The routes of the administration.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/admin", get(overview))
        .merge(catalogue::routes())
        .merge(imports::routes())
        .merge(exports::routes())
}

#[derive(Template)]
#[template(path = "admin/overview.html")]
struct OverviewPage {
    frame: Frame,
}

async fn overview(State(app): State<App>, asked: Asked) -> Page {
    let caller = app.house.caller(&asked.visit()).await?;
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    if !person.holds(&[Role::Administrator]) {
        return Err(Refusal::NotFound.into());
    }
    page(&OverviewPage {
        frame: app.frame(&asked, &caller),
    })
}
