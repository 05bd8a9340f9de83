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
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "orders/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    can_buy: bool,
    showing: String,
    previous: String,
    next: String,
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
    let number = query.take("page").parse().unwrap_or(1).max(1);
    let seen = purchases::mine(&app.house, &asked.visit(), number).await?;
    let frame = app.frame(&asked, &seen.caller);
    let zone = seen.caller.person().map(|person| person.zone.as_str());
    let zone = zone.and_then(|zone| Zone::named(zone).ok());
    let zone = zone.unwrap_or(Zone::UTC);
    let rows = seen.page.lines.iter();
    let rows = rows.map(|line| row(&app, &frame.w, &zone, line)).collect();
    let link = |page: i64| format!("/orders?page={page}");
    answer(&ListPage {
        rows,
        can_buy: app.buying.is_on(),
        showing: frame.w.paging_page(frame.w.number(number)),
        previous: if number > 1 {
            link(number - 1)
        } else {
            String::new()
        },
        next: if seen.page.more {
            link(number + 1)
        } else {
            String::new()
        },
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
