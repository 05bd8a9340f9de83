//! Help, the accessibility statement, and where a vulnerability is reported.

use actions::accounts::sign_in;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::time::Date;
use web_kit::assets;

use crate::answer::{Halt, Page, page, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

/// Days for which the address for vulnerabilities may be trusted: at most a year.
const SECURITY_DAYS: i64 = 364;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/help", get(help))
        .route("/accessibility", get(accessibility))
        .route("/licences", get(licences))
        .route("/.well-known/security.txt", get(security))
}

#[derive(Template)]
#[template(path = "portal/help.html")]
struct HelpPage {
    frame: Frame,
    contact: String,
}

#[derive(Template)]
#[template(path = "portal/accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
    contact: String,
    tested: Date,
}

async fn help(State(app): State<App>, asked: Asked) -> Page {
    let frame = frame(&app, &asked).await?;
    let contact = contact(&app, &frame);
    page(&HelpPage { frame, contact })
}

/// The list has an address that changes with it; this one stays.
async fn licences() -> Response {
    see_other(&assets::asset_url("licences.txt"))
}

async fn accessibility(State(app): State<App>, asked: Asked) -> Page {
    let frame = frame(&app, &asked).await?;
    let contact = contact(&app, &frame);
    let tested = Date::new(2026, 11, 23).expect("a day of the calendar");
    page(&AccessibilityPage {
        frame,
        contact,
        tested,
    })
}

/// Where a vulnerability is reported (RFC 9116), where the operator named an address.
async fn security(State(app): State<App>, asked: Asked) -> Page {
    let contact = app.contact();
    if contact.is_empty() {
        return Err(Halt::Bare(StatusCode::NOT_FOUND));
    }
    let expires = asked.at.plus_days(SECURITY_DAYS);
    let text =
        format!("Contact: mailto:{contact}\nExpires: {expires}\nPreferred-Languages: en, sv\n");
    Ok(text.into_response())
}

async fn frame(app: &App, asked: &Asked) -> Result<Frame, Halt> {
    let caller = sign_in::waiting(&app.house, &asked.visit()).await?.caller;
    Ok(app.frame(asked, &caller))
}

fn contact(app: &App, frame: &Frame) -> String {
    let contact = app.contact();
    if contact.is_empty() {
        frame.w.label_service_centre().to_owned()
    } else {
        contact
    }
}
