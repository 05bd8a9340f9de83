//! The life of an incident: one support problem and the reasonable effort to solve it.
//!
//! `submitted → acknowledged → in progress ⇄ waiting → solution proposed → closed`, and back by reopening. Each verb
//! is a column of refusals and then the new state; the charge moves through [`crate::ledger`].

mod admit;
mod close;
mod contest;
mod life;
mod likeness;
mod rating;
mod waiting;

pub use admit::{Admission, FreeScene, Request, Scene, admit, admit_free, admit_plain};
pub use close::{ChargeEffect, Closing, close, conclude, preview};
pub use contest::{Dispute, Verdict, answer_dispute, dispute, propose_split};
pub(crate) use life::await_answer;
pub use life::{Then, answer, change_severity, follow, open, reopen, reply, take};
pub use likeness::{Problem, likeness};
pub use rating::{Stars, rate};
pub use waiting::{Overdue, Waiting};

use crate::account::AccountRef;
use crate::ids::RequestNumber;
use crate::ledger::{ContractRef, IncidentRef, LiveCharge};
use crate::offer::{ChargeRule, LateCredit, Offer, Unit};
use crate::response::{Handling, Severity};
use crate::time::Moment;

/// How somebody uses a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
    /// At home: professional support is for business use, so this leads to consumer help.
    Home,
    /// As an IT professional.
    ItProfessional,
    /// As a developer.
    Developer,
    /// As a partner.
    Partner,
}

impl Usage {
    /// Every answer, in the order they are asked.
    pub const ALL: [Self; 4] = [
        Self::Home,
        Self::ItProfessional,
        Self::Developer,
        Self::Partner,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::ItProfessional => "it_professional",
            Self::Developer => "developer",
            Self::Partner => "partner",
        }
    }

    /// The answer stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|usage| usage.code() == code)
    }
}

/// Where an incident is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nobody has seen it yet.
    Submitted,
    /// An engineer has taken it.
    Acknowledged,
    /// An engineer has made contact and works on it.
    InProgress,
    /// The customer's answer is awaited; the clock is paused.
    WaitingCustomer,
    /// Somebody else's answer is awaited.
    WaitingVendor,
    /// A solution is proposed.
    SolutionProposed,
    /// It is over, unless reopened in time.
    Closed,
}

impl State {
    /// Every state, in the order of a life.
    pub const ALL: [Self; 7] = [
        Self::Submitted,
        Self::Acknowledged,
        Self::InProgress,
        Self::WaitingCustomer,
        Self::WaitingVendor,
        Self::SolutionProposed,
        Self::Closed,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Acknowledged => "acknowledged",
            Self::InProgress => "in_progress",
            Self::WaitingCustomer => "waiting_customer",
            Self::WaitingVendor => "waiting_vendor",
            Self::SolutionProposed => "solution_proposed",
            Self::Closed => "closed",
        }
    }

    /// The state stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Why an incident was closed, which decides what becomes of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Disposition {
    /// Without deduction: a fault of the product.
    ProductFault,
    /// Without deduction: the problem has an incident already.
    Duplicate,
    /// Without deduction: withdrawn before work began.
    WithdrawnBefore,
    /// Without deduction: a courtesy.
    Courtesy,
    /// With deduction: solved.
    Solved,
    /// With deduction: the customer solved it.
    SolvedByCustomer,
    /// With deduction: withdrawn after work began.
    WithdrawnAfter,
    /// With deduction: the customer did not answer.
    NoAnswer,
    /// With deduction: it could not be solved.
    NotSolved,
}

impl Disposition {
    /// Every disposition, those without deduction first.
    pub const ALL: [Self; 9] = [
        Self::ProductFault,
        Self::Duplicate,
        Self::WithdrawnBefore,
        Self::Courtesy,
        Self::Solved,
        Self::SolvedByCustomer,
        Self::WithdrawnAfter,
        Self::NoAnswer,
        Self::NotSolved,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ProductFault => "product_fault",
            Self::Duplicate => "duplicate",
            Self::WithdrawnBefore => "withdrawn_before",
            Self::Courtesy => "courtesy",
            Self::Solved => "solved",
            Self::SolvedByCustomer => "solved_by_customer",
            Self::WithdrawnAfter => "withdrawn_after",
            Self::NoAnswer => "no_answer",
            Self::NotSolved => "not_solved",
        }
    }

    /// The disposition stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|disposition| disposition.code() == code)
    }

    /// Whether the unit stays charged.
    pub const fn deducts(self) -> bool {
        matches!(
            self,
            Self::Solved
                | Self::SolvedByCustomer
                | Self::WithdrawnAfter
                | Self::NoAnswer
                | Self::NotSolved
        )
    }
}

