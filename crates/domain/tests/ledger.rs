//! The ledger's invariants under any sequence of verbs.

use domain::ledger::chain::Head;
use domain::ledger::{
    self, Account, Balances, Book, Capacity, Cause, ContractRef, Flaw, IncidentRef, LiveCharge,
    Lot, LotRef, Warrant,
};
use domain::offer::{ChargeRule, LateCredit, Unit};
use domain::time::Moment;
use proptest::prelude::*;

const DAY: i64 = 86_400_000_000;

/// One thing that can be done to a contract with two lots.
#[derive(Clone, Debug)]
enum Deed {
    Charge(ChargeRule),
    Settle(usize),
    GiveBack(usize, LateCredit),
    Adjust(i64),
    Expire,
    Wait(i64),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let rule = prop_oneof![
        Just(ChargeRule::Submit),
        Just(ChargeRule::Accept),
        Just(ChargeRule::Resolve)
    ];
    let late = prop_oneof![
        Just(LateCredit::Lapse),
        (0_u16..40).prop_map(LateCredit::GraceDays)
    ];
    let deed = prop_oneof![
        4 => rule.prop_map(Deed::Charge),
        1 => (0_usize..8).prop_map(Deed::Settle),
        3 => ((0_usize..8), late).prop_map(|(which, late)| Deed::GiveBack(which, late)),
        1 => (-3_i64..4).prop_map(Deed::Adjust),
        1 => Just(Deed::Expire),
        2 => (1_i64..60).prop_map(Deed::Wait),
    ];
    prop::collection::vec(deed, 0..60)
}

fn lot(number: i64, capacity: Capacity, ends: i64) -> Lot {
    Lot {
        lot: LotRef(number),
        unit: Unit::Incident,
        capacity,
        starts: Moment(0),
        ends: Moment(ends * DAY),
        grace_until: None,
        balances: Balances::default(),
    }
}

fn warrant(step: usize, at: Moment) -> Warrant<'static> {
    Warrant {
        actor: "someone",
        idempotency_key: format!("step/{step}"),
        note: None,
        at,
    }
}

/// Does the deeds; gives the book and the charges that are live.
fn run(capacity: Capacity, deeds: &[Deed]) -> (Book, Vec<(IncidentRef, LiveCharge)>) {
    let lots = vec![lot(1, capacity, 100), lot(2, Capacity::Counted, 200)];
    let mut book = Book::new(ContractRef(1), Head::genesis("contract"), lots);
    let mut now = Moment(DAY);
    ledger::grant(
        &mut book,
        LotRef(1),
        3,
        Cause::Activation,
        &warrant(1_000_000, now),
    );
    ledger::grant(
        &mut book,
        LotRef(2),
        2,
        Cause::TopUp,
        &warrant(1_000_001, now),
    );
    let mut live: Vec<(IncidentRef, LiveCharge)> = Vec::new();
    for (step, deed) in deeds.iter().enumerate() {
        let warrant = warrant(step, now);
        match deed {
            Deed::Charge(rule) => {
                let incident = IncidentRef(step as i64 + 1);
                if let Ok(charge) =
                    ledger::charge(&mut book, Unit::Incident, incident, *rule, &warrant)
                {
                    live.push((incident, charge));
                }
            }
            Deed::Settle(which) if !live.is_empty() => {
                let which = which % live.len();
                let (incident, charge) = live[which];
                live[which].1 = ledger::settle(&mut book, charge, incident, &warrant);
            }
            Deed::GiveBack(which, late) if !live.is_empty() => {
                let (incident, charge) = live.remove(which % live.len());
                ledger::give_back(&mut book, charge, incident, *late, &warrant);
            }
            Deed::Adjust(change) => drop(ledger::adjust(&mut book, LotRef(2), *change, &warrant)),
            Deed::Expire => ledger::expire(&mut book, "job:expiry", now),
            Deed::Wait(days) => now = now.plus_days(*days),
            Deed::Settle(_) | Deed::GiveBack(..) => {}
        }
    }
    (book, live)
}

