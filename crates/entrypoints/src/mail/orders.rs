//! Letters about an order.

use actions::outbox::{AboutOrder, OrderNews};

use super::compose::{Composed, Desk, Part};
use crate::orders::with_number;

/// Composes a letter about an order.
pub(super) fn compose(desk: &Desk<'_>, about: &AboutOrder, news: OrderNews) -> Composed {
    let w = desk.w;
    let (number, plan) = (about.number.as_str(), desk.name(&about.plan));
    let (subject, text) = match news {
        OrderNews::PlacedByCard => (
            w.order_letter_subject(number, plan),
            w.order_letter_text_card(),
        ),
        OrderNews::PlacedByInvoice => (
            w.order_letter_subject(number, plan),
            w.order_letter_text_invoice(),
        ),
        OrderNews::Refunded => (
            w.order_letter_refunded_subject(number),
            w.order_letter_refunded_text(),
        ),
    };
    let money = |minor| w.money(minor, &about.currency);
    let mut facts = vec![
        (w.order_number(), number.to_owned()),
        (
            w.order_letter_label_what(),
            w.orders_quantity(about.quantity, plan),
        ),
        (w.order_cost_net(), money(about.net)),
        (w.order_cost_tax(), money(about.tax)),
        (w.order_cost_total(), money(about.total)),
    ];
    with_number(&w, &about.reference, &mut facts);
    let facts = facts
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value));
    let path = format!("/orders/{}", about.order);
    Composed {
        subject,
        parts: vec![
            Part::Said(text.to_owned()),
            Part::Facts(facts.collect()),
            desk.button(w.order_letter_open(), &path, |link| {
                w.order_letter_open_link(link)
            }),
        ],
        footer: w.order_letter_footer(desk.app, desk.address),
        thread: None,
        begins: false,
        calendar: None,
        off: None,
    }
}
