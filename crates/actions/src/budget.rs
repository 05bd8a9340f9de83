//! Budgets of attempts, kept in the database so that no restart and no second node refills them.
//!
//! An attempt is charged before it is made, and credited where it turns out to be right: who only guesses pays for
//! each guess, however many at once.

use domain::refusal::Refusal;
use domain::time::{Moment, Span};
use store::{Fault, Tx, params};

/// Buckets that a window is counted in; one more is looked at, so that no span as long as the window holds more.
const BUCKETS: i64 = 12;

/// Charges a bucket; its row is locked from here to the commit.
const CHARGE: &str = "
    INSERT INTO budget (subject, bucket, spent, expires_at) VALUES ($1, $2, 1, $3)
    ON CONFLICT (subject, bucket) DO UPDATE SET spent = budget.spent + 1";

/// Gives one charge of a bucket back.
const CREDIT: &str =
    "UPDATE budget SET spent = spent - 1 WHERE subject = $1 AND bucket = $2 AND spent > 0";

/// What is spent in the buckets that still count, oldest first.
const SPENT: &str = "
    SELECT bucket, spent FROM budget WHERE subject = $1 AND bucket >= $2 AND spent > 0 ORDER BY bucket";

const SWEEP: &str = "DELETE FROM budget WHERE expires_at <= $1";

/// The time in which a budget may be spent once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window(Span);

impl Window {
    /// An hour.
    pub const HOUR: Self = Self(Span::hours(1));
    /// A day of 24 hours.
    pub const DAY: Self = Self(Span::hours(24));

    /// So many seconds: a budget of `n` in `n` seconds is one a second with a burst of `n`.
    pub const fn seconds(seconds: i64) -> Self {
        Self(Span::seconds(seconds))
    }

    const fn bucket_length(self) -> i64 {
        self.0.0 / BUCKETS
    }

    const fn bucket(self, at: Moment) -> i64 {
        at.0.div_euclid(self.bucket_length())
    }

    /// One subject may have an hour's and a day's budget.
    fn subject(self, subject: &str) -> String {
        format!("{subject}/{}", self.0.0 / 1_000_000)
    }
}

/// What came of asking for an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spending {
    /// The attempt is paid for.
    Within,
    /// The budget is spent, and nothing more was charged.
    Over {
        /// Whole minutes until something of it is free again, at least 1.
        minutes: i64,
    },
}

impl Spending {
    /// Refuses where the budget is spent. The charge of an attempt that is refused by something later has to be
    /// committed: answer that with `Ok(Err(refusal))`.
    pub const fn or_refuse(self) -> Result<(), Refusal> {
        match self {
            Self::Within => Ok(()),
            Self::Over { minutes } => Err(Refusal::TooManyAttempts { minutes }),
        }
    }
}

/// Charges `subject` one attempt, of which `limit` are allowed in any `window`.
///
/// `subject` names what is counted and for whom, as `pair/account/12`.
pub(crate) fn spend(
    tx: &mut Tx<'_>,
    subject: &str,
    window: Window,
    limit: u32,
    at: Moment,
) -> Result<Spending, Fault> {
    let subject = &window.subject(subject);
    let expires = Moment((window.bucket(at) + 1) * window.bucket_length()) + window.0;
    tx.execute(CHARGE, params![subject, window.bucket(at), expires.0])?;
    // Read after the charge: another node's charge of the same bucket is committed by now, or waits for ours.
    let over = over(tx, subject, window, limit, at)?;
    if over != Spending::Within {
        tx.execute(CREDIT, params![subject, window.bucket(at)])?;
    }
    Ok(over)
}

/// Gives back what [`spend`] charged at the same instant, where it answered [`Spending::Within`].
pub(crate) fn credit(
    tx: &mut Tx<'_>,
    subject: &str,
    window: Window,
    at: Moment,
) -> Result<(), Fault> {
    let subject = &window.subject(subject);
    tx.execute(CREDIT, params![subject, window.bucket(at)])
        .map(|_| ())
}

