//! Advice: asking for it, its estimate on the request's page, and what the desk does with it.

mod act;
mod hours;
mod new;
mod view;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
pub(crate) use view::{View, withdrawal};

/// The routes of advice; its page is that of every request.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/advisory/new", get(new::page).post(new::send))
        .route("/requests/{number}/approval", post(act::answer))
        .route("/desk/requests/{number}/estimate", post(act::estimate))
        .route("/desk/requests/{number}/deliveries", post(act::deliver))
}
