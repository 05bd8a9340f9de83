//! The demo: one click signs in, and ready ID pairs lie open. In demo mode only; elsewhere these pages do not exist.

use std::collections::BTreeMap;

use actions::accounts::{demo, sign_in};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::routing::{get, post};
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use web_kit::form::Query;
use words::Words;

use super::enter::{device, entered, return_to};
use crate::answer::{Halt, Page, page, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/demo", get(show))
        .route("/demo/sign-in", get(enter_by_link))
        .route("/demo/sign-in/{who}", post(enter))
}

/// What there is to try.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// Whom one can be.
    pub people: Vec<DemoPerson>,
    /// ID pairs, each a case.
    pub pairs: Vec<DemoPair>,
}

/// Somebody invented.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// What they are called.
    pub name: String,
    /// The address of their account.
    pub email: String,
    /// Their staff roles.
    pub roles: Vec<Role>,
    /// Who they are, by language.
    pub note: BTreeMap<String, String>,
}

/// An ID pair to try.
#[derive(Clone, Debug)]
pub struct DemoPair {
    /// The Access ID.
    pub access_id: String,
    /// The Contract ID: of an invented contract, so that it may be shown.
    pub contract_id: String,
    /// What the pair shows, by language.
    pub note: BTreeMap<String, String>,
}

#[derive(Template)]
#[template(path = "portal/demo.html")]
struct DemoPage {
    frame: Frame,
    /// Name, address and note.
    people: Vec<(String, String, String)>,
    /// Access ID, Contract ID and note.
    pairs: Vec<(String, String, String)>,
}

fn only_in_demo(app: &App) -> Result<(), Halt> {
    if app.settings.demo {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}

async fn show(State(app): State<App>, asked: Asked) -> Page {
    only_in_demo(&app)?;
    let caller = sign_in::waiting(&app.house, &asked.visit()).await?.caller;
    let frame = app.frame(&asked, &caller);
    let person = |person: &DemoPerson| {
        let note =
            said(&person.note, &frame.w).unwrap_or_else(|| role(&frame.w, person).to_owned());
        (person.name.clone(), person.email.clone(), note)
    };
    let pair = |pair: &DemoPair| {
        let note = said(&pair.note, &frame.w)?;
        Some((pair.access_id.clone(), pair.contract_id.clone(), note))
    };
    let people = app.demo.people.iter().map(person).collect();
    let pairs = app.demo.pairs.iter().filter_map(pair).collect();
    page(&DemoPage {
        frame,
        people,
        pairs,
    })
}

/// A note in the reader's language.
fn said(note: &BTreeMap<String, String>, w: &Words) -> Option<String> {
    note.get(w.language().code()).cloned()
}

fn role(w: &Words, person: &DemoPerson) -> &'static str {
    match person.roles.last() {
        None => w.demo_role_customer(),
        Some(Role::Engineer) => w.demo_role_agent(),
        Some(Role::Supervisor) => w.demo_role_supervisor(),
        Some(Role::ServiceCentre) => w.demo_role_service_centre(),
        Some(Role::Administrator) => w.demo_role_administrator(),
    }
}

/// Signs in as somebody of the demo, staff as if they had shown a passkey.
async fn enter(
    State(app): State<App>,
    asked: Asked,
    Path(who): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    only_in_demo(&app)?;
    let return_to = return_to(&mut fields);
    fields.finish()?;
    enter_as(&app, &asked, &who, return_to).await
}

/// The same by a link, as the program prints it at its start. Another site's link leads to the demo's page.
async fn enter_by_link(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    Query(mut query): Query,
) -> Page {
    only_in_demo(&app)?;
    let from = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if from.is_some_and(|from| from != b"none" && from != b"same-origin") {
        return Ok(see_other("/demo"));
    }
    enter_as(&app, &asked, &query.take("as"), "/".to_owned()).await
}

async fn enter_as(app: &App, asked: &Asked, who: &str, return_to: String) -> Page {
    let email = EmailAddress::parse(who).map_err(|_| Refusal::NotFound)?;
    let (token, device) = device(app, asked);
    let signed_in = demo::enter(&app.house, &asked.visit(), email, return_to, device).await?;
    Ok(entered(app, &token, &signed_in))
}
