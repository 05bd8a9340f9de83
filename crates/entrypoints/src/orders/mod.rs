//! Buying: the form of an order, one's orders, what the payment provider tells, and the service centre's side of it.

mod decide;
mod desk;
mod list;
mod new;
mod pay;
pub mod refunds;
mod show;
mod view;

use axum::Router;
use axum::routing::{get, post};
use domain::order::Way;
use web_kit::payment::Provider;

use crate::app::App;
pub(crate) use view::{money, with_number};

/// How what is bought can be paid for. Without any way, buying is off: nothing leads to it.
#[derive(Default)]
pub struct Buying {
    /// Whether an invoice can be asked for.
    pub invoice: bool,
    /// Who takes cards.
    pub card: Option<Provider>,
}

impl Buying {
    /// The ways that are open, in the order they are offered.
    pub(crate) fn ways(&self) -> Vec<Way> {
        let is_open = |way: &Way| match way {
            Way::Card => self.card.is_some(),
            Way::Invoice => self.invoice,
        };
        Way::ALL.into_iter().filter(is_open).collect()
    }

    /// Whether anything can be bought at all.
    pub(crate) fn is_on(&self) -> bool {
        !self.ways().is_empty()
    }
}

/// The routes of buying.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/orders", get(list::page))
        .route("/orders/new", get(new::page).post(new::place))
        .route("/orders/{key}", get(show::page))
        .route("/orders/{key}/payment", post(pay::open))
        .route("/orders/{key}/cancellation", post(show::cancel))
        .route("/orders/{key}/refund", post(show::refund))
        .route("/payments/stripe", post(pay::news))
        .route("/service-centre/orders", get(desk::page))
        .route(
            "/service-centre/orders/{key}",
            get(decide::page).post(decide::decide),
        )
}
