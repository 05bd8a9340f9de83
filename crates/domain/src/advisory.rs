//! Advice: how-to and design, paid in minutes that the customer approves before they are used.
//!
//! `submitted → scoped (an estimate) → approved (its minutes are held) → delivered (minutes are logged) → closed`. What
//! was delivered is posted at closing and the rest released. Minutes never become incidents, nor incidents minutes.

use crate::incident::{self, Case, State};
use crate::ledger::{self, Book, Place, Warrant};
use crate::limits;
use crate::offer::Unit;
use crate::refusal::Refusal;
use crate::time::Moment;

/// Where a request for advice is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has estimated it yet.
    Submitted,
    /// An estimate waits for the customer's answer.
    Scoped,
    /// The customer has approved, and nothing is delivered yet.
    Approved,
    /// Minutes are being delivered.
    Delivered,
    /// It is over.
    Closed,
}

/// The stage of a case, given the estimate that waits for an answer.
pub fn stage(case: &Case, estimate: Option<i64>) -> Stage {
    match () {
        () if case.state == State::Closed => Stage::Closed,
        () if estimate.is_some() => Stage::Scoped,
        () if case.delivered > 0 => Stage::Delivered,
        () if case.charge.is_some() => Stage::Approved,
        () => Stage::Submitted,
    }
}

/// Minutes that may still be delivered: those held, less those delivered.
pub fn deliverable(case: &Case) -> i64 {
    let held = case.charge.filter(|charge| charge.place == Place::Held);
    held.map_or(0, |charge| (charge.quantity - case.delivered).max(0))
}

/// Whether somebody may ask for between `least` and `most` minutes, of which `left` are on the contract.
///
/// # Errors
/// [`Refusal::RangeReversed`] for a range the wrong way round; [`Refusal::EngagementTooLong`] for no minutes and for more
/// than [`limits::ENGAGEMENT_MINUTES_MAX`]; [`Refusal::TooFewLeft`] where not even the least of them is on the contract.
pub fn ask(least: i64, most: i64, left: Option<i64>) -> Result<(), Refusal> {
    if most < least {
        return Err(Refusal::RangeReversed);
    }
    if least < 1 || most > limits::ENGAGEMENT_MINUTES_MAX {
        return Err(Refusal::EngagementTooLong);
    }
    match left {
        Some(left) if left < least => Err(Refusal::TooFewLeft { most: left }),
        _ => Ok(()),
    }
}

/// An engineer estimates the whole engagement at `minutes`, or estimates it anew; the customer is asked to approve.
/// Returns whether that is the contact which the response time runs to.
///
/// # Errors
/// [`Refusal::Closed`], [`Refusal::NotTaken`]; [`Refusal::EngagementTooLong`] for no minutes, for too many, and for
/// fewer than were delivered already.
pub fn estimate(case: &mut Case, minutes: i64, at: Moment) -> Result<bool, Refusal> {
    incident::open(case)?;
    if case.engineer.is_none() {
        return Err(Refusal::NotTaken);
    }
    if minutes < case.delivered.max(1) || minutes > limits::ENGAGEMENT_MINUTES_MAX {
        return Err(Refusal::EngagementTooLong);
    }
    let is_contact = case.contacted.is_none();
    case.contacted.get_or_insert(at);
    incident::await_answer(case, at);
    Ok(is_contact)
}

/// The customer approves the estimate of `minutes`, having seen `seen`: they are held, in place of what was held before.
///
/// # Errors
/// [`Refusal::Closed`]; [`Refusal::NoProposal`] where no estimate waits; [`Refusal::NewerMessage`] where it is another
/// by now; [`Refusal::TooFewLeft`]. Then case and book are as they were.
pub fn approve(
    case: &mut Case,
    minutes: Option<i64>,
    seen: i64,
    book: &mut Book,
    warrant: &Warrant<'_>,
) -> Result<(), Refusal> {
    incident::open(case)?;
    let minutes = minutes.ok_or(Refusal::NoProposal)?;
    if minutes != seen {
        return Err(Refusal::NewerMessage);
    }
    let mut after = book.clone();
    if let Some(before) = case.charge {
        let released = Warrant {
            idempotency_key: format!("{}/released", warrant.idempotency_key),
            ..warrant.clone()
        };
        let rule = case.terms.late_credit;
        ledger::give_back(&mut after, before, case.number, rule, &released);
    }
    let held = ledger::hold(&mut after, Unit::Minute, minutes, case.number, warrant)?;
    (*book, case.charge) = (after, Some(held));
    incident::reply(case)
}

/// The customer declines the estimate: nothing is held for it, and what was approved before stays approved.
///
/// # Errors
/// [`Refusal::Closed`], [`Refusal::NoProposal`].
pub fn decline(case: &mut Case, minutes: Option<i64>) -> Result<(), Refusal> {
    incident::open(case)?;
    minutes.ok_or(Refusal::NoProposal)?;
    incident::reply(case)
}

/// An engineer has delivered `minutes`.
///
/// # Errors
/// [`Refusal::Closed`]; [`Refusal::EngagementTooLong`] for no minutes; [`Refusal::NotApproved`] for more than the
/// customer has approved: then a higher estimate is to be approved first.
pub fn deliver(case: &mut Case, minutes: i64, at: Moment) -> Result<(), Refusal> {
    incident::open(case)?;
    if minutes < 1 {
        return Err(Refusal::EngagementTooLong);
    }
    let left = deliverable(case);
    if minutes > left {
        return Err(Refusal::NotApproved { left });
    }
    case.delivered += minutes;
    case.work_began.get_or_insert(at);
    if matches!(case.state, State::Submitted | State::Acknowledged) {
        case.state = State::InProgress;
    }
    Ok(())
}
