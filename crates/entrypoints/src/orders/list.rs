//! *Orders*: one's own, the newest first.

use actions::purchases::{self, Line};
use askama::Template;
use axum::extract::State;
use domain::order::number;
use domain::time::Zone;
use web_kit::form::Query;
use words::Words;

use super::view;
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::visit::{Asked, zone};

#[derive(Template)]
#[template(path = "orders/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    can_buy: bool,
    pager: Pager,
}

/// An order in a list.
pub(super) struct Row {
    pub key: String,
    pub number: String,
    pub what: String,
    pub customer: String,
    pub placed: (String, String),
    pub total: String,
    pub state: (&'static str, &'static str),
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let number = paging::number(&mut query);
    let seen = purchases::mine(&app.house, &asked.visit(), number).await?;
    let frame = app.frame(&asked, &seen.caller);
    let zone = zone(&seen.caller);
    let rows = seen.page.lines.iter();
    let rows = rows.map(|line| row(&app, &frame.w, &zone, line)).collect();
    let address = |page| paging::address("/orders", &[], page);
    answer(&ListPage {
        rows,
        can_buy: app.buying.is_on(),
        pager: Pager::new(frame.w, number, seen.page.more, address),
        frame,
    })
}

/// An order as a row.
pub(super) fn row(app: &App, w: &Words, zone: &Zone, line: &Line) -> Row {
    let (offer, version) = &line.offer;
    let plan = view::plan(w, &app.house.catalog(), offer, *version);
    let state = line.milestones.state();
    let placed = zone.date_of(line.milestones.placed);
    Row {
        key: line.key.clone(),
        number: number(&line.key),
        what: w.orders_quantity(line.quantity, plan),
        customer: line.customer.clone(),
        placed: (placed.to_string(), w.short_date(placed)),
        total: view::money(w, line.total),
        state: (state.code(), view::state(w, state)),
    }
}
