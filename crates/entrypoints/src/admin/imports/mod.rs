//! Taking a file over, step by step: file, columns, dry run, apply, result.

mod act;
mod columns;
mod failing;
mod show;
mod start;
mod template;
mod upload;

use std::sync::Arc;

use actions::imports;
use axum::Router;
use axum::routing::{get, head, post};

use crate::app::App;
use crate::files::capabilities;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/import", get(start::page).post(start::receive))
        .route(
            "/admin/import/uploads",
            post(upload::begin).options(capabilities),
        )
        .route(
            "/admin/import/uploads/{key}",
            head(upload::stand)
                .patch(upload::append)
                .delete(upload::terminate),
        )
        .route(
            "/admin/import/templates/{kind}",
            get(template::download_template),
        )
        .route("/admin/import/{import}", get(show::page_of_import))
        .route("/admin/import/{import}/columns", post(columns::choose))
        .route("/admin/import/{import}/repairs", post(act::repair))
        .route("/admin/import/{import}/application", post(act::apply))
        .route("/admin/import/{import}/reversal", post(act::undo))
        .route("/admin/import/{import}/errors.csv", get(failing::csv))
}

/// Begins to work on an import beside what people do. Should the program stop, the schedule goes on with it.
fn set_going(app: &App, key: &str) {
    let (house, key, at) = (Arc::clone(&app.house), key.to_owned(), (app.clock)());
    tokio::spawn(async move {
        if let Err(stopped) = imports::work(&house, &key, at).await {
            tracing::error!(?stopped, "an import was not worked through");
        }
    });
}
