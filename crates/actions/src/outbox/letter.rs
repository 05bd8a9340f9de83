//! Every kind of letter with the facts that it tells. No Contract ID is ever among them: the letter that delivers one
//! names the contract, and the ID is opened when it is rendered.

use std::collections::BTreeMap;

use domain::account::Notice;
use serde::{Deserialize, Serialize};

use super::contract::{AboutContract, ContractNews};

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
        plan: BTreeMap<String, String>,
        /// The ledger entry.
        entry: i64,
        /// Units left, or nothing where the contract is unlimited.
        left: Option<i64>,
        /// The description as it was written.
        description: String,
    },
    /// An engineer has answered.
    Answered(Told),
    /// An engineer asks, and the request closes without an answer.
    WaitingForYou {
        /// What every letter about a request tells.
        #[serde(flatten)]
        told: Told,
        /// When it closes.
        closes: i64,
    },
    /// The request closes soon for want of an answer.
    ClosesSoon {
        /// What every letter about a request tells.
        #[serde(flatten)]
        told: Told,
        /// When it closes.
        closes: i64,
    },
    /// The request was closed.
    Closed {
        /// What every letter about a request tells.
        #[serde(flatten)]
        told: Told,
        /// Why, as the domain's code.
        disposition: String,
        /// What it did to the unit: `charged`, `given_back`, `lapsed`, `charged_again`, `uncharged` or `nothing`.
        effect: String,
        /// Until when it can be reopened.
        reopen_until: i64,
    },
    /// A unit was given back.
    GivenBack {
        /// What every letter about a request tells.
        #[serde(flatten)]
        told: Told,
        /// Why, as the domain's code of a disposition, or `dispute`.
        reason: String,
        /// The contract's Access ID.
        access_id: String,
        /// The plan's name by language.
        plan: BTreeMap<String, String>,
        /// Units left before.
        before: Option<i64>,
        /// Units left after.
        after: Option<i64>,
        /// Whether it came too late and was written off.
        lapsed: bool,
    },
    /// The severity was changed.
    SeverityChanged {
        /// What every letter about a request tells.
        #[serde(flatten)]
        told: Told,
        /// The severity now.
        severity: String,
        /// When the first answer is due, while one is.
        due: Option<i64>,
    },
    /// The customer has written, told to the engineer.
    CustomerReplied(Told),
    /// A request was closed that was to be charged again, and nothing was left to charge; told to the engineer.
    Uncharged(Told),
    /// Something happened to a contract.
    Contract {
        /// What every letter about a contract tells.
        #[serde(flatten)]
        about: AboutContract,
        /// What happened.
        #[serde(flatten)]
        news: ContractNews,
    },
    /// Somebody asked to sign in. The link and the code are made when it is rendered, by `accounts::sign_in::secrets`.
    SignIn {
        /// The sign-in's key.
        key: String,
        /// When the link and the code stop working.
        expires: i64,
    },
    /// Somebody wants to sign in with this address instead. The code is made when it is rendered, by
    /// `accounts::email::code`.
    EmailChange {
        /// The ceremony's key.
        key: String,
        /// The new address, which the letter goes to.
        email: String,
    },
    /// The address was changed, told to the old one.
    EmailChanged {
        /// The new address.
        email: String,
    },
    /// The account is erased, told to the address it had.
    AccountDeleted,
}

/// What every letter about a request tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The request's number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Who wrote, as they are called; empty where nobody did.
    pub by: String,
    /// What was written, as Markdown; empty where nothing was.
    pub words: String,
}

impl Letter {
    /// The word its kind is stored under.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::RequestReceived { .. } => "request_received",
            Self::Answered(_) => "answered",
            Self::WaitingForYou { .. } => "waiting_for_you",
            Self::ClosesSoon { .. } => "closes_soon",
            Self::Closed { .. } => "closed",
            Self::GivenBack { .. } => "given_back",
            Self::SeverityChanged { .. } => "severity_changed",
            Self::CustomerReplied(_) => "customer_replied",
            Self::Uncharged(_) => "uncharged",
            Self::Contract { news, .. } => news.kind(),
            Self::SignIn { .. } => "sign_in",
            Self::EmailChange { .. } => "email_change",
            Self::EmailChanged { .. } => "email_changed",
            Self::AccountDeleted => "account_deleted",
        }
    }

    /// The kind of notice it is, which a person may have turned off; nothing for a letter that always goes.
    pub const fn notice(&self) -> Option<Notice> {
        match self {
            Self::Answered(_) => Some(Notice::Answers),
            Self::SeverityChanged { .. } => Some(Notice::Status),
            Self::ClosesSoon { .. } => Some(Notice::Reminders),
            _ => None,
        }
    }
}
