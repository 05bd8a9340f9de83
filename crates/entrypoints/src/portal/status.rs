//! How the service is: in words for people, in a word for probes.

use actions::health::{self, Health};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::account::Caller;
use domain::time::{Moment, Zone};

use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/status", get(status))
        .route("/healthz", get(healthz))
}

#[derive(Template)]
#[template(path = "portal/status.html")]
struct StatusPage {
    frame: Frame,
    /// Each service and whether it works.
    services: Vec<(&'static str, bool)>,
    keeps_files: bool,
    letters_late_since: Option<Moment>,
    zone: Zone,
    at: Moment,
}

impl StatusPage {
    fn troubled(&self) -> i64 {
        self.services.iter().filter(|(_, works)| !works).count() as i64
    }
}

async fn status(State(app): State<App>, asked: Asked) -> Page {
    let health = health::check(&app.house, &asked.visit()).await.ok();
    let keeps_files = health::keeps_files(&app.house, asked.at).await;
    let frame = app.frame(&asked, &Caller::Visitor);
    let letters_late_since = health.and_then(|health| health.letters_late_since);
    let is_up = health.is_some();
    let services = vec![
        (frame.w.help_status_requests(), is_up),
        (frame.w.help_status_sign_in(), is_up),
        (frame.w.help_status_files(), keeps_files),
        (
            frame.w.help_status_mail(),
            is_up && letters_late_since.is_none(),
        ),
        (
            frame.w.help_status_search(),
            health.is_some_and(|health| health.search),
        ),
    ];
    page(&StatusPage {
        frame,
        services,
        keeps_files,
        letters_late_since,
        zone: Zone::UTC,
        at: asked.at,
    })
}

/// `ok` or `not ok`, and nothing else: it is asked by anybody.
async fn healthz(State(app): State<App>, asked: Asked) -> Response {
    match health::check(&app.house, &asked.visit()).await {
        Ok(Health { search: true, .. }) => (StatusCode::OK, "ok\n").into_response(),
        Ok(_) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ok\n").into_response(),
    }
}
