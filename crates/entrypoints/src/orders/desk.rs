//! The service centre's orders: what waits to be paid, to be delivered, or to be sent back.

use actions::purchases::{self, Narrowed, View};
use askama::Template;
use axum::extract::State;
use domain::limits;
use domain::time::Zone;
use url::form_urlencoded::Serializer;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::list::{Row, row};
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "orders/desk.html")]
struct DeskPage {
    frame: Frame,
    form: FormState,
    /// Word, address, whether it is open, count.
    views: Vec<(&'static str, String, bool, String)>,
    view: &'static str,
    rows: Vec<Row>,
    showing: String,
    previous: String,
    next: String,
}

fn name(w: Words, view: View) -> &'static str {
    match view {
        View::Unpaid => w.order_desk_unpaid(),
        View::Undelivered => w.order_desk_undelivered(),
        View::Odd => w.order_desk_odd(),
        View::Refunding => w.order_desk_refunding(),
        View::All => w.order_desk_all(),
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let form = FormState::typed(&fields);
    let text = fields.take("text");
    let narrowed = Narrowed {
        view: View::from_code(&fields.take("view")).unwrap_or_default(),
        text: text.chars().take(limits::SEARCH_CHARS_MAX).collect(),
        page: fields.take("page").parse().unwrap_or(1).max(1),
    };
    let seen = purchases::at_service_centre(&app.house, &asked.visit(), narrowed.clone()).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, desk) = (frame.w, seen.page);
    let counts = desk.counts.into_iter().map(|count| w.number(count));
    let counts = counts.chain([String::new()]);
    let views = View::ALL.into_iter().zip(counts).map(|(view, count)| {
        let href = address(view, "", 1);
        (name(w, view), href, view == narrowed.view, count)
    });
    let zone = seen.caller.person();
    let zone = zone.and_then(|person| Zone::named(&person.zone).ok());
    let zone = zone.unwrap_or(Zone::UTC);
    let rows = desk.page.lines.iter();
    let link = |page| address(narrowed.view, &narrowed.text, page);
    answer(&DeskPage {
        views: views.collect(),
        view: narrowed.view.code(),
        rows: rows.map(|line| row(&app, &w, &zone, line)).collect(),
        showing: w.paging_page(w.number(narrowed.page)),
        previous: if narrowed.page > 1 {
            link(narrowed.page - 1)
        } else {
            String::new()
        },
        next: if desk.page.more {
            link(narrowed.page + 1)
        } else {
            String::new()
        },
        form,
        frame,
    })
}

fn address(view: View, text: &str, page: i64) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("view", view.code());
    if !text.is_empty() {
        query.append_pair("text", text);
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("/service-centre/orders?{}", query.finish())
}
