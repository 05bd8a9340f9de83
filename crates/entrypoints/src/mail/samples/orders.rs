//! Samples of letters about an order.

use actions::outbox::{AboutOrder, Letter, OrderNews};

/// Every letter about an order of `plan`.
pub(super) fn letters(plan: std::collections::BTreeMap<String, String>) -> Vec<Letter> {
    let about = |reference: &str| AboutOrder {
        order: "r_7f3k9qxw2m0000000000000000".to_owned(),
        number: "7F3K9-QXW2M".to_owned(),
        plan: plan.clone(),
        quantity: 2,
        net: 3_990_000,
        tax: 997_550,
        total: 4_987_550,
        currency: "SEK".to_owned(),
        reference: reference.to_owned(),
    };
    let letter = |reference, news| Letter::Order {
        about: about(reference),
        news,
    };
    vec![
        letter("", OrderNews::PlacedByCard),
        letter("PO 4711", OrderNews::PlacedByInvoice),
        letter("PO 4711", OrderNews::Refunded),
    ]
}
