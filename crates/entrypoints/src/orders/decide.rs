//! One order at the service centre: what came in for it, and what is decided about it, with the state before and after
//! and a reason.

use actions::purchases::{self, Payment, Shown};
use actions::{Stopped, Visit};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::limits;
use domain::order::{Oddity, State as Standing, Way, number, refundable};
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::view::{self, Facts};
use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::refused;
use crate::visit::{Asked, Sent, zone};

#[derive(Template)]
#[template(path = "orders/decide.html")]
struct DecidePage {
    frame: Frame,
    form: FormState,
    key: String,
    order: String,
    plan: String,
    state: (&'static str, &'static str),
    facts: Facts,
    payments: Vec<Line>,
    decisions: Vec<Choice>,
    /// Why it is paid and not delivered.
    stuck: String,
    /// Why it is not refunded, where units were used.
    used: String,
    most_reason: i64,
}

/// A payment in words.
struct Line {
    came: String,
    amount: String,
    note: &'static str,
    fate: String,
}

/// Something that can be decided.
struct Choice {
    code: &'static str,
    word: &'static str,
    text: &'static str,
    /// The state before and after.
    change: String,
}

/// What the service centre can decide about an order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    /// The invoice is paid.
    Pay,
    /// The order is taken back.
    Refund,
    /// What was paid against the invoice is sent back.
    Returned,
    /// What pays for nothing is sent back.
    Return,
}

impl Decision {
    const ALL: [Self; 4] = [Self::Pay, Self::Refund, Self::Returned, Self::Return];

    const fn code(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::Refund => "refund",
            Self::Returned => "returned",
            Self::Return => "return",
        }
    }

    /// Whether the order is one to decide so about.
    fn fits(self, shown: &Shown) -> bool {
        let purchase = &shown.purchase;
        let state = purchase.milestones.state();
        let by_invoice = purchase.way == Way::Invoice;
        match self {
            Self::Pay => {
                by_invoice && matches!(state, Standing::AwaitingPayment | Standing::Failed)
            }
            Self::Refund => refundable(&purchase.milestones, shown.used).is_ok(),
            Self::Returned => by_invoice && state == Standing::Refunding,
            Self::Return => shown
                .payments
                .iter()
                .any(|payment| payment.oddity.is_some() && payment.refund_began.is_none()),
        }
    }

    /// The state that the order is in then.
    const fn after(self, before: Standing) -> Standing {
        match self {
            Self::Pay => Standing::Delivered,
            Self::Refund => Standing::Refunding,
            Self::Returned => Standing::Refunded,
            Self::Return => before,
        }
    }

    async fn carry_out(
        self,
        app: &App,
        visit: &Visit,
        key: &str,
        reason: &str,
    ) -> Result<(), Stopped> {
        let house = &app.house;
        match self {
            Self::Pay => purchases::mark_paid(house, visit, key, reason).await,
            Self::Refund => purchases::refund(house, visit, key, Some(reason)).await,
            Self::Returned => purchases::settle_by_hand(house, visit, key, reason).await,
            Self::Return => purchases::return_payments(house, visit, key, reason).await,
        }
    }
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let done = query.take("done") == "yes";
    show(&app, &asked, &key, StatusCode::OK, |w, shown| {
        let first = Decision::ALL.into_iter().find(|one| one.fits(shown));
        let form = first.map(|first| ("decision", first.code()));
        let said = done.then(|| (Tone::Success, w.order_desk_done().to_owned()));
        (FormState::filled(form), said)
    })
    .await
}

