//! The contract pages: the list, linking, one contract with its statement, sharing, and what its letters lead to.

mod calendar;
pub(crate) mod card;
pub(crate) mod chart;
mod confirm;
mod covers;
mod invitations;
mod keys;
mod lines;
pub(crate) mod link;
mod list;
mod people;
mod remind;
mod show;
mod statement;
mod upkeep;

pub(crate) use show::forecast;

use axum::Router;

use crate::app::App;
pub(crate) use card::{Card, left};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(list::routes())
        .merge(link::routes())
        .merge(show::routes())
        .merge(statement::routes())
        .merge(people::routes())
        .merge(upkeep::routes())
        .merge(invitations::routes())
        .merge(remind::routes())
        .merge(calendar::routes())
        .merge(keys::routes())
}
