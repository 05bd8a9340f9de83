//! The pages of an organisation: its benefits and activities, its people, and how a sign-in comes to belong to it.

mod activation;
mod benefits;
mod community;
mod figures;
mod ids;
mod join;
mod people;

use axum::Router;

use crate::app::App;

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(activation::routes())
        .merge(benefits::routes())
        .merge(community::routes())
        .merge(ids::routes())
        .merge(join::routes())
        .merge(people::routes())
}
