//! The monthly letter about the contracts that somebody owns.

use serde::{Deserialize, Serialize};

use super::AboutContract;

/// A period of somebody's contracts. Days are `YYYY-MM-DD`, of each contract's own zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Monthly {
    /// First day.
    pub from: String,
    /// Last day, that of a month.
    pub to: String,
    /// The contracts, soonest end first.
    pub contracts: Vec<MonthlyOf>,
    /// Contracts that this letter has no room for.
    pub more: i64,
}

/// What happened to one contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyOf {
    /// The contract.
    #[serde(flatten)]
    pub about: AboutContract,
    /// What it counts.
    pub unit: String,
    /// Its balance; nothing where it is unlimited.
    pub balance: Option<Balance>,
    /// Units used, less those given back.
    pub used: i64,
    /// Last usable day.
    pub last_day: String,
}

/// A balance and its movements by kind. The opening balance and the movements make the closing one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Units free to use at the beginning.
    pub opening: i64,
    /// Put in.
    pub granted: i64,
    /// Used or set aside, below zero.
    pub used: i64,
    /// Given back.
    pub given_back: i64,
    /// Lapsed, below zero.
    pub lapsed: i64,
    /// Adjusted, or moved between contracts.
    pub adjusted: i64,
    /// Units free to use at the end.
    pub closing: i64,
    /// What lapses next, and its last usable day.
    pub next_expiry: Option<(i64, String)>,
}
