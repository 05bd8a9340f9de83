//! Closing, and what it does to the unit.

use super::{Case, Disposition, State};
use crate::ledger::{self, Book, Warrant};
use crate::offer::ChargeRule;
use crate::refusal::Refusal;
use crate::time::Moment;

/// What closing does to the balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeEffect {
    /// The unit stays charged, or its hold became a charge.
    Charged,
    /// The unit came back and can be used.
    GivenBack,
    /// The unit came back after the end and was written off.
    Lapsed,
    /// A unit was charged again, because it had been given back at an earlier close.
    ChargedAgain,
    /// A unit was to be charged again and none was left: nothing was charged, and the engineer is told.
    Uncharged,
    /// There was no live charge and none was made.
    Nothing,
}

impl ChargeEffect {
    /// Every effect.
    pub const ALL: [Self; 6] = [
        Self::Charged,
        Self::GivenBack,
        Self::Lapsed,
        Self::ChargedAgain,
        Self::Uncharged,
        Self::Nothing,
    ];
}

/// A closing as it is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Why.
    pub disposition: Disposition,
    /// What it did to the balance.
    pub effect: ChargeEffect,
}

/// Whether `disposition` can be chosen for the case.
pub(super) fn offered(case: &Case, disposition: Disposition) -> bool {
    match disposition {
        // Advice is about no fault.
        Disposition::ProductFault if case.is_advice() => false,
        // The services agreement charges faults of products in extended support.
        Disposition::ProductFault => !case.extended_support,
        Disposition::WithdrawnBefore => case.work_began.is_none(),
        Disposition::WithdrawnAfter | Disposition::SolvedByCustomer => case.work_began.is_some(),
        Disposition::Duplicate
        | Disposition::Courtesy
        | Disposition::Solved
        | Disposition::NoAnswer
        | Disposition::NotSolved => true,
    }
}

/// Closes the case as an engineer chooses, and settles, gives back or renews its charge in the book.
///
/// # Errors
/// [`Refusal::Closed`], [`Refusal::DispositionNotOffered`], and [`Refusal::Exhausted`] where a case that was given
/// its unit back, and then reopened, would be closed with deduction and nothing is left: the engineer chooses then.
pub fn close(
    case: &mut Case,
    disposition: Disposition,
    book: &mut Book,
    warrant: &Warrant<'_>,
) -> Result<Closing, Refusal> {
    if case.state == State::Closed {
        return Err(Refusal::Closed);
    }
    if !offered(case, disposition) {
        return Err(Refusal::DispositionNotOffered);
    }
    let effect = if disposition.deducts() {
        keep_charged(case, book, warrant)?
    } else {
        give_back(case, book, warrant)
    };
    Ok(closed(case, disposition, effect, warrant.at))
}

/// Closes the case by the customer's word, or for want of one. They have no other way to choose: where a unit would
/// be charged again and none is left, nothing is charged.
///
/// # Errors
/// As [`close`], but for [`Refusal::Exhausted`].
pub fn conclude(
    case: &mut Case,
    disposition: Disposition,
    book: &mut Book,
    warrant: &Warrant<'_>,
) -> Result<Closing, Refusal> {
    match close(case, disposition, book, warrant) {
        Err(Refusal::Exhausted) => {
            let effect = ChargeEffect::Uncharged;
            Ok(closed(case, disposition, effect, warrant.at))
        }
        decided => decided,
    }
}

fn closed(case: &mut Case, disposition: Disposition, effect: ChargeEffect, at: Moment) -> Closing {
    case.state = State::Closed;
    case.waiting = None;
    case.closed = Some((at, disposition));
    Closing {
        disposition,
        effect,
    }
}

fn keep_charged(
    case: &mut Case,
    book: &mut Book,
    warrant: &Warrant<'_>,
) -> Result<ChargeEffect, Refusal> {
    if case.is_advice() {
        return Ok(settle_minutes(case, book, warrant));
    }
    if let Some(live) = case.charge {
        case.charge = Some(ledger::settle(book, live, case.number, warrant));
        return Ok(ChargeEffect::Charged);
    }
    if case.contract.is_none() {
        return Ok(ChargeEffect::Nothing);
    }
    let again = ledger::charge(
        book,
        case.terms.unit,
        case.number,
        ChargeRule::Submit,
        warrant,
    )?;
    case.charge = Some(again);
    Ok(ChargeEffect::ChargedAgain)
}

/// Posts the minutes that were delivered and releases the rest. Minutes are drawn by the customer's approval alone:
/// where none is live, none is drawn.
fn settle_minutes(case: &mut Case, book: &mut Book, warrant: &Warrant<'_>) -> ChargeEffect {
    let Some(live) = case.charge.take() else {
        return ChargeEffect::Nothing;
    };
    let (number, rule) = (case.number, case.terms.late_credit);
    let (kept, usable) = ledger::settle_part(book, live, case.delivered, number, rule, warrant);
    case.charge = kept;
    match (kept, usable) {
        (Some(_), _) => ChargeEffect::Charged,
        (None, true) => ChargeEffect::GivenBack,
        (None, false) => ChargeEffect::Lapsed,
    }
}

fn give_back(case: &mut Case, book: &mut Book, warrant: &Warrant<'_>) -> ChargeEffect {
    let Some(live) = case.charge.take() else {
        return ChargeEffect::Nothing;
    };
    if ledger::give_back(book, live, case.number, case.terms.late_credit, warrant) {
        ChargeEffect::GivenBack
    } else {
        ChargeEffect::Lapsed
    }
}

/// What closing would do, shown before it is done: units free to use before and after, and the effect.
///
/// # Errors
/// As [`close`].
pub fn preview(
    case: &Case,
    disposition: Disposition,
    book: &Book,
    warrant: &Warrant<'_>,
) -> Result<(Option<i64>, Option<i64>, Closing), Refusal> {
    let (mut case, mut book) = (case.clone(), book.clone());
    let before = book.left(case.terms.unit, warrant.at);
    let closing = close(&mut case, disposition, &mut book, warrant)?;
    Ok((before, book.left(case.terms.unit, warrant.at), closing))
}
