//! On which days what a membership brings may be usable, where somebody chooses them.

use crate::limits;
use crate::offer::{LateCredit, Offer};
use crate::refusal::Refusal;
use crate::time::{Date, Term};

/// A first and a last day.
pub type Days = (Date, Date);

/// Whether a contract of `offer` may be usable on the days that were `chosen`, in a membership of those days.
///
/// # Errors
/// [`Refusal::DaysReversed`], [`Refusal::DaysOver`] before `today`, [`Refusal::DaysOutside`] of the membership, and
/// [`Refusal::DaysTooMany`] for more than a year and the days of grace of the plan.
pub fn days_fit(chosen: Days, membership: Days, offer: &Offer, today: Date) -> Result<(), Refusal> {
    let (first, last) = chosen;
    if last < first {
        return Err(Refusal::DaysReversed);
    }
    if last < today {
        return Err(Refusal::DaysOver);
    }
    let (from, until) = membership;
    let from = from.plus_days(-limits::ACTIVATED_EARLY_DAYS);
    if first < from || until < first {
        return Err(Refusal::DaysOutside { from, until });
    }
    let grace = match offer.late_credit {
        LateCredit::Lapse => 0,
        LateCredit::GraceDays(days) => i32::from(days),
    };
    let until = Term::YEAR.last_usable_day(first).plus_days(grace);
    if until < last {
        return Err(Refusal::DaysTooMany { until });
    }
    Ok(())
}
