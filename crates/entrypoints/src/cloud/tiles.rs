//! *Help and support*: the four ways into the cloud area.

use actions::cloud::{self, Mine};
use actions::{Answer, Seen, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::refusal::Refusal;

use super::words::{product, standing};
use crate::answer::{Halt, Page, page, sign_in_path};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/cloud", get(tiles))
        .route("/cloud/subscriptions", get(list))
}

#[derive(Template)]
#[template(path = "cloud/tiles.html")]
struct TilesPage {
    frame: Frame,
    has_any: bool,
}

/// A subscription in the list.
struct Row {
    href: String,
    name: String,
    product: String,
    customer: String,
    role: &'static str,
}

#[derive(Template)]
#[template(path = "cloud/subscriptions.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    /// Why nothing is filed for a customer any longer, a sentence each.
    ended: Vec<String>,
}

async fn tiles(State(app): State<App>, asked: Asked) -> Page {
    let seen = mine(&app, &asked).await?;
    page(&TilesPage {
        frame: app.frame(&asked, &seen.caller),
        has_any: !seen.page.subscriptions.is_empty() || !seen.page.customers.is_empty(),
    })
}

/// What whoever asks has in the cloud; a visitor signs in first and comes back.
pub(super) async fn mine(app: &App, asked: &Asked) -> Result<Seen<Mine>, Halt> {
    let found: Answer<Seen<Mine>> = cloud::mine(&app.house, &asked.visit()).await;
    match found {
        Err(Stopped::Refused(Refusal::SignInNeeded)) => {
            Err(Halt::Elsewhere(sign_in_path(&asked.page)))
        }
        found => Ok(found?),
    }
}

async fn list(State(app): State<App>, asked: Asked) -> Page {
    let seen = mine(&app, &asked).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, catalog) = (frame.w, app.house.catalog());
    let rows = seen.page.subscriptions.iter().map(|one| Row {
        href: format!("/cloud/subscriptions/{}", one.key),
        name: one.name.clone(),
        product: product(&w, &catalog, &one.product),
        customer: one.customer_name().to_owned(),
        role: standing(&w, one),
    });
    let ended = seen.page.customers.iter().filter(|one| !one.is_living);
    page(&ListPage {
        rows: rows.collect(),
        ended: ended
            .map(|one| w.refusal_delegation_missing(&one.name))
            .collect(),
        frame,
    })
}
