//! Where a person is signed in.

use actions::accounts::sessions::{self, Session};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use domain::time::{Moment, Zone};
use web_kit::form::Query;
use words::Words;

use super::enter::without_session;
use crate::answer::{Page, page, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent, zone};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/account/sessions", get(list))
        .route("/account/sessions/end", post(end_all))
        .route("/account/sessions/{key}/end", post(end_one))
}

#[derive(Template)]
#[template(path = "portal/sessions.html")]
struct SessionsPage {
    frame: Frame,
    /// Each with what it runs on, in words.
    sessions: Vec<(Session, String)>,
    zone: Zone,
    at: Moment,
}

async fn list(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let seen = sessions::list(&app.house, &asked.visit()).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let (w, has_ended) = (frame.w, query.take("done") == "ended");
    frame.tell(has_ended.then(|| w.account_session_ended()));
    let named = |session: Session| {
        let device = device(&frame.w, &session.agent);
        (session, device)
    };
    let sessions = seen.page.into_iter().map(named).collect();
    page(&SessionsPage {
        sessions,
        zone: zone(&seen.caller),
        at: asked.at,
        frame,
    })
}

/// Browser and system, as far as the browser tells. The first that fits is named: many claim to be others as well.
fn device(w: &Words, agent: &str) -> String {
    let named = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = named(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = named(&[
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => w.account_session_device(browser, system),
        _ => w.account_session_device_unknown().to_owned(),
    }
}

async fn end_one(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    sessions::end_one(&app.house, &asked.visit(), key).await?;
    Ok(see_other("/account/sessions?done=ended"))
}

async fn end_all(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    fields.finish()?;
    sessions::sign_out_everywhere(&app.house, &asked.visit()).await?;
    Ok(without_session(&app, see_other("/signed-out")))
}
