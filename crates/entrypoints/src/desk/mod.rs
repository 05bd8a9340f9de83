//! The engineers' desk: the queue, one request, and its closing.

mod act;
mod closure;
mod queue;
mod request;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
pub(crate) use closure::again as closing_again;
pub(crate) use request::again;

/// The routes of the desk.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/desk", get(queue::page))
        .route("/desk/requests/{number}", get(request::page))
        .route("/desk/requests/{number}/assignment", post(act::take))
        .route("/desk/requests/{number}/messages", post(act::message))
        .route("/desk/requests/{number}/split", post(act::propose_split))
        .route("/desk/requests/{number}/severity", post(act::severity))
        .route("/desk/requests/{number}/judgement", post(act::judge))
        .route(
            "/desk/requests/{number}/closure",
            get(closure::page).post(closure::close),
        )
}
