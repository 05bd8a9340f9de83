//! Program support: opening a case, the service centre's queue, and the page of a case.

mod file;
mod new;
mod queue;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::desk;
use crate::requests::words::topic as name;
pub(crate) use file::File;

/// The routes of program support. A case is worked like any request, at the service centre instead of the desk.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/program/new", get(new::page).post(new::send))
        .route("/service-centre/program", get(queue::page))
        .route("/service-centre/program/{number}", get(desk::case_page))
        .route(
            "/service-centre/program/{number}/assignment",
            post(desk::take),
        )
        .route(
            "/service-centre/program/{number}/messages",
            post(desk::message),
        )
        .route(
            "/service-centre/program/{number}/closure",
            get(desk::closing).post(desk::close),
        )
        .route("/service-centre/program/{number}/ids", post(file::send_ids))
        .route(
            "/service-centre/program/{number}/activation",
            post(file::activate),
        )
        .route(
            "/service-centre/program/{number}/location",
            post(file::add_location),
        )
}
