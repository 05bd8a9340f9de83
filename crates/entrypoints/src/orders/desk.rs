//! The service centre's orders: what waits to be paid, to be delivered, or to be sent back.

use actions::purchases::{self, Narrowed, View};
use askama::Template;
use axum::extract::State;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::list::{Row, row};
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::visit::{Asked, zone};

#[derive(Template)]
#[template(path = "orders/desk.html")]
struct DeskPage {
    frame: Frame,
    form: FormState,
    views: Vec<paging::View>,
    view: &'static str,
    rows: Vec<Row>,
    pager: Pager,
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
    let narrowed = Narrowed {
        view: View::from_code(&fields.take("view")).unwrap_or_default(),
        text: paging::text(&mut fields),
        page: paging::number(&mut fields),
    };
    let seen = purchases::at_service_centre(&app.house, &asked.visit(), narrowed.clone()).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, desk) = (frame.w, seen.page);
    let counts = desk.counts.into_iter().map(|count| w.number(count));
    let counts = counts.chain([String::new()]);
    let views = View::ALL.into_iter().zip(counts);
    let views = views.map(|(view, count)| paging::View {
        word: name(w, view),
        href: address(view, "", 1),
        is_current: view == narrowed.view,
        count,
    });
    let zone = zone(&seen.caller);
    let rows = desk.page.lines.iter();
    let pager = Pager::new(w, narrowed.page, desk.page.more, |page| {
        address(narrowed.view, &narrowed.text, page)
    });
    answer(&DeskPage {
        views: views.collect(),
        view: narrowed.view.code(),
        rows: rows.map(|line| row(&app, &w, &zone, line)).collect(),
        pager,
        form,
        frame,
    })
}

fn address(view: View, text: &str, page: i64) -> String {
    let narrowed = [("view", view.code()), ("text", text)];
    paging::address("/service-centre/orders", &narrowed, page)
}
