//! *My contracts*.

use actions::contracts;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use web_kit::form::Query;

use super::card::Card;
use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::refused::About;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/contracts", get(list))
}

#[derive(Template)]
#[template(path = "contracts/list.html")]
struct ListPage {
    frame: Frame,
    /// What can be used and what cannot, each under its heading; none is empty.
    groups: Vec<(&'static str, Vec<Card>)>,
    can_buy: bool,
}

async fn list(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let seen = contracts::mine(&app.house, &asked.visit()).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let (w, catalog) = (frame.w, app.house.catalog());
    let group = |heading, is_usable| {
        let card = |one| Card::of(&w, &catalog, one, asked.at, &About::default());
        let some = seen
            .page
            .iter()
            .filter(|summary| summary.is_usable() == is_usable);
        (heading, some.map(card).collect::<Vec<_>>())
    };
    let mut groups = vec![
        group(w.contracts_usable(), true),
        group(w.contracts_not_usable(), false),
    ];
    groups.retain(|(_, cards)| !cards.is_empty());
    let is_declined = query.take("done") == "declined";
    frame.tell(is_declined.then(|| w.contract_invitation_declined()));
    page(&ListPage {
        frame,
        groups,
        can_buy: app.buying.is_on(),
    })
}
