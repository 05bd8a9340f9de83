//! Every kind of letter with the facts that it tells. No Contract ID is ever among them: the letter that delivers one
//! names the contract, and the ID is opened when it is rendered.

use domain::account::Notice;
use serde::{Deserialize, Serialize};

use super::contract::{AboutContract, ContractNews};
use super::order::{AboutOrder, OrderNews};
use super::organisation::{AboutOrganisation, OrganisationNews};
use super::request::{RequestNews, Told};
use super::standing::StandingNews;
use super::statement::Monthly;

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
    /// Something happened to a request.
    Request {
        /// What every letter about a request tells.
        #[serde(flatten)]
        told: Told,
        /// What happened.
        #[serde(flatten)]
        news: RequestNews,
    },
    /// Something happened to a contract.
    Contract {
        /// What every letter about a contract tells.
        #[serde(flatten)]
        about: AboutContract,
        /// What happened.
        #[serde(flatten)]
        news: ContractNews,
    },
    /// Something happened at an organisation.
    Organisation {
        /// What every letter about an organisation tells.
        #[serde(flatten)]
        about: AboutOrganisation,
        /// What happened.
        #[serde(flatten)]
        news: OrganisationNews,
    },
    /// A month of somebody's contracts is over.
    Statement(Monthly),
    /// Something happened to an order.
    Order {
        /// What every letter about an order tells.
        #[serde(flatten)]
        about: AboutOrder,
        /// What happened.
        #[serde(flatten)]
        news: OrderNews,
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
    /// What the reader may do as one of the staff has changed.
    Standing {
        /// Who changed it, as they are called.
        by: String,
        /// What has changed.
        #[serde(flatten)]
        news: StandingNews,
    },
    /// A letter that an administrator sends to themselves, to see that it arrives and how it reads.
    Sample {
        /// The kind of letter with invented facts; nothing for one that says only that letters arrive.
        sample: Option<String>,
    },
}

impl Letter {
    /// The word its kind is stored under.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Request { news, .. } => news.kind(),
            Self::Contract { news, .. } => news.kind(),
            Self::Organisation { news, .. } => news.kind(),
            Self::Statement(_) => "monthly_statement",
            Self::Order { news, .. } => news.kind(),
            Self::SignIn { .. } => "sign_in",
            Self::EmailChange { .. } => "email_change",
            Self::EmailChanged { .. } => "email_changed",
            Self::AccountDeleted => "account_deleted",
            Self::Standing { news, .. } => news.kind(),
            Self::Sample { .. } => "sample",
        }
    }

    /// The kind of notice it is, which a person may have turned off; nothing for a letter that always goes.
    pub const fn notice(&self) -> Option<Notice> {
        match self {
            Self::Request { news, .. } => news.notice(),
            Self::Contract { news, .. } => news.notice(),
            Self::Statement(_) => Some(Notice::Statements),
            _ => None,
        }
    }
}
