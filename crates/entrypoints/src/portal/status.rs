//! How the service is: in words for people, in a word for probes.

use actions::health::{self, Health};
use actions::known_problems::{self, KnownProblem};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::account::Caller;
use domain::time::{Moment, Zone};
use words::Words;

use crate::answer::{Page, page};
use crate::app::App;
use crate::desk;
use crate::frame::Frame;
use crate::markdown;
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
    known: Vec<Known>,
    zone: Zone,
    at: Moment,
}

/// A problem that is known.
struct Known {
    title: String,
    html: String,
    /// Since when, and when that was last looked at.
    when: String,
}

impl StatusPage {
    fn troubled(&self) -> i64 {
        self.services.iter().filter(|(_, works)| !works).count() as i64
    }
}

async fn status(State(app): State<App>, asked: Asked) -> Page {
    let health = health::check(&app.house, &asked.visit()).await.ok();
    let open = known_problems::open(&app.house, &asked.visit()).await.ok();
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
    let open = open.map(|seen| seen.page).unwrap_or_default();
    page(&StatusPage {
        known: open.iter().map(|one| known(&app, frame.w, one)).collect(),
        frame,
        services,
        keeps_files,
        letters_late_since,
        zone: Zone::UTC,
        at: asked.at,
    })
}

fn known(app: &App, w: Words, problem: &KnownProblem) -> Known {
    let (title, text) = problem.in_language(w.language().code());
    let since = w.help_status_since(w.moment(problem.told.began, &Zone::UTC));
    let updated = w.known_problem_last_updated(w.moment(problem.updated, &Zone::UTC));
    Known {
        title: w.known_problem_of_product(
            desk::product_name(app, w, problem.told.product.as_deref()),
            title,
        ),
        html: markdown::written(text),
        when: format!("{since}. {updated}."),
    }
}

/// `ok` or `not ok`, and nothing else: it is asked by anybody.
async fn healthz(State(app): State<App>, asked: Asked) -> Response {
    match health::check(&app.house, &asked.visit()).await {
        Ok(Health { search: true, .. }) => (StatusCode::OK, "ok\n").into_response(),
        Ok(_) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ok\n").into_response(),
    }
}