/// The rules of the offer that an incident was submitted under, kept with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What is charged.
    pub unit: Unit,
    /// When.
    pub charge: ChargeRule,
    /// What becomes of a late credit.
    pub late_credit: LateCredit,
    /// Days within which it may be reopened.
    pub reopen_days: u16,
    /// Days without the customer's answer after which it closes.
    pub waiting_days: u16,
}

impl Terms {
    /// The rules of `offer`.
    pub const fn of(offer: &Offer) -> Self {
        Self {
            unit: offer.unit,
            charge: offer.charge,
            late_credit: offer.late_credit,
            reopen_days: offer.reopen_days,
            waiting_days: offer.waiting_days,
        }
    }
}

/// An incident as a verb sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its row.
    pub incident: IncidentRef,
    /// What it is called in the ledger and everywhere else.
    pub number: RequestNumber,
    /// Who submitted it.
    pub reporter: AccountRef,
    /// The contract that pays; none where the request draws nothing.
    pub contract: Option<ContractRef>,
    /// The rules that hold for it.
    pub terms: Terms,
    /// Where it is in its life.
    pub state: State,
    /// The severity now.
    pub severity: Severity,
    /// The handling that was chosen at submit; see [`Case::handling`].
    pub handling_chosen: Handling,
    /// Who works on it.
    pub engineer: Option<AccountRef>,
    /// When an engineer first made contact: work began.
    pub work_began: Option<Moment>,
    /// When an engineer made contact since the clock last started, at submission or reopening.
    pub contacted: Option<Moment>,
    /// How the customer's answer is awaited, while it is.
    pub waiting: Option<Waiting>,
    /// What it has drawn and not got back.
    pub charge: Option<LiveCharge>,
    /// Minutes of advice delivered so far; nothing of an incident.
    pub delivered: i64,
    /// Whether the product was in extended support when it was submitted: then a fault of the product is charged.
    pub extended_support: bool,
    /// When it was last closed, and why.
    pub closed: Option<(Moment, Disposition)>,
    /// Since when its charge is disputed.
    pub disputed: Option<Moment>,
}

impl Case {
    /// Whether it is a request for advice: paid in minutes, as they are delivered.
    pub fn is_advice(&self) -> bool {
        self.terms.unit == Unit::Minute
    }

    /// Whether it is still to be solved: everything but closed.
    pub fn is_open(&self) -> bool {
        self.state != State::Closed
    }

    /// First instant at which it can no longer be reopened.
    pub fn reopen_until(&self) -> Option<Moment> {
        self.closed
            .map(|(at, _)| at.plus_days(i64::from(self.terms.reopen_days)))
    }

    /// How its clocks count now: severity A, always around the clock, changes nothing about what was chosen.
    pub const fn handling(&self) -> Handling {
        self.severity.handling(self.handling_chosen)
    }

    /// How it ends where the customer takes it back: free before work began, charged after.
    pub const fn withdrawal(&self) -> Disposition {
        match self.work_began {
            None => Disposition::WithdrawnBefore,
            Some(_) => Disposition::WithdrawnAfter,
        }
    }

    /// How it ends where the customer says that it is solved: by the solution that an engineer has proposed, else by
    /// the customer; before work began that is a withdrawal.
    pub const fn solution(&self) -> Disposition {
        match (self.work_began, self.state) {
            (None, _) => Disposition::WithdrawnBefore,
            (Some(_), State::SolutionProposed) => Disposition::Solved,
            (Some(_), _) => Disposition::SolvedByCustomer,
        }
    }

    /// The dispositions that can be chosen now.
    pub fn dispositions(&self) -> Vec<Disposition> {
        Disposition::ALL
            .into_iter()
            .filter(|disposition| close::offered(self, *disposition))
            .collect()
    }
}
