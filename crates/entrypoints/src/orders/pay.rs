//! Paying by card: the provider's page is opened here, and what the provider tells is taken up here. What a browser
//! brings back from that page is told by nobody and changes nothing.

use actions::purchases::{self, Outcome, Received, Session};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::limits;
use domain::order::{State as Standing, Way, number};
use domain::refusal::Refusal;
use web_kit::payment::{Checkout, News};

use super::view;
use crate::answer::{Halt, Page, see_other};
use crate::app::App;
use crate::visit::{Asked, Sent};

/// Opens the provider's page for an order that has none yet.
pub(super) async fn open(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let said = if begin(&app, &asked, &key).await? {
        "placed"
    } else {
        "away"
    };
    Ok(see_other(&format!("/orders/{key}?done={said}")))
}

/// Asks the provider for the order's page, unless it has one; says whether it has one now. The provider is asked between
/// two transactions, and gives the same page if it is asked again.
pub(super) async fn begin(app: &App, asked: &Asked, key: &str) -> Result<bool, Halt> {
    let shown = purchases::show(&app.house, &asked.visit(), key).await?.page;
    let purchase = shown.purchase;
    if purchase.page.is_some() {
        return Ok(true);
    }
    let waits = purchase.milestones.state() == Standing::AwaitingPayment;
    let provider = app.buying.card.as_ref();
    let provider = provider.filter(|_| waits && purchase.way == Way::Card);
    let provider = provider.ok_or(Refusal::OrderState)?;
    // What is asked for must be the same each time, whatever language the reader has by now.
    let w = words::Language::parse(&purchase.language).map_or(asked.words(None), words::Words::of);
    let catalog = app.house.catalog();
    let plan = view::plan(&w, &catalog, &purchase.offer, purchase.offer_version);
    let title = format!(
        "{} – {}",
        w.orders_quantity(purchase.quantity, plan),
        number(key)
    );
    let total = purchase.cost.total;
    let checkout = Checkout {
        order: key,
        title: &title,
        amount: total.minor,
        currency: total.currency.code(),
        email: purchase.buyer.email.as_deref().unwrap_or_default(),
        back: &app
            .site
            .base()
            .absolute(&format!("/orders/{key}?done=returned")),
    };
    match provider.begin(&checkout).await {
        Ok(session) => {
            let session = Session {
                id: session.id,
                address: session.address,
            };
            purchases::remember(&app.house, &asked.visit(), key, session).await?;
            Ok(true)
        }
        Err(failed) => {
            tracing::warn!(order = key, %failed, "no payment page was opened");
            Ok(false)
        }
    }
}

/// What the provider tells. It carries no form's token and needs none: its signature proves who sent it, and without one
/// nothing is read.
pub(super) async fn news(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    body: Bytes,
) -> Page {
    let provider = app.buying.card.as_ref().ok_or(Refusal::NotFound)?;
    let news = provider.news(&headers, &body, asked.at.0, limits::PAYMENT_NEWS_MINUTES);
    let news = match news {
        Ok(news) => news,
        Err(unbelieved) => {
            tracing::warn!(%unbelieved, "a payment message was refused");
            return Err(Halt::Bare(StatusCode::BAD_REQUEST));
        }
    };
    match news {
        News::Paid {
            order,
            payment,
            amount,
            currency,
        } => {
            let received = Received {
                order,
                name: payment,
                amount,
                currency,
            };
            let outcome = purchases::receive(&app.house, received, asked.at).await?;
            if outcome == Outcome::Unknown {
                tracing::warn!("a payment is for no order of ours");
            }
        }
        News::Over { order } => purchases::over(&app.house, &order, asked.at).await?,
        News::Other => {}
    }
    Ok(taken())
}

/// The provider sends again whatever is not answered so.
fn taken() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
