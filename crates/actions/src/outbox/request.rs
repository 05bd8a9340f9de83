//! Letters about a request. Instants are microseconds since 1970, UTC.

use std::collections::BTreeMap;

use domain::account::Notice;
use domain::catalog::Name;
use serde::{Deserialize, Serialize};

/// What every letter about a request tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The request's number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Who wrote or did it, as they are called; empty where nobody did.
    pub by: String,
    /// What was written, as Markdown; empty where nothing was.
    pub words: String,
    /// How many files came with it.
    pub files: i64,
}

/// What happened to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum RequestNews {
    /// It was submitted.
    Received(Received),
    /// An engineer has answered.
    Answered,
    /// An engineer has answered with what should solve it.
    SolutionProposed,
    /// An engineer asks, and the request closes without an answer.
    WaitingForYou {
        /// When it closes.
        closes: i64,
        /// The unit that then stays deducted; none where nothing is.
        deducted: Option<String>,
    },
    /// It closes soon for want of an answer.
    ClosesSoon {
        /// When it closes.
        closes: i64,
        /// The unit that then stays deducted; none where nothing is.
        deducted: Option<String>,
    },
    /// It was closed.
    Closed(Closed),
    /// A unit was given back.
    GivenBack(GivenBack),
    /// The severity was changed.
    SeverityChanged {
        /// The severity before.
        before: String,
        /// The severity now.
        severity: String,
        /// When the first answer is due, while one is.
        due: Option<i64>,
    },
    /// An engineer proposes to make a second problem a request of its own.
    SplitProposed {
        /// The title that the second request would have.
        second: String,
    },
    /// A supervisor has decided that a disputed deduction stands.
    DisputeStands,
    /// The deduction was moved to the contract it belongs on.
    ChargeMoved {
        /// The contract that had paid.
        from: NamedContract,
        /// The contract that pays now.
        to: NamedContract,
    },
    /// An engineer has estimated advice, and asks for approval.
    Estimated {
        /// Minutes of the whole engagement.
        minutes: i64,
        /// Minutes that are approved already.
        approved: Option<i64>,
        /// When it closes without an answer.
        closes: i64,
        /// The unit that then stays deducted; none where nothing is.
        deducted: Option<String>,
    },
    /// An engineer has estimated advice, told to those who are not asked to approve.
    EstimateTold {
        /// Minutes of the whole engagement.
        minutes: i64,
    },
    /// The customer has approved an estimate, told to both.
    EstimateApproved {
        /// Minutes of the whole engagement.
        minutes: i64,
        /// The contract that they are reserved on.
        contract: Option<NamedContract>,
    },
    /// The customer has declined an estimate, told to the engineer.
    EstimateDeclined {
        /// Minutes of the whole engagement.
        minutes: i64,
    },
    /// Advice was delivered.
    Delivered {
        /// Minutes delivered now.
        minutes: i64,
        /// The day on which, as in ISO 8601.
        day: String,
        /// Minutes that may still be delivered.
        left: i64,
    },
    /// The service centre has done what a program support case asks for.
    CaseWorked(CaseDeed),
    /// The customer has written, told to the engineer.
    CustomerReplied,
    /// Somebody else on the customer's side has written, told to the others.
    ColleagueReplied,
    /// It was shared with a colleague, told to the colleague.
    Shared,
    /// A colleague follows it, told to the customer's contact.
    Followed,
    /// The customer has reopened it, told to the engineer.
    Reopened,
    /// It was closed, was to be charged again, and nothing was left to charge; told to the engineer.
    Uncharged,
}

/// What was done about a program support case, as its timeline and letters tell it: no IDs, and addresses masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum CaseDeed {
    /// The IDs of the contract were sent.
    IdsSent {
        /// The masked address.
        to: String,
    },
    /// What the membership brings was activated, and the IDs were sent.
    Activated {
        /// The plans' names by language.
        plans: Vec<BTreeMap<String, String>>,
        /// The masked address.
        to: String,
    },
    /// The location was added.
    LocationAdded {
        /// What it is called.
        name: String,
    },
}

