//! The service centre: what waits to be activated, partners with their people and contracts, and lost IDs.

mod activation;
mod adjustments;
mod change;
mod contract;
mod enrol;
mod history;
mod ids;
mod membership;
mod partner;
mod people;
mod queue;
mod record;
mod search;
mod secret;
mod subscription;

use axum::Router;
use axum::routing::{get, post};
use domain::account::Caller;
use domain::catalog::Name;
use domain::offer::Unit;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::Halt;
use crate::app::App;
use crate::refused;
use crate::visit::Asked;

/// Where the service centre begins.
const HOME: &str = "/service-centre";

/// The routes of the service centre.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(HOME, get(queue::page))
        .route("/service-centre/search", get(search::page))
        .route(
            "/service-centre/partners/new",
            get(enrol::page).post(enrol::send),
        )
        .route(
            "/service-centre/partners/{key}/membership",
            get(membership::page).post(membership::record),
        )
        .route(
            "/service-centre/partners/{key}/holdings",
            post(membership::hold),
        )
        .route(
            "/service-centre/partners/{key}/cloud-support",
            post(membership::buy),
        )
        .route("/service-centre/partners/{key}", get(partner::page))
        .route(
            "/service-centre/partners/{key}/contacts",
            post(people::file),
        )
        .route(
            "/service-centre/partners/{key}/locations",
            post(record::locate),
        )
        .route("/service-centre/partners/{key}/notes", post(record::note))
        .route(
            "/service-centre/subscriptions/new",
            get(subscription::page).post(subscription::create),
        )
        .route(
            "/service-centre/partners/{key}/primary",
            post(people::appoint),
        )
        .route(
            "/service-centre/activations/{key}",
            get(activation::page).post(activation::activate),
        )
        .route(
            "/service-centre/contracts/{key}",
            get(contract::page).post(change::change),
        )
        .route(
            "/service-centre/contracts/{key}/contract-id",
            get(secret::ask).post(secret::reveal),
        )
        .route(
            "/service-centre/adjustments/{key}",
            get(adjustments::page).post(adjustments::decide),
        )
        .route(
            "/service-centre/contracts/{key}/ids",
            get(ids::page).post(ids::send),
        )
}

/// Whoever asks, where they work here: for pages of actions that others may do elsewhere. Nobody else is shown a form, or
/// what is wrong with it.
async fn keeper(app: &App, asked: &Asked) -> Result<Caller, Halt> {
    let caller = app.house.caller(&asked.visit()).await?;
    policy::allow(&caller, Deed::ManageContract, &Object::default(), asked.at)?;
    Ok(caller)
}

/// The address of a partner's page.
fn partner(key: &str) -> String {
    format!("{HOME}/partners/{key}")
}

/// A name in the reader's language.
fn named(w: Words, name: &Name) -> String {
    name.in_language(w.language().code()).to_owned()
}

/// So many units in words.
fn units(w: Words, unit: Unit, units: i64) -> String {
    match unit {
        Unit::Incident => w.service_centre_incidents(units),
        Unit::Minute => w.hours(units),
    }
}

/// A balance in words; unlimited where there is none.
fn balance(w: Words, unit: Unit, left: Option<i64>) -> String {
    left.map_or_else(
        || w.incidents_unlimited().to_owned(),
        |left| units(w, unit, left),
    )
}

/// A change of a balance, with its sign.
fn change_of_units(w: Words, unit: Unit, units: i64) -> String {
    match unit {
        Unit::Incident => w.change(units),
        Unit::Minute => {
            let sign = if units < 0 { "−" } else { "+" };
            format!("{sign}{}", w.hours(units.abs()))
        }
    }
}

/// Tells a refusal at its field, or at the one given.
fn tell(w: &Words, form: &mut FormState, refusal: &Refusal, otherwise: &str) {
    let field = refused::field(refusal).unwrap_or(otherwise);
    form.refuse(field, refused::sentence(w, refusal));
}
