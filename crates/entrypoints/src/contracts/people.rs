//! Who is linked: the owner stops somebody, and those who are linked approve somebody who waits.

use actions::contracts;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use domain::refusal::Refusal;

use super::confirm::ConfirmPage;
use crate::answer::{Halt, Page, page, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/contracts/{key}/people/{person}/removal",
            get(ask).post(revoke),
        )
        .route("/contracts/{key}/people/{person}/approval", post(approve))
        .route("/contracts/{key}/link", post(link))
}

async fn ask(
    State(app): State<App>,
    asked: Asked,
    Path((key, person)): Path<(String, String)>,
) -> Page {
    let (frame, email) = linked(&app, &asked, &key, &person).await?;
    page(&ConfirmPage {
        title: frame.w.contract_revoke_title(&email),
        text: frame.w.contract_revoke_text(&email),
        note: "",
        button: frame.w.contract_revoke_button(),
        back: format!("/contracts/{key}"),
        frame,
    })
}

/// The address of somebody who is linked, for the owner only.
async fn linked(
    app: &App,
    asked: &Asked,
    key: &str,
    person: &str,
) -> Result<(Frame, String), Halt> {
    let seen = contracts::show(&app.house, &asked.visit(), key, None).await?;
    let people = seen.page.people.unwrap_or_default();
    let found = people
        .into_iter()
        .find(|one| one.account == person)
        .ok_or(Refusal::NotFound)?;
    Ok((
        app.frame(asked, &seen.caller),
        found.email.unwrap_or_default(),
    ))
}

/// Links who sits at the contract's location, without the pair.
async fn link(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    contracts::link_from_membership(&app.house, &asked.visit(), &key).await?;
    Ok(done(&key, "linked"))
}

async fn revoke(
    State(app): State<App>,
    asked: Asked,
    Path((key, person)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    contracts::revoke(&app.house, &asked.visit(), &key, &person).await?;
    Ok(done(&key, "revoked"))
}

async fn approve(
    State(app): State<App>,
    asked: Asked,
    Path((key, person)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    contracts::approve(&app.house, &asked.visit(), &key, &person).await?;
    Ok(done(&key, "approved"))
}

/// Back to the contract's page, which says what was done.
pub(super) fn done(key: &str, what: &str) -> axum::response::Response {
    see_other(&format!("/contracts/{key}?done={what}"))
}
