//! What happens between submitting and closing.

use super::{Case, State, Waiting};
use crate::account::AccountRef;
use crate::ledger::{self, Book, Warrant};
use crate::offer::ChargeRule;
use crate::refusal::Refusal;
use crate::response::Severity;
use crate::time::Moment;

/// What an engineer sets a case to with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It goes on.
    GoOn,
    /// The customer's answer is awaited.
    WaitForCustomer,
    /// Somebody else's answer is awaited.
    WaitForVendor,
    /// The answer proposes a solution.
    ProposeSolution,
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

/// The engineer's side writes to the customer. Returns whether that is the contact which the response time runs to.
///
/// An answer that only asks for something is no contact: the clock stands still, and work has not begun.
///
/// # Errors
/// [`Refusal::Closed`]; [`Refusal::NotTaken`] where nobody has the case: whoever answers first takes it.
pub fn answer(case: &mut Case, then: Then, at: Moment) -> Result<bool, Refusal> {
    open(case)?;
    if case.engineer.is_none() {
        return Err(Refusal::NotTaken);
    }
    let is_contact = case.contacted.is_none() && then != Then::WaitForCustomer;
    if is_contact {
        case.contacted = Some(at);
        case.work_began.get_or_insert(at);
    }
    case.waiting = None;
    case.state = match then {
        Then::GoOn => State::InProgress,
        Then::WaitForVendor => State::WaitingVendor,
        Then::ProposeSolution => State::SolutionProposed,
        Then::WaitForCustomer => return Ok(await_answer(case, at)),
    };
    Ok(is_contact)
}

/// The customer's answer is awaited from now on; that is no contact.
pub(crate) fn await_answer(case: &mut Case, at: Moment) -> bool {
    case.waiting = Some(Waiting {
        since: at,
        days: case.terms.waiting_days,
        reminded: None,
    });
    case.state = State::WaitingCustomer;
    false
}

/// The customer's side writes: the waiting ends.
///
/// # Errors
/// [`Refusal::Closed`]: a closed case is reopened first.
pub fn reply(case: &mut Case) -> Result<(), Refusal> {
    open(case)?;
    case.waiting = None;
    if matches!(case.state, State::WaitingCustomer | State::SolutionProposed) {
        case.state = under_way(case);
    }
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

/// Lets a colleague begin to follow the case.
///
/// # Errors
/// [`Refusal::NotFound`] where it is closed: what is over is not offered.
pub fn follow(case: &Case) -> Result<(), Refusal> {
    open(case).map_err(|_| Refusal::NotFound)
}

/// Opens a closed case again within its window; that is no new charge, and a new contact is awaited.
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
    case.contacted = None;
    case.closed = None;
    case.state = under_way(case);
    Ok(())
}

/// The state of an open case that waits for nobody.
const fn under_way(case: &Case) -> State {
    match (case.work_began, case.engineer) {
        (Some(_), _) => State::InProgress,
        (None, Some(_)) => State::Acknowledged,
        (None, None) => State::Submitted,
    }
}

/// Whether the case is still open.
///
/// # Errors
/// [`Refusal::Closed`].
pub fn open(case: &Case) -> Result<(), Refusal> {
    if case.state == State::Closed {
        Err(Refusal::Closed)
    } else {
        Ok(())
    }
}
