//! Administration: the house itself, the catalogue, and what is taken in and given out.

mod catalogue;
mod exports;
mod imports;
mod jobs;
mod letters;
mod log;
mod look;
pub(crate) mod messages;
mod overview;
mod people;
mod settings;
mod templates;

use axum::Router;
use axum::routing::get;
use domain::account::{Caller, Role};
use domain::refusal::Refusal;

use crate::answer::Halt;
use crate::app::App;
use crate::visit::Asked;

pub(crate) use jobs::name as job_name;
pub use settings::{Decided, Source, Value};
pub(crate) use settings::{problem, zones};

/// The routes of the administration.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/admin", get(overview::page))
        .merge(people::routes())
        .merge(log::routes())
        .merge(letters::routes())
        .merge(jobs::routes())
        .merge(templates::routes())
        .merge(settings::routes())
        .merge(look::routes())
        .merge(catalogue::routes())
        .merge(imports::routes())
        .merge(exports::routes())
}

/// Whoever asks, where they are an administrator: for pages that no action reads for.
async fn administrator(app: &App, asked: &Asked) -> Result<Caller, Halt> {
    let caller = app.house.caller(&asked.visit()).await?;
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    if !person.holds(&[Role::Administrator]) {
        return Err(Refusal::NotFound.into());
    }
    Ok(caller)
}
