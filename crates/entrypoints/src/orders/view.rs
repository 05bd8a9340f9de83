//! An order in words, as every page shows it.

use actions::purchases::Purchase;
use domain::catalog::Catalog;
use domain::money::{Money, TaxRate};
use domain::order::{Cost, State, Way, number};
use words::Words;

/// Labels with their values.
pub(super) type Facts = Vec<(&'static str, String)>;

/// What a state is called.
pub(super) fn state(w: &Words, state: State) -> &'static str {
    match state {
        State::AwaitingPayment => w.order_state_awaiting_payment(),
        State::Paid => w.order_state_paid(),
        State::Delivered => w.order_state_delivered(),
        State::Refunding => w.order_state_refunding(),
        State::Refunded => w.order_state_refunded(),
        State::Failed => w.order_state_failed(),
    }
}

/// What a way to pay is called.
pub(super) fn way(w: &Words, way: Way) -> &'static str {
    match way {
        Way::Card => w.order_way_card(),
        Way::Invoice => w.order_way_invoice(),
    }
}

/// An amount of money.
pub(crate) fn money(w: &Words, money: Money) -> String {
    w.money(money.minor, money.currency.code())
}

/// The plan that was ordered.
pub(super) fn plan(w: &Words, catalog: &Catalog, offer: &str, version: i64) -> String {
    let found = catalog.offer(offer, version);
    found.map_or_else(
        || offer.to_owned(),
        |offer| offer.name.in_language(w.language().code()).to_owned(),
    )
}

/// The price without tax, the tax and the whole.
pub(super) fn cost(w: &Words, cost: &Cost, rate: TaxRate) -> Facts {
    vec![
        (w.order_cost_net(), money(w, cost.net)),
        (w.order_cost_tax(), self::rate(w, rate, cost.tax)),
        (w.order_cost_total(), money(w, cost.total)),
    ]
}

/// A tax with its rate: `SEK 997.50 (25%)`.
fn rate(w: &Words, rate: TaxRate, tax: Money) -> String {
    let percent = if rate.0 % 100 == 0 {
        w.percent(rate.0 / 100)
    } else {
        w.format_percent(w.decimal(rate.0, 2))
    };
    w.order_cost_tax_rate(percent, money(w, tax))
}

/// Adds the customer's own number for an order, where one was given.
pub(crate) fn with_number(w: &Words, reference: &str, facts: &mut Facts) {
    if !reference.is_empty() {
        facts.push((w.order_reference(), reference.to_owned()));
    }
}

/// Everything that an order says of itself.
pub(super) fn facts(w: &Words, catalog: &Catalog, purchase: &Purchase, placed: String) -> Facts {
    let plan = plan(w, catalog, &purchase.offer, purchase.offer_version);
    let buyer = &purchase.buyer;
    let person = if buyer.name.is_empty() {
        buyer.email.clone().unwrap_or_default()
    } else {
        buyer.name.clone()
    };
    let owner = purchase.location.as_ref();
    let mut facts = vec![
        (w.order_number(), number(&purchase.key)),
        (
            w.orders_column_order(),
            w.orders_quantity(purchase.quantity, plan),
        ),
        (w.order_placed(), placed),
        (
            w.order_customer(),
            owner.map_or(person, |(_, name)| name.clone()),
        ),
        (w.order_paid_by(), way(w, purchase.way).to_owned()),
    ];
    with_number(w, &purchase.reference, &mut facts);
    facts.extend(cost(w, &purchase.cost, purchase.tax_rate));
    facts
}
