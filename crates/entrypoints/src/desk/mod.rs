//! The desk: the queue, one request and its closing, saved replies, and the problems that are known.

mod act;
mod charge;
mod closure;
mod problems;
mod queue;
mod replies;
mod request;
mod told;
mod wording;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
pub(crate) use act::{message, take};
pub(crate) use closure::{again as closing_again, close, page as closing};
pub(crate) use queue::due;
pub(crate) use request::{again, case_page};
pub(crate) use wording::product_name;

/// The routes of the desk.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/desk", get(queue::page))
        .route("/desk/problems", get(problems::list).post(problems::say))
        .route("/desk/problems/new", get(problems::new))
        .route(
            "/desk/problems/{key}",
            get(problems::page).post(problems::change),
        )
        .route("/desk/problems/{key}/end", post(problems::end))
        .route("/desk/replies", get(replies::list).post(replies::keep))
        .route("/desk/replies/new", get(replies::new))
        .route(
            "/desk/replies/{key}",
            get(replies::page).post(replies::change),
        )
        .route("/desk/replies/{key}/removal", post(replies::remove))
        .route("/desk/requests/{number}", get(request::page))
        .route("/desk/requests/{number}/assignment", post(act::take))
        .route("/desk/requests/{number}/messages", post(act::message))
        .route("/desk/requests/{number}/split", post(act::propose_split))
        .route("/desk/requests/{number}/severity", post(act::severity))
        .route("/desk/requests/{number}/judgement", post(act::judge))
        .route(
            "/desk/requests/{number}/charge",
            get(charge::page).post(charge::change),
        )
        .route(
            "/desk/requests/{number}/closure",
            get(closure::page).post(closure::close),
        )
}
