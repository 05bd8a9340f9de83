//! What the customer thinks of the help, asked once it is over.

use super::{Case, Disposition};
use crate::refusal::Refusal;

/// How good the help was, from 1 (very bad) to 5 (very good).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stars(u8);

impl Stars {
    /// Every rating, the worst first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The rating that is `number` of five.
    pub fn of(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|stars| stars.number() == number)
    }

    /// Of five.
    pub const fn number(self) -> i64 {
        self.0 as i64
    }
}

impl Disposition {
    /// Whether there was help that can be rated.
    pub fn is_ratable(self) -> bool {
        self != Self::WithdrawnBefore
    }
}

/// Allows the customer to rate the help.
///
/// # Errors
/// [`Refusal::NotClosed`] while it goes on, and where it was withdrawn before there was any.
pub fn rate(case: &Case) -> Result<(), Refusal> {
    if case.closed.is_some_and(|(_, why)| why.is_ratable()) {
        Ok(())
    } else {
        Err(Refusal::NotClosed)
    }
}
