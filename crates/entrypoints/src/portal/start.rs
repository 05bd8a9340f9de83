//! The start page: one clear way in, and what awaits whoever is signed in.

use actions::accounts::{OpenRequest, home};
use actions::incidents::drafts::{self, Draft};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::catalog::{Catalog, Portal};
use domain::time::{Moment, Zone};
use words::Words;

use super::known::Known;
use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, zone};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

#[derive(Template)]
#[template(path = "portal/start.html")]
struct StartPage {
    frame: Frame,
    known: Vec<Known>,
    requests: Vec<OpenRequest>,
    drafts: Vec<Draft>,
    portals: Vec<PortalRow>,
    zone: Zone,
    at: Moment,
}

/// Where requests about some cloud products are made.
struct PortalRow {
    products: String,
    portal: String,
    /// Where it is, unless that is this installation.
    address: Option<String>,
    uses_ids: bool,
}

async fn show(State(app): State<App>, asked: Asked) -> Page {
    let visit = asked.visit();
    let seen = home(&app.house, &visit).await?;
    let drafts = drafts::mine(&app.house, &visit).await?.page;
    let frame = app.frame(&asked, &seen.caller);
    let zone = zone(&seen.caller);
    page(&StartPage {
        known: Known::all(frame.w, &seen.page.problems, asked.at, &zone),
        portals: portals(&app.house.catalog(), &frame.w),
        frame,
        requests: seen.page.requests,
        drafts,
        zone,
        at: asked.at,
    })
}

fn portals(catalog: &Catalog, w: &Words) -> Vec<PortalRow> {
    let language = w.language().code();
    let row = |portal: &Portal| {
        let products = catalog.products.iter();
        let its = products.filter(|product| product.portal.as_ref() == Some(&portal.key));
        let names: Vec<&str> = its
            .map(|product| product.name.in_language(language))
            .collect();
        PortalRow {
            products: w.list(&names),
            portal: portal.name.in_language(language).to_owned(),
            address: portal.address.clone(),
            uses_ids: portal.uses_ids,
        }
    };
    let rows = catalog.portals.iter().map(row);
    rows.filter(|row| !row.products.is_empty()).collect()
}

/// The number of a request, and when it last changed.
fn about(w: &Words, request: &OpenRequest, at: Moment, zone: &Zone) -> String {
    let number = w.request_number(&request.number);
    format!("{number} · {}", w.near_time(request.changed, at, zone))
}

/// What a draft is called.
fn titled(w: &Words, draft: &Draft) -> String {
    if draft.answers.title.is_empty() {
        w.start_draft_untitled().to_owned()
    } else {
        draft.answers.title.clone()
    }
}

/// A status as its tag knows it, with its word for the customer.
fn status(w: &Words, state: &str) -> (&'static str, &'static str) {
    match state {
        "in_progress" => ("in_progress", w.status_in_progress()),
        "waiting_customer" => ("waiting_customer", w.status_waiting_customer()),
        "waiting_third" | "waiting_vendor" => ("waiting_third", w.status_waiting_third()),
        "solution_proposed" => ("solution_proposed", w.status_solution_proposed()),
        _ => ("submitted", w.status_submitted()),
    }
}
