//! The statement of a contract, as a bank would print it.

use super::{Account, Cause, Transfer};
use crate::time::Moment;

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The transfer as it stands in the chain.
    pub transfer: Transfer,
    /// What it did to the units free to use.
    pub change: i64,
    /// The units free to use after it.
    pub balance: i64,
}

impl Movement {
    /// Whether it gave a unit back to the balance.
    pub fn is_credit(&self) -> bool {
        self.change > 0 && self.transfer.reverses.is_some()
    }

    /// Whether units left the balance unused.
    pub fn is_lapse(&self) -> bool {
        matches!(self.transfer.cause, Cause::Expiry | Cause::Lapse(_)) && self.change < 0
    }
}

/// The movements of a half-open period with the balance before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// First instant of the period.
    pub from: Moment,
    /// First instant after the period.
    pub until: Moment,
    /// Units free to use at the beginning.
    pub opening: i64,
    /// Oldest first.
    pub movements: Vec<Movement>,
    /// Units free to use at the end.
    pub closing: i64,
}

/// Draws the statement of `[from, until)` from a contract's transfers, oldest first and complete up to `until`.
///
/// Order is the chain's, not the clock's: a transfer belongs to the period of the latest moment seen up to it, so a
/// clock that was set back neither hides a movement nor shows it twice.
pub fn statement(transfers: &[Transfer], from: Moment, until: Moment) -> Statement {
    let mut balance = 0;
    let mut opening = 0;
    let mut movements = Vec::new();
    let mut latest = Moment(i64::MIN);
    for transfer in transfers {
        latest = latest.max(transfer.at);
        if latest >= until {
            break;
        }
        let change = transfer.effect();
        balance += change;
        if latest < from {
            opening = balance;
        } else {
            movements.push(Movement {
                transfer: transfer.clone(),
                change,
                balance,
            });
        }
    }
    Statement {
        from,
        until,
        opening,
        movements,
        closing: balance,
    }
}

/// What the movements of a period did to the units free to use, by kind. Invariant: the opening balance and these make
/// the closing one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Put in: by activation, a top-up or an import.
    pub granted: i64,
    /// Used or set aside, below zero.
    pub used: i64,
    /// Given back.
    pub given_back: i64,
    /// Left unused at an end, or come back too late, below zero.
    pub lapsed: i64,
    /// Changed with a reason, or moved between contracts.
    pub adjusted: i64,
}

impl Statement {
    /// The movements by kind.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for movement in &self.movements {
            let of_kind = match movement.transfer.cause {
                Cause::Activation | Cause::TopUp | Cause::Import => &mut totals.granted,
                Cause::Expiry => &mut totals.lapsed,
                Cause::Lapse(_) if movement.is_lapse() => &mut totals.lapsed,
                Cause::Incident(_) | Cause::Lapse(_) if movement.change < 0 => &mut totals.used,
                Cause::Incident(_) | Cause::Lapse(_) => &mut totals.given_back,
                Cause::Move(_) | Cause::Adjustment => &mut totals.adjusted,
            };
            *of_kind += movement.change;
        }
        totals
    }

    /// Units used in the period, net of those given back.
    pub fn used(&self) -> i64 {
        self.movements
            .iter()
            .map(
                |movement| match (movement.transfer.from, movement.transfer.to) {
                    (Account::Consumed, _) => -movement.transfer.quantity,
                    (_, Account::Consumed) => movement.transfer.quantity,
                    _ => 0,
                },
            )
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::LotRef;

    #[test]
    fn only_what_takes_a_deduction_back_and_gives_units_is_a_credit() {
        for (change, reverses, is_credit) in [
            (1, Some(2), true),
            (0, Some(2), false),
            (-1, Some(2), false),
            (1, None, false),
        ] {
            let transfer = Transfer {
                seq: 3,
                lot: LotRef(1),
                at: Moment(0),
                from: Account::Held,
                to: Account::Available,
                quantity: 1,
                cause: Cause::Expiry,
                reverses,
                actor: "a_1".to_owned(),
                idempotency_key: "once".to_owned(),
                note: None,
                hash: [0; 32],
            };
            let movement = Movement {
                transfer,
                change,
                balance: 5,
            };
            assert_eq!(movement.is_credit(), is_credit, "{change} {reverses:?}");
        }
    }
}
