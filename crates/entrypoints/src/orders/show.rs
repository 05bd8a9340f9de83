//! One order: how it stands, how it is paid, what it became, and taking it back while nothing is used.

use actions::Stopped;
use actions::purchases::{self, Payment, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::order::{Oddity, State as Standing, Way, number, refundable};
use domain::refusal::Refusal;
use domain::time::Moment;
use web_kit::form::Query;
use words::Words;

use super::view::{self, Facts};
use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::refused;
use crate::visit::{Asked, Sent, zone};

#[derive(Template)]
#[template(path = "orders/show.html")]
struct ShowPage {
    frame: Frame,
    key: String,
    order: String,
    number: String,
    plan: String,
    total: String,
    state: (&'static str, &'static str),
    facts: Facts,
    /// What came in and pays for nothing.
    odd: Vec<String>,
    pay: Pay,
    /// When the money was sent back.
    refunded: String,
    /// The Access ID and the address of the contract, and where the request goes on.
    contract: Option<(String, String)>,
    draft: String,
    refund: Refund,
    can_cancel: bool,
}

/// How an order that waits is paid.
enum Pay {
    /// It does not wait.
    No,
    /// On the provider's page, which is open.
    Page(String),
    /// On the provider's page, which has to be asked for.
    Ask,
    /// Against an invoice.
    Invoice,
}

/// Whether an order can be taken back.
enum Refund {
    /// There is nothing to take back.
    No,
    /// It can.
    Open,
    /// Something was used: the sentence.
    Used(String),
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let done = query.take("done");
    show(&app, &asked, &key, StatusCode::OK, |w, shown| {
        let waits = shown.purchase.milestones.state() == Standing::AwaitingPayment;
        let said = match done.as_str() {
            "placed" if waits => (Tone::Success, w.order_done_placed()),
            "away" if waits => (Tone::Warning, w.order_pay_away()),
            "returned" if waits => (Tone::Warning, w.order_returned()),
            "cancelled" => (Tone::Success, w.order_done_cancelled()),
            "refunded" => (Tone::Success, w.order_done_refund()),
            _ => return None,
        };
        Some((said.0, said.1.to_owned()))
    })
    .await
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    status: StatusCode,
    said: impl FnOnce(&Words, &Shown) -> Option<(Tone, String)>,
) -> Result<Response, Halt> {
    let seen = purchases::show(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, shown) = (frame.w, seen.page);
    let notice = said(&w, &shown).map(|(tone, sentence)| Notice { tone, sentence });
    frame.notices.extend(notice);
    let person = seen.caller.person();
    let is_buyer = person.is_some_and(|person| person.key == shown.purchase.buyer.key);
    let zone = zone(&seen.caller);
    let day = |at: Moment| w.long_date(zone.date_of(at));
    let purchase = &shown.purchase;
    let (milestones, catalog) = (&purchase.milestones, app.house.catalog());
    let state = milestones.state();
    let odd = shown.payments.iter();
    let contract = purchase.contract.as_ref();
    let page = ShowPage {
        key: key.to_owned(),
        order: w.order_title(number(key)),
        number: number(key),
        plan: view::plan(&w, &catalog, &purchase.offer, purchase.offer_version),
        total: view::money(&w, purchase.cost.total),
        state: (state.code(), view::state(&w, state)),
        facts: view::facts(&w, &catalog, purchase, day(milestones.placed)),
        odd: odd.filter_map(|payment| oddity(&w, payment, day)).collect(),
        pay: pay(app, &shown),
        refunded: milestones.refunded.map(day).unwrap_or_default(),
        contract: contract.map(|contract| (contract.access_id.to_string(), contract.key.clone())),
        draft: purchase
            .draft
            .clone()
            .filter(|_| is_buyer)
            .unwrap_or_default(),
        refund: match refundable(milestones, shown.used) {
            Ok(()) => Refund::Open,
            Err(Refusal::OrderUsed { used }) => Refund::Used(w.order_refund_used(used)),
            Err(_) => Refund::No,
        },
        can_cancel: state == Standing::AwaitingPayment && purchase.way == Way::Invoice,
        frame,
    };
    page_with(status, &page)
}

fn pay(app: &App, shown: &Shown) -> Pay {
    let purchase = &shown.purchase;
    if purchase.milestones.state() != Standing::AwaitingPayment {
        return Pay::No;
    }
    match (purchase.way, &purchase.page) {
        (Way::Invoice, _) => Pay::Invoice,
        (Way::Card, Some(address)) => Pay::Page(address.clone()),
        (Way::Card, None) if app.buying.card.is_some() => Pay::Ask,
        (Way::Card, None) => Pay::No,
    }
}

/// What is said of a payment that pays for nothing.
fn oddity(w: &Words, payment: &Payment, day: impl Fn(Moment) -> String) -> Option<String> {
    let oddity = payment.oddity?;
    let amount = w.money(payment.amount, &payment.currency.to_ascii_uppercase());
    Some(match (payment.refunded, oddity) {
        (Some(at), _) => w.order_odd_returned(amount, day(at)),
        (None, Oddity::Amount) => w.order_odd_amount(amount),
        (None, Oddity::Twice) => w.order_odd_twice(amount),
    })
}

pub(super) async fn cancel(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let done = purchases::cancel(&app.house, &asked.visit(), &key).await;
    finish(&app, &asked, &key, done, "cancelled").await
}

pub(super) async fn refund(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let done = purchases::refund(&app.house, &asked.visit(), &key, None).await;
    finish(&app, &asked, &key, done, "refunded").await
}

/// Back to the order's page, which says what was done, or why it was not.
async fn finish(
    app: &App,
    asked: &Asked,
    key: &str,
    done: Result<(), Stopped>,
    what: &str,
) -> Page {
    match done {
        Ok(()) => Ok(see_other(&format!("/orders/{key}?done={what}"))),
        Err(Stopped::Refused(
            refusal @ (Refusal::OrderState | Refusal::OrderUsed { .. } | Refusal::ContractState),
        )) => {
            let say = |w: &Words, _: &Shown| Some((Tone::Danger, refused::sentence(w, &refusal)));
            show(app, asked, key, status(&refusal), say).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}