proptest! {
    #[test]
    fn any_sequence_of_verbs_adds_up_and_verifies(deeds in deeds()) {
        let (book, live) = run(Capacity::Counted, &deeds);
        prop_assert_eq!(ledger::verify("contract", book.head, &book.lots, &book.posted), []);
        let held: i64 = book.lots.iter().map(|lot| lot.balances.of(Account::Held) + lot.balances.of(Account::Consumed)).sum();
        prop_assert_eq!(held, live.len() as i64, "units in use are those of live charges");
        for lot in &book.lots {
            prop_assert_eq!(lot.balances.sum(), 0);
        }
    }

    #[test]
    fn t10_an_unlimited_lot_never_has_anything_available(deeds in deeds()) {
        let (book, _) = run(Capacity::Unlimited, &deeds);
        prop_assert_eq!(ledger::verify("contract", book.head, &book.lots, &book.posted), []);
        prop_assert_eq!(book.lots[0].balances.of(Account::Available), 0);
        prop_assert_eq!(book.lots[0].balances.of(Account::Expired), 0);
    }

    #[test]
    fn a_change_to_any_field_of_any_transfer_is_found(deeds in deeds(), which in any::<prop::sample::Index>(), field in 0..8) {
        let (book, _) = run(Capacity::Counted, &deeds);
        let mut forged = book.posted.clone();
        let transfer = which.index(book.posted.len());
        let transfer = &mut forged[transfer];
        match field {
            0 => transfer.quantity += 1,
            1 => transfer.at = Moment(transfer.at.0 + 1),
            2 => transfer.actor.push('x'),
            3 => transfer.idempotency_key.push('x'),
            4 => transfer.lot = LotRef(3 - transfer.lot.0),
            5 => std::mem::swap(&mut transfer.from, &mut transfer.to),
            6 => transfer.note = Some([9; 32]),
            _ => transfer.reverses = Some(transfer.seq + 7),
        }
        prop_assert!(!ledger::verify("contract", book.head, &book.lots, &forged).is_empty());
    }

    #[test]
    fn a_cut_tail_is_found_by_the_head(deeds in deeds()) {
        let (book, _) = run(Capacity::Counted, &deeds);
        let cut = &book.posted[..book.posted.len() - 1];
        let flaws = ledger::verify("contract", book.head, &book.lots, cut);
        let is_found = flaws.iter().any(|flaw| matches!(flaw, Flaw::Head { .. }));
        prop_assert!(is_found);
    }

    #[test]
    fn a_statement_of_any_period_carries_its_balance_on(deeds in deeds(), from in 0_i64..400, days in 0_i64..400) {
        let (book, _) = run(Capacity::Counted, &deeds);
        let (from, until) = (Moment(from * DAY), Moment((from + days) * DAY));
        let statement = ledger::statement(&book.posted, from, until);
        let moved: i64 = statement.movements.iter().map(|movement| movement.change).sum();
        prop_assert_eq!(statement.opening + moved, statement.closing);
        let whole = ledger::statement(&book.posted, Moment(0), until);
        prop_assert_eq!(whole.closing, statement.closing, "the closing balance does not depend on the beginning");
    }
}

#[test]
fn the_lot_that_ends_soonest_is_used_first() {
    let (book, live) = run(Capacity::Counted, &[Deed::Charge(ChargeRule::Submit)]);
    assert_eq!(live[0].1.lot, LotRef(1));
    assert_eq!(book.left(Unit::Incident, Moment(2 * DAY)), Some(4));
}

#[test]
fn a_charge_given_back_twice_is_found_even_if_the_sums_are_right() {
    let deeds = [
        Deed::Charge(ChargeRule::Submit),
        Deed::Charge(ChargeRule::Submit),
    ];
    let (mut book, live) = run(Capacity::Counted, &deeds);
    let (incident, charge) = live[0];
    ledger::give_back(
        &mut book,
        charge,
        incident,
        LateCredit::Lapse,
        &warrant(10, Moment(2 * DAY)),
    );
    ledger::give_back(
        &mut book,
        charge,
        incident,
        LateCredit::Lapse,
        &warrant(11, Moment(2 * DAY)),
    );
    let flaws = ledger::verify("contract", book.head, &book.lots, &book.posted);
    assert!(
        flaws
            .iter()
            .any(|flaw| matches!(flaw, Flaw::Reversal { .. }))
    );
    assert!(
        flaws
            .iter()
            .any(|flaw| matches!(flaw, Flaw::Charges { live: -1, .. }))
    );
}
