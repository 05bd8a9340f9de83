//! What happens between submitting and closing.

use super::{Case, State};
use crate::account::AccountRef;
use crate::ledger::{self, Book, Warrant};
use crate::offer::ChargeRule;
use crate::refusal::Refusal;
use crate::response::Severity;
use crate::time::Moment;

/// Who speaks in the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The reporter or somebody on the case.
    Customer,
    /// The vendor's engineer.
    Engineer(AccountRef),
}

/// An engineer takes the case; where the offer charges on acceptance, the held unit is charged now.
///
/// # Errors
/// [`Refusal::Closed`], and [`Refusal::AlreadyTaken`] with the holder's name where somebody was faster.
pub fn take(
    case: &mut Case,
    engineer: AccountRef,
    holder: &str,
    book: &mut Book,
    warrant: &Warrant<'_>,
) -> Result<(), Refusal> {
    open(case)?;
    match case.engineer {
        Some(other) if other != engineer => {
            return Err(Refusal::AlreadyTaken {
                by: holder.to_owned(),
            });
        }
        Some(_) => return Ok(()),
        None => case.engineer = Some(engineer),
    }
    if case.state == State::Submitted {
        case.state = State::Acknowledged;
    }
    if let (ChargeRule::Accept, Some(live)) = (case.terms.charge, case.charge) {
        case.charge = Some(ledger::settle(book, live, case.number, warrant));
    }
    Ok(())
}

/// Somebody writes to the other side. An engineer's first reply is the contact that the response time runs to; a
/// customer's reply ends the waiting. Returns whether it was that first contact.
///
/// # Errors
/// [`Refusal::Closed`]: a closed case is reopened first.
pub fn reply(case: &mut Case, voice: Voice, at: Moment) -> Result<bool, Refusal> {
    open(case)?;
    match voice {
        Voice::Customer => {
            if matches!(case.state, State::WaitingCustomer | State::SolutionProposed) {
                case.state = State::InProgress;
            }
            Ok(false)
        }
        Voice::Engineer(engineer) => {
            let first = case.work_began.is_none();
            case.engineer.get_or_insert(engineer);
            case.work_began.get_or_insert(at);
            case.state = State::InProgress;
            Ok(first)
        }
    }
}

/// Waits for the customer or for somebody else.
///
/// # Errors
/// [`Refusal::Closed`]; [`Refusal::NotTaken`] before anybody has made contact.
pub fn wait(case: &mut Case, on_customer: bool) -> Result<(), Refusal> {
    worked(case)?;
    case.state = if on_customer {
        State::WaitingCustomer
    } else {
        State::WaitingVendor
    };
    Ok(())
}

/// Proposes a solution.
///
/// # Errors
/// As [`wait`].
pub fn propose_solution(case: &mut Case) -> Result<(), Refusal> {
    worked(case)?;
    case.state = State::SolutionProposed;
    Ok(())
}

/// Changes the severity: the customer until an engineer has the case, an engineer at any time.
///
/// # Errors
/// [`Refusal::Closed`], [`Refusal::SeverityUnchanged`], [`Refusal::SeverityLocked`], and [`Refusal::PhoneNeeded`]
/// for severity A without a telephone number.
pub fn change_severity(
    case: &mut Case,
    severity: Severity,
    phone: bool,
    by_customer: bool,
) -> Result<(), Refusal> {
    open(case)?;
    if case.severity == severity {
        return Err(Refusal::SeverityUnchanged);
    }
    if by_customer && case.engineer.is_some() {
        return Err(Refusal::SeverityLocked);
    }
    if severity == Severity::A && !phone {
        return Err(Refusal::PhoneNeeded);
    }
    case.severity = severity;
    Ok(())
}

/// Opens a closed case again within its window; that is no new charge.
///
/// # Errors
/// [`Refusal::NotClosed`]; [`Refusal::ReopenOver`], after which a new, linked incident is offered.
pub fn reopen(case: &mut Case, at: Moment) -> Result<(), Refusal> {
    let until = case
        .reopen_until()
        .filter(|_| case.state == State::Closed)
        .ok_or(Refusal::NotClosed)?;
    if at >= until {
        return Err(Refusal::ReopenOver);
    }
    case.state = if case.work_began.is_some() {
        State::InProgress
    } else {
        State::Submitted
    };
    case.closed = None;
    Ok(())
}

fn open(case: &Case) -> Result<(), Refusal> {
    if case.state == State::Closed {
        Err(Refusal::Closed)
    } else {
        Ok(())
    }
}

fn worked(case: &Case) -> Result<(), Refusal> {
    open(case)?;
    if case.work_began.is_none() {
        Err(Refusal::NotTaken)
    } else {
        Ok(())
    }
}
