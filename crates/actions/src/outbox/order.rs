//! Letters about an order. Amounts are hundredths of the currency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What every letter about an order tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutOrder {
    /// The order's opaque key.
    pub order: String,
    /// What people call it.
    pub number: String,
    /// The plan's name by language.
    pub plan: BTreeMap<String, String>,
    /// How many.
    pub quantity: i64,
    /// Without tax.
    pub net: i64,
    /// The tax.
    pub tax: i64,
    /// With tax.
    pub total: i64,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// The customer's own number for it; empty where none was given.
    pub reference: String,
}

/// What happened to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum OrderNews {
    /// It was placed, to be paid by card.
    PlacedByCard,
    /// It was placed, to be paid against an invoice.
    PlacedByInvoice,
    /// What was paid is back.
    Refunded,
}

impl OrderNews {
    /// The word its kind is stored under.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::PlacedByCard | Self::PlacedByInvoice => "order_placed",
            Self::Refunded => "order_refunded",
        }
    }
}
