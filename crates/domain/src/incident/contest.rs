//! When a charge is questioned: a second problem inside one incident, and a disputed deduction.

use super::{Case, ChargeEffect, State};
use crate::ledger::{self, Book, Warrant};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Why a customer disputes a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispute {
    /// The product was at fault.
    ProductFault,
    /// It was the same problem as another incident.
    Duplicate,
    /// The answer did not help.
    NotSolved,
}

impl Dispute {
    /// Every ground, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::ProductFault, Self::Duplicate, Self::NotSolved];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ProductFault => "product_fault",
            Self::Duplicate => "duplicate",
            Self::NotSolved => "not_solved",
        }
    }

    /// The ground stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// A supervisor's coded decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The unit is given back.
    GiveBack,
    /// The charge stands.
    Stands,
}

impl Verdict {
    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GiveBack => "give_back",
            Self::Stands => "stands",
        }
    }
}

/// The customer disputes the charge of a closed case.
///
/// # Errors
/// [`Refusal::NotClosed`]; [`Refusal::NoCharge`] where the unit was given back; [`Refusal::AlreadyOpen`];
/// [`Refusal::ReopenOver`] once the window in which a case can be reopened is over.
pub fn dispute(case: &mut Case, at: Moment) -> Result<(), Refusal> {
    let until = case
        .reopen_until()
        .filter(|_| case.state == State::Closed)
        .ok_or(Refusal::NotClosed)?;
    if case.charge.is_none() {
        return Err(Refusal::NoCharge);
    }
    if case.disputed.is_some() {
        return Err(Refusal::AlreadyOpen);
    }
    if at >= until {
        return Err(Refusal::ReopenOver);
    }
    case.disputed = Some(at);
    Ok(())
}

/// A supervisor answers a dispute.
///
/// # Errors
/// [`Refusal::NoProposal`] where no dispute is open; [`Refusal::NoCharge`] where there is no unit to give back: then it
/// stays open.
pub fn answer_dispute(
    case: &mut Case,
    verdict: Verdict,
    book: &mut Book,
    warrant: &Warrant<'_>,
) -> Result<ChargeEffect, Refusal> {
    case.disputed.ok_or(Refusal::NoProposal)?;
    if verdict == Verdict::Stands {
        case.disputed = None;
        return Ok(ChargeEffect::Charged);
    }
    let live = case.charge.take().ok_or(Refusal::NoCharge)?;
    case.disputed = None;
    let usable = ledger::give_back(book, live, case.number, case.terms.late_credit, warrant);
    Ok(if usable {
        ChargeEffect::GivenBack
    } else {
        ChargeEffect::Lapsed
    })
}

/// An engineer proposes to handle a second problem as an incident of its own; the customer then consents to the
/// second charge, which is a submission like any other, or withdraws the second problem.
///
/// # Errors
/// [`Refusal::Closed`]; [`Refusal::AlreadyOpen`] where a proposal is waiting for an answer.
pub fn propose_split(case: &Case, proposal_open: bool) -> Result<(), Refusal> {
    if case.state == State::Closed {
        return Err(Refusal::Closed);
    }
    if proposal_open {
        Err(Refusal::AlreadyOpen)
    } else {
        Ok(())
    }
}
