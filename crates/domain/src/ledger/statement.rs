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
    use crate::ids::{NumberKey, RequestKind, RequestNumber};
    use crate::ledger::LotRef;

    use Account::{Available, Consumed, Expired, Granted, Held};

    const DAY: i64 = 86_400_000_000;

    fn number() -> RequestNumber {
        RequestNumber::from_counter(RequestKind::Incident, 1, &NumberKey::new([7; 32]))
    }

    fn transfer(day: i64, way: (Account, Account), quantity: i64, cause: Cause) -> Transfer {
        Transfer {
            seq: day,
            lot: LotRef(1),
            at: Moment(day * DAY),
            from: way.0,
            to: way.1,
            quantity,
            cause,
            reverses: None,
            actor: "a_1".to_owned(),
            idempotency_key: "once".to_owned(),
            note: None,
            hash: [0; 32],
        }
    }

    fn history() -> Vec<Transfer> {
        let incident = Cause::Incident(number());
        let lapse = Cause::Lapse(number());
        vec![
            transfer(1, (Granted, Available), 10, Cause::Activation),
            transfer(2, (Available, Consumed), 1, incident),
            transfer(3, (Available, Held), 2, incident),
            transfer(4, (Consumed, Available), 1, incident),
            transfer(5, (Held, Consumed), 2, incident),
            transfer(6, (Available, Granted), 3, Cause::Adjustment),
            transfer(7, (Consumed, Available), 1, lapse),
            transfer(7, (Available, Expired), 1, lapse),
            transfer(8, (Available, Expired), 5, Cause::Expiry),
        ]
    }

    fn drawn(from: i64, until: i64) -> Statement {
        statement(&history(), Moment(from * DAY), Moment(until * DAY))
    }

    #[test]
    fn a_period_holds_its_first_moment_and_not_its_last() {
        let drawn = drawn(2, 8);
        assert_eq!((drawn.opening, drawn.closing), (10, 5));
        let lines = drawn.movements.iter();
        let lines: Vec<_> = lines.map(|line| (line.change, line.balance)).collect();
        let expected = [(-1, 9), (-2, 7), (1, 8), (0, 8), (-3, 5), (1, 6), (-1, 5)];
        assert_eq!(lines, expected);
    }

    #[test]
    fn the_kinds_make_the_closing_balance_of_the_opening_one() {
        let drawn = drawn(0, 9);
        let expected = Totals {
            granted: 10,
            used: -3,
            given_back: 2,
            lapsed: -6,
            adjusted: -3,
        };
        assert_eq!(drawn.totals(), expected);
        assert_eq!((drawn.opening, drawn.closing), (0, 0));
        assert_eq!(drawn.used(), 1);
    }

    #[test]
    fn only_what_takes_a_deduction_back_and_gives_units_is_a_credit() {
        for (change, reverses, is_credit) in [
            (1, Some(2), true),
            (0, Some(2), false),
            (-1, Some(2), false),
            (1, None, false),
        ] {
            let mut transfer = transfer(1, (Held, Available), 1, Cause::Expiry);
            transfer.reverses = reverses;
            let movement = Movement {
                transfer,
                change,
                balance: 5,
            };
            assert_eq!(movement.is_credit(), is_credit, "{change} {reverses:?}");
        }
    }

    #[test]
    fn only_what_leaves_unused_lapses() {
        for (cause, change, is_lapse) in [
            (Cause::Expiry, -1, true),
            (Cause::Lapse(number()), -1, true),
            (Cause::Lapse(number()), 0, false),
            (Cause::Lapse(number()), 1, false),
            (Cause::Incident(number()), -1, false),
        ] {
            let movement = Movement {
                transfer: transfer(1, (Available, Expired), 1, cause),
                change,
                balance: 5,
            };
            assert_eq!(movement.is_lapse(), is_lapse, "{cause:?} {change}");
        }
    }
}