/// Drops what no longer counts.
pub(crate) fn sweep(tx: &mut Tx<'_>, at: Moment) -> Result<u64, Fault> {
    tx.execute(SWEEP, params![at.0])
}

/// Over where the buckets that count hold more than `limit`.
fn over(
    tx: &Tx<'_>,
    subject: &String,
    window: Window,
    limit: u32,
    at: Moment,
) -> Result<Spending, Fault> {
    let oldest = window.bucket(at) - BUCKETS;
    let spent: Vec<(i64, i64)> = tx.rows(SPENT, params![subject, oldest], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let mut excess = spent.iter().map(|(_, spent)| spent).sum::<i64>() - i64::from(limit);
    if excess <= 0 {
        return Ok(Spending::Within);
    }
    // The oldest bucket whose leaving makes room.
    let leaving = spent.iter().find(|(_, spent)| {
        excess -= spent;
        excess <= 0
    });
    let (bucket, _) = leaving.ok_or_else(|| Fault::other("a budget of nothing"))?;
    let free = Moment((bucket + BUCKETS + 1) * window.bucket_length());
    Ok(Spending::Over {
        minutes: (free - at).as_minutes() + 1,
    })
}

#[cfg(test)]
mod tests {
    use domain::time::Moment;
    use store::{Fault, on_both_engines};

    use super::{Spending, Window, credit, spend, sweep};
    use crate::MIGRATIONS;

    const START: Moment = Moment(1_795_000_000_000_000);

    on_both_engines! { MIGRATIONS;
        async fn any_hour_holds_no_more_than_the_limit(world) {
            let attempts: Vec<Moment> = (0..600).map(|minute| START.plus_minutes(minute)).collect();
            let paid = world.store.write(move |tx| {
                let mut paid = Vec::new();
                for at in attempts {
                    if spend(tx, "mail/a", Window::HOUR, 3, at)? == Spending::Within {
                        paid.push(at);
                    }
                }
                Ok::<_, Fault>(paid)
            }).await.unwrap();
            assert!(paid.len() >= 24, "{} in ten hours", paid.len());
            assert!(paid.windows(4).all(|four| four[3] - four[0] >= domain::time::Span::hours(1)));
        }

        async fn a_credit_makes_room_and_a_refusal_costs_nothing(world) {
            world.store.write(|tx| {
                let hour = Window::HOUR;
                assert_eq!(spend(tx, "pair/1", hour, 1, START)?, Spending::Within);
                for _ in 0..5 {
                    assert_ne!(spend(tx, "pair/1", hour, 1, START)?, Spending::Within);
                }
                assert_eq!(spend(tx, "pair/2", hour, 1, START)?, Spending::Within);
                assert_eq!(spend(tx, "pair/1", Window::DAY, 1, START)?, Spending::Within);
                credit(tx, "pair/1", hour, START)?;
                assert_eq!(spend(tx, "pair/1", hour, 1, START)?, Spending::Within);
                Ok::<_, Fault>(())
            }).await.unwrap();
        }

        async fn the_wait_that_is_told_is_long_enough_and_not_much_longer(world) {
            world.store.write(|tx| {
                spend(tx, "pair/1", Window::HOUR, 1, START)?;
                let Spending::Over { minutes } = spend(tx, "pair/1", Window::HOUR, 1, START)? else {
                    panic!("the second of one");
                };
                assert!((60..=66).contains(&minutes), "{minutes}");
                let then = START.plus_minutes(minutes);
                assert_eq!(spend(tx, "pair/1", Window::HOUR, 1, then)?, Spending::Within);
                Ok::<_, Fault>(())
            }).await.unwrap();
        }

        async fn what_no_longer_counts_is_swept(world) {
            world.store.write(|tx| {
                spend(tx, "pair/1", Window::HOUR, 1, START)?;
                assert_eq!(sweep(tx, START.plus_minutes(59))?, 0);
                assert_eq!(sweep(tx, START.plus_minutes(70))?, 1);
                Ok::<_, Fault>(())
            }).await.unwrap();
        }
    }
}