/// What the receipt of a request tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Its severity.
    pub severity: String,
    /// Whether its clock counts business hours or every hour.
    pub handling: String,
    /// Minutes of those hours until the first answer.
    pub minutes: u32,
    /// When the first answer is due.
    pub due: i64,
    /// When it was submitted.
    pub submitted: i64,
    /// The unit drawn; none where the request draws nothing.
    pub used: Option<Used>,
}

/// The unit that a submission draws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// The contract that pays.
    pub contract: NamedContract,
    /// The ledger entry.
    pub entry: i64,
    /// Whether the unit is reserved, to be deducted later.
    pub reserved: bool,
    /// Units left, or nothing where the contract is unlimited.
    pub left: Option<i64>,
}

/// What a closing tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Why, as the domain's code.
    pub disposition: String,
    /// What it did to the unit: `charged`, `given_back`, `lapsed`, `charged_again`, `uncharged` or
    /// `nothing`.
    pub effect: String,
    /// The contract that pays, where one does.
    pub contract: Option<NamedContract>,
    /// Until when it can be reopened.
    pub reopen_until: i64,
    /// Days without an answer after which it closes by itself.
    pub waiting_days: u16,
    /// Of advice: the minutes that were used, and those that were reserved and are released.
    pub minutes: Option<(i64, i64)>,
}

/// What a unit that came back tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBack {
    /// Why, as the domain's code of a disposition, or `dispute`.
    pub reason: String,
    /// The contract that it came back to.
    pub contract: Option<NamedContract>,
    /// Units left before.
    pub before: Option<i64>,
    /// Units left after.
    pub after: Option<i64>,
    /// Whether it came too late and was written off.
    pub lapsed: bool,
}

/// A contract as letters and the timeline name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedContract {
    /// Its Access ID.
    pub access_id: String,
    /// Its plan's name by language.
    pub plan: BTreeMap<String, String>,
}

impl NamedContract {
    /// The contract with that Access ID, made from an offer called `name`.
    pub fn of(access_id: &str, name: &Name) -> Self {
        Self {
            access_id: access_id.to_owned(),
            plan: Self::plan_of(name),
        }
    }

    /// A plan's name by language.
    pub fn plan_of(name: &Name) -> BTreeMap<String, String> {
        let languages = name.languages();
        languages
            .map(|(language, words)| (language.to_owned(), words.to_owned()))
            .collect()
    }
}

impl RequestNews {
    /// The word that the kind of such a letter is stored under.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Received(_) => "request_received",
            Self::Answered => "answered",
            Self::SolutionProposed => "solution_proposed",
            Self::WaitingForYou { .. } => "waiting_for_you",
            Self::ClosesSoon { .. } => "closes_soon",
            Self::Closed(_) => "closed",
            Self::GivenBack(_) => "given_back",
            Self::SeverityChanged { .. } => "severity_changed",
            Self::SplitProposed { .. } => "split_proposed",
            Self::DisputeStands => "dispute_stands",
            Self::ChargeMoved { .. } => "charge_moved",
            Self::Estimated { .. } => "estimated",
            Self::EstimateTold { .. } => "estimate_told",
            Self::EstimateApproved { .. } => "estimate_approved",
            Self::EstimateDeclined { .. } => "estimate_declined",
            Self::Delivered { .. } => "delivered",
            Self::CaseWorked(_) => "case_worked",
            Self::CustomerReplied => "customer_replied",
            Self::ColleagueReplied => "colleague_replied",
            Self::Shared => "request_shared",
            Self::Followed => "request_followed",
            Self::Reopened => "reopened",
            Self::Uncharged => "uncharged",
        }
    }

    /// The kind of notice it is, which a person may have turned off; nothing for what always goes.
    pub const fn notice(&self) -> Option<Notice> {
        match self {
            Self::Answered | Self::SolutionProposed | Self::CaseWorked(_) => Some(Notice::Answers),
            Self::SeverityChanged { .. } | Self::Delivered { .. } => Some(Notice::Status),
            Self::ClosesSoon { .. } => Some(Notice::Reminders),
            _ => None,
        }
    }
}