pub(super) async fn decide(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["decision", "reason"])?;
    let mut form = FormState::typed(&fields);
    let visit = asked.visit();
    let seen = purchases::show_at_service_centre(&app.house, &visit, &key).await?;
    let w = asked.words(seen.caller.person());
    let decision = Decision::ALL
        .into_iter()
        .find(|one| form.checked("decision", one.code()));
    if decision.is_none() {
        form.refuse("decision", w.order_desk_decide_missing());
    }
    let reason = form.value("reason").trim().to_owned();
    let over = reason
        .chars()
        .count()
        .saturating_sub(limits::LINE_CHARS_MAX);
    if reason.is_empty() {
        form.refuse("reason", w.refusal_reason_needed());
    } else if over > 0 {
        let over = i64::try_from(over).unwrap_or(i64::MAX);
        form.refuse("reason", w.field_characters_over(over));
    }
    let Some(decision) = decision.filter(|_| !form.is_refused()) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, code, |_, _| (form, None)).await;
    };
    match decision.carry_out(&app, &visit, &key, &reason).await {
        Ok(()) => Ok(see_other(&format!("/service-centre/orders/{key}?done=yes"))),
        Err(Stopped::Refused(
            refusal @ (Refusal::OrderState | Refusal::OrderUsed { .. } | Refusal::ContractState),
        )) => {
            form.refuse("decision", refused::sentence(&w, &refusal));
            show(&app, &asked, &key, status(&refusal), |_, _| (form, None)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    status: StatusCode,
    filled: impl FnOnce(&Words, &Shown) -> (FormState, Option<(Tone, String)>),
) -> Result<Response, Halt> {
    let seen = purchases::show_at_service_centre(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, shown) = (frame.w, seen.page);
    let (form, said) = filled(&w, &shown);
    let notice = said.map(|(tone, sentence)| Notice { tone, sentence });
    frame.notices.extend(notice);
    let zone = zone(&seen.caller);
    let (purchase, catalog) = (&shown.purchase, app.house.catalog());
    let state = purchase.milestones.state();
    let placed = w.moment(purchase.milestones.placed, &zone);
    let mut facts = view::facts(&w, &catalog, purchase, placed);
    let buyer = purchase.buyer.email.clone().unwrap_or_default();
    facts.insert(3, (w.order_desk_buyer(), buyer));
    let decisions = Decision::ALL.into_iter().filter(|one| one.fits(&shown));
    let used = match refundable(&purchase.milestones, shown.used) {
        Err(Refusal::OrderUsed { used }) => w.order_refund_used(used),
        _ => String::new(),
    };
    let payments = shown.payments.iter();
    let page = DecidePage {
        key: key.to_owned(),
        order: w.order_title(number(key)),
        plan: view::plan(&w, &catalog, &purchase.offer, purchase.offer_version),
        state: (state.code(), view::state(&w, state)),
        facts,
        payments: payments.map(|one| line(&w, &zone, one)).collect(),
        decisions: decisions.map(|one| choice(&w, one, state)).collect(),
        stuck: stuck(&w, purchase.refusal.as_deref()),
        used,
        most_reason: limits::LINE_CHARS_MAX as i64,
        form,
        frame,
    };
    page_with(status, &page)
}

/// Why the rules refused the contract, in words.
fn stuck(w: &Words, refusal: Option<&str>) -> String {
    match refusal {
        None => String::new(),
        Some("not_found") => w.order_desk_stuck_nobody().to_owned(),
        Some(code) => w.order_desk_stuck(code),
    }
}

fn choice(w: &Words, decision: Decision, before: Standing) -> Choice {
    let (word, text) = match decision {
        Decision::Pay => (w.order_desk_pay(), w.order_desk_pay_text()),
        Decision::Refund => (w.order_desk_refund(), w.order_desk_refund_text()),
        Decision::Returned => (w.order_desk_returned(), w.order_desk_returned_text()),
        Decision::Return => (w.order_desk_return(), w.order_desk_return_text()),
    };
    let after = decision.after(before);
    Choice {
        code: decision.code(),
        word,
        text,
        change: if after == before {
            String::new()
        } else {
            w.order_desk_change(view::state(w, after), view::state(w, before))
        },
    }
}

fn line(w: &Words, zone: &Zone, payment: &Payment) -> Line {
    let fate = match (payment.refunded, payment.refund_began, &payment.failure) {
        (Some(at), ..) => w.order_desk_payment_returned(w.moment(at, zone)),
        (None, Some(_), Some(why)) => w.order_desk_payment_failure(payment.tries, why),
        (None, Some(_), None) => w.order_desk_payment_returning().to_owned(),
        (None, None, _) => String::new(),
    };
    Line {
        came: w.moment(payment.at, zone),
        amount: w.money(payment.amount, &payment.currency.to_ascii_uppercase()),
        note: match payment.oddity {
            None => w.order_desk_payment_good(),
            Some(Oddity::Amount) => w.order_desk_payment_amount_wrong(),
            Some(Oddity::Twice) => w.order_desk_payment_twice(),
        },
        fate,
    }
}
