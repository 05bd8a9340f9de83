//! Help and the accessibility statement.

use actions::accounts::sign_in;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::time::Date;

use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/help", get(help))
        .route("/accessibility", get(accessibility))
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

async fn frame(app: &App, asked: &Asked) -> Result<Frame, crate::answer::Halt> {
    let caller = sign_in::waiting(&app.house, &asked.visit()).await?.caller;
    Ok(app.frame(asked, &caller))
}

fn contact(app: &App, frame: &Frame) -> String {
    if app.contact.is_empty() {
        frame.w.label_service_centre().to_owned()
    } else {
        app.contact.to_string()
    }
}
