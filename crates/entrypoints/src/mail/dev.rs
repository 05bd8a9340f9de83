//! The demo's mailbox: what would have been sent, readable on this computer only.

use actions::outbox::{self, Due};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use domain::account::Caller;
use domain::refusal::Refusal;
use domain::time::Zone;

use super::render::{Rendered, Unwritable};
use super::send::rendered;
use crate::answer::{Halt, Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

/// Nothing in a letter may act or fetch, and nothing of it may touch this site.
const POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
                      style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The routes of the mailbox; outside the demo they lead nowhere.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/dev/mail", get(list))
        .route("/dev/mail/{id}", get(letter))
        .route("/dev/mail/{id}/html", get(html))
}

#[derive(Template)]
#[template(path = "letters/mailbox.html")]
struct Mailbox {
    frame: Frame,
    letters: Vec<Listed>,
}

struct Listed {
    id: i64,
    subject: String,
    address: String,
    posted: String,
}

#[derive(Template)]
#[template(path = "letters/shown.html")]
struct Shown {
    frame: Frame,
    letter: Listed,
    message_id: String,
    thread: String,
    language: &'static str,
    text: String,
}

async fn list(State(app): State<App>, asked: Asked) -> Page {
    allowed(&app)?;
    let frame = app.frame(&asked, &Caller::Visitor);
    let mut letters = Vec::new();
    for due in outbox::newest(&app.house).await? {
        let rendered = rendered(&app, &due).await.map_err(unwritable)?;
        letters.push(listed(&frame, &asked, &due, &rendered));
    }
    page(&Mailbox { frame, letters })
}

async fn letter(State(app): State<App>, asked: Asked, Path(id): Path<i64>) -> Page {
    let (due, rendered) = found(&app, id).await?;
    let frame = app.frame(&asked, &Caller::Visitor);
    let letter = listed(&frame, &asked, &due, &rendered);
    page(&Shown {
        letter,
        frame,
        language: super::compose::language(&due).code(),
        message_id: rendered.message_id,
        thread: rendered.thread.unwrap_or_default(),
        text: rendered.text,
    })
}

async fn html(State(app): State<App>, Path(id): Path<i64>) -> Page {
    let (_, rendered) = found(&app, id).await?;
    let policy = [(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    )];
    Ok((policy, Html(rendered.html)).into_response())
}

async fn found(app: &App, id: i64) -> Result<(Due, Rendered), Halt> {
    allowed(app)?;
    let due = outbox::one(&app.house, id)
        .await?
        .ok_or(Refusal::NotFound)?;
    let rendered = rendered(app, &due).await.map_err(unwritable)?;
    Ok((due, rendered))
}

fn allowed(app: &App) -> Result<(), Refusal> {
    if app.settings.demo {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}

fn unwritable(Unwritable(why): Unwritable) -> Halt {
    Halt::broke(&why)
}

fn listed(frame: &Frame, asked: &Asked, due: &Due, rendered: &Rendered) -> Listed {
    Listed {
        id: due.id,
        subject: rendered.subject.clone(),
        address: due.to.address.clone(),
        posted: frame.w.near_time(
            due.posted,
            asked.at,
            &Zone::named(&due.to.zone).unwrap_or(Zone::UTC),
        ),
    }
}
