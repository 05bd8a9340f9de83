//! Every kind of letter with the facts that it tells. No Contract ID is ever among them: the letter that delivers one
//! names the contract, and the ID is opened when it is rendered.

use serde::{Deserialize, Serialize};

/// Who a letter goes to, and how they read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The address.
    pub address: String,
    /// The language's code.
    pub language: String,
    /// The IANA name of the time zone that its times are given in.
    pub zone: String,
}

/// A letter's kind and facts. Instants are microseconds since 1970, UTC; days are `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// A request was submitted.
    RequestReceived {
        /// The request's number.
        number: String,
        /// Its title.
        title: String,
        /// Its severity.
        severity: String,
        /// Whether its clock counts business hours or every hour.
        handling: String,
        /// Minutes of those hours until the first answer.
        minutes: u32,
        /// When the first answer is due.
        due: i64,
        /// When it was submitted.
        submitted: i64,
        /// The contract's Access ID.
        access_id: String,
        /// The plan's name by language.
        plan: std::collections::BTreeMap<String, String>,
        /// The ledger entry.
        entry: i64,
        /// Units left, or nothing where the contract is unlimited.
        left: Option<i64>,
        /// The description as it was written.
        description: String,
    },
}

impl Letter {
    /// The word its kind is stored under.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::RequestReceived { .. } => "request_received",
        }
    }
}
