//! The cloud area: subscriptions and their roles, linked benefits, and requests about cloud products.

mod benefits;
mod new;
mod subscription;
mod tiles;
mod words;

use axum::Router;

use crate::app::App;
pub(crate) use words::{denied, field, role};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(tiles::routes())
        .merge(subscription::routes())
        .merge(benefits::routes())
        .merge(new::routes())
}
