//! The ledger's invariants under any sequence of verbs.

use std::collections::BTreeSet;

use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::ledger::chain::{self, Head};
use domain::ledger::{
    self, Account, Balances, Book, Capacity, Cause, ContractRef, Flaw, LiveCharge, Lot, LotRef,
    Totals, Transfer, Warrant,
};
use domain::offer::{ChargeRule, LateCredit, Unit};
use domain::refusal::Refusal;
use domain::time::{Moment, Span, Zone};
use proptest::prelude::*;

const DAY: i64 = 86_400_000_000;

/// One thing that can be done to a contract with two lots, beside another one with one.
#[derive(Clone, Debug)]
enum Deed {
    Charge(ChargeRule),
    Hold(i64),
    Settle(usize),
    SettlePart(usize, i64, LateCredit),
    GiveBack(usize, LateCredit),
    Move(usize, LateCredit),
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
    let late = || {
        prop_oneof![
            Just(LateCredit::Lapse),
            (0_u16..40).prop_map(LateCredit::GraceDays)
        ]
    };
    let deed = prop_oneof![
        4 => rule.prop_map(Deed::Charge),
        2 => (1_i64..5).prop_map(Deed::Hold),
        1 => (0_usize..8).prop_map(Deed::Settle),
        2 => ((0_usize..8), 0_i64..5, late()).prop_map(|(which, used, late)| Deed::SettlePart(which, used, late)),
        3 => ((0_usize..8), late()).prop_map(|(which, late)| Deed::GiveBack(which, late)),
        2 => ((0_usize..8), late()).prop_map(|(which, late)| Deed::Move(which, late)),
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

/// The incident that step number `step` is about.
fn incident(step: usize) -> RequestNumber {
    let key = NumberKey::new([7; 32]);
    RequestNumber::from_counter(RequestKind::Incident, step as u64, &key)
}

fn warrant(step: usize, at: Moment) -> Warrant<'static> {
    Warrant {
        actor: "someone",
        idempotency_key: format!("step/{step}"),
        note: None,
        at,
    }
}

/// A charge that is live, and on which of the two contracts it is.
type Live = (usize, RequestNumber, LiveCharge);

fn book(number: i64, lots: Vec<Lot>) -> Book {
    let zone = Zone::named("Europe/Stockholm").expect("a zone");
    Book::new(ContractRef(number), zone, Head::genesis("contract"), lots)
}

/// Does the deeds; gives the books of the contract and of the other, and the charges that are live.
fn run(capacity: Capacity, deeds: &[Deed]) -> ([Book; 2], Vec<Live>, Moment) {
    let lots = vec![lot(1, capacity, 100), lot(2, Capacity::Counted, 200)];
    let mut books = [book(1, lots), book(2, vec![lot(3, Capacity::Counted, 150)])];
    let mut now = Moment(DAY);
    let first = |step: usize| warrant(1_000_000 + step, now);
    ledger::grant(&mut books[0], LotRef(1), 3, Cause::Activation, &first(0));
    ledger::grant(&mut books[0], LotRef(2), 2, Cause::TopUp, &first(1));
    ledger::grant(&mut books[1], LotRef(3), 2, Cause::Activation, &first(2));
    let mut live: Vec<Live> = Vec::new();
    for (step, deed) in deeds.iter().enumerate() {
        let warrant = warrant(step, now);
        match deed {
            Deed::Charge(rule) => {
                let incident = incident(step);
                let charge =
                    ledger::charge(&mut books[0], Unit::Incident, incident, *rule, &warrant);
                live.extend(charge.map(|charge| (0, incident, charge)));
            }
            Deed::Hold(quantity) => {
                let request = incident(step);
                let held =
                    ledger::hold(&mut books[0], Unit::Incident, *quantity, request, &warrant);
                live.extend(held.map(|charge| (0, request, charge)));
            }
            Deed::SettlePart(which, used, late) if !live.is_empty() => {
                let (on, request, charge) = live.remove(which % live.len());
                let used = (*used).min(charge.quantity);
                let (kept, _) =
                    ledger::settle_part(&mut books[on], charge, used, request, *late, &warrant);
                live.extend(kept.map(|charge| (on, request, charge)));
            }
            Deed::Settle(which) if !live.is_empty() => {
                let which = which % live.len();
                let (on, incident, charge) = live[which];
                live[which].2 = ledger::settle(&mut books[on], charge, incident, &warrant);
            }
            Deed::GiveBack(which, late) if !live.is_empty() => {
                let (on, incident, charge) = live.remove(which % live.len());
                ledger::give_back(&mut books[on], charge, incident, *late, &warrant);
            }
            Deed::Move(which, late) if !live.is_empty() => {
                let which = which % live.len();
                let (on, incident, charge) = live[which];
                let [one, other] = &mut books;
                let (from, to) = if on == 0 { (one, other) } else { (other, one) };
                if let Ok(moved) = ledger::move_charge(from, charge, to, incident, *late, &warrant)
                {
                    live[which] = (1 - on, incident, moved);
                }
            }
            Deed::Adjust(change) => {
                drop(ledger::adjust(&mut books[0], LotRef(2), *change, &warrant));
            }
            Deed::Expire => books.iter_mut().for_each(|book| ledger::expire(book, now)),
            Deed::Wait(days) => now = now.plus_days(*days),
            Deed::Settle(_) | Deed::SettlePart(..) | Deed::GiveBack(..) | Deed::Move(..) => {}
        }
    }
    (books, live, now)
}

/// Units that came back to a lot after its end and are still free.
fn came_late(book: &Book, lot: &Lot) -> i64 {
    book.posted
        .iter()
        .filter(|one| one.lot == lot.lot && one.at >= lot.ends && one.cause.incident().is_some())
        .map(Transfer::effect)
        .sum()
}

/// Every key that a book's transfers were made under; the store takes each once.
fn keys(book: &Book) -> BTreeSet<&str> {
    let keys = book.posted.iter().map(|one| one.idempotency_key.as_str());
    keys.collect()
}

proptest! {
    #[test]
    fn any_sequence_of_verbs_adds_up_and_verifies(deeds in deeds()) {
        let (books, live, _) = run(Capacity::Counted, &deeds);
        for (on, book) in books.iter().enumerate() {
            prop_assert_eq!(ledger::verify("contract", book.head, &book.lots, &book.posted), []);
            let used: i64 = book.lots.iter().map(|lot| lot.balances.of(Account::Held) + lot.balances.of(Account::Consumed)).sum();
            let live = live.iter().filter(|(contract, ..)| *contract == on);
            let live: i64 = live.map(|(.., charge)| charge.quantity).sum();
            prop_assert_eq!(used, live, "units in use are those of live charges");
            prop_assert_eq!(keys(book).len(), book.posted.len(), "no key is used twice");
            for lot in &book.lots {
                prop_assert_eq!(lot.balances.sum(), 0);
                prop_assert!(lot.grace_until.is_some() || came_late(book, lot) == 0, "what comes late is written off");
            }
        }
    }

    /// The naive end of grace falls in the middle of a day, or takes days from a credit that follows another.
    #[test]
    fn a_late_credit_has_all_its_days_and_ends_at_midnight(deeds in deeds(), days in 1_u16..40) {
        let (mut books, live, now) = run(Capacity::Counted, &deeds);
        for (place, (on, incident, charge)) in live.into_iter().enumerate() {
            let warrant = warrant(2_000_000 + place, now);
            ledger::give_back(&mut books[on], charge, incident, LateCredit::GraceDays(days), &warrant);
            let lot = books[on].lot(charge.lot).expect("it is there");
            prop_assert!(lot.can_serve(Unit::Incident, now));
            if let Some(grace) = lot.grace_until.filter(|_| lot.ends <= now) {
                prop_assert!(grace - now >= Span::hours(24 * i64::from(days) - 1), "clocks change by an hour");
                let zone = &books[on].zone;
                prop_assert_eq!(zone.start_of_day(zone.date_of(grace)), grace);
            }
        }
    }

    /// The naive grace revives what was left in the lot, where the expiry job is late.
    #[test]
    fn it_does_not_matter_when_the_expiry_job_runs(deeds in deeds()) {
        let often = deeds.iter().flat_map(|deed| [deed.clone(), Deed::Expire]);
        let seldom: Vec<Deed> = deeds.iter().filter(|deed| !matches!(deed, Deed::Expire)).cloned().collect();
        let (mut one, mut other) = (run(Capacity::Counted, &often.collect::<Vec<_>>()), run(Capacity::Counted, &seldom));
        for (one, other) in one.0.iter_mut().zip(&mut other.0) {
            ledger::expire(one, Moment(10_000 * DAY));
            ledger::expire(other, Moment(10_000 * DAY));
            let balances = |book: &Book| book.lots.iter().map(|lot| lot.balances).collect::<Vec<_>>();
            prop_assert_eq!(balances(one), balances(other));
        }
    }

    #[test]
    fn t10_an_unlimited_lot_never_has_anything_available(deeds in deeds()) {
        let ([book, _], ..) = run(Capacity::Unlimited, &deeds);
        prop_assert_eq!(ledger::verify("contract", book.head, &book.lots, &book.posted), []);
        prop_assert_eq!(book.lots[0].balances.of(Account::Available), 0);
        prop_assert_eq!(book.lots[0].balances.of(Account::Expired), 0);
        prop_assert_eq!(book.lots[0].grace_until, None);
    }

    #[test]
    fn a_change_to_any_field_of_any_transfer_is_found(deeds in deeds(), which in any::<prop::sample::Index>(), field in 0..9) {
        let ([book, _], ..) = run(Capacity::Counted, &deeds);
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
            7 => {
                let other = incident(1_000_000);
                transfer.cause = match transfer.cause {
                    Cause::Incident(_) => Cause::Incident(other),
                    _ => Cause::Lapse(other),
                };
            }
            _ => transfer.reverses = Some(transfer.seq + 7),
        }
        prop_assert!(!ledger::verify("contract", book.head, &book.lots, &forged).is_empty());
    }

    #[test]
    fn a_cut_tail_is_found_by_the_head(deeds in deeds()) {
        let ([book, _], ..) = run(Capacity::Counted, &deeds);
        let cut = &book.posted[..book.posted.len() - 1];
        let flaws = ledger::verify("contract", book.head, &book.lots, cut);
        let is_found = flaws.iter().any(|flaw| matches!(flaw, Flaw::Head { .. }));
        prop_assert!(is_found);
    }

    #[test]
    fn a_statement_of_any_period_carries_its_balance_on(deeds in deeds(), from in 0_i64..400, days in 0_i64..400) {
        let ([book, _], ..) = run(Capacity::Counted, &deeds);
        let (from, until) = (Moment(from * DAY), Moment((from + days) * DAY));
        let statement = ledger::statement(&book.posted, from, until);
        let moved: i64 = statement.movements.iter().map(|movement| movement.change).sum();
        prop_assert_eq!(statement.opening + moved, statement.closing);
        let Totals { granted, used, given_back, lapsed, adjusted } = statement.totals();
        prop_assert_eq!(granted + used + given_back + lapsed + adjusted, moved, "no movement is of no kind, or of two");
        prop_assert!(granted >= 0 && given_back >= 0 && used <= 0 && lapsed <= 0);
        let whole = ledger::statement(&book.posted, Moment(0), until);
        prop_assert_eq!(whole.closing, statement.closing, "the closing balance does not depend on the beginning");
    }
}

#[test]
fn the_lot_that_ends_soonest_is_used_first() {
    let ([book, _], live, _) = run(Capacity::Counted, &[Deed::Charge(ChargeRule::Submit)]);
    assert_eq!(live[0].2.lot, LotRef(1));
    assert_eq!(book.left(Unit::Incident, Moment(2 * DAY)), Some(4));
}

/// Of five minutes three are held; one is used, and the rest comes back.
#[test]
fn what_is_not_used_of_a_hold_comes_back_and_no_lot_gives_what_it_has_not() {
    let mut book = book(1, vec![lot(1, Capacity::Counted, 100)]);
    let start = warrant(1, Moment(DAY));
    ledger::grant(&mut book, LotRef(1), 5, Cause::Activation, &start);
    let (number, at) = (incident(2), warrant(2, Moment(DAY)));
    let too_many = ledger::hold(&mut book, Unit::Incident, 6, number, &at);
    assert_eq!(too_many, Err(Refusal::TooFewLeft { most: 5 }));
    let held = ledger::hold(&mut book, Unit::Incident, 3, number, &at).expect("there are five");
    assert_eq!(book.left(Unit::Incident, at.at), Some(2));
    let later = warrant(3, Moment(2 * DAY));
    let (kept, usable) = ledger::settle_part(&mut book, held, 1, number, LateCredit::Lapse, &later);
    assert!(usable);
    assert_eq!(kept.map(|kept| kept.quantity), Some(1));
    assert_eq!(book.lots[0].balances, Balances::new([-5, 4, 0, 1, 0, 0]));
    assert_eq!(
        ledger::verify("contract", book.head, &book.lots, &book.posted),
        []
    );

    let second = ledger::hold(
        &mut book,
        Unit::Incident,
        1,
        number,
        &warrant(4, Moment(3 * DAY)),
    );
    assert!(second.is_ok());
    let flaws = ledger::verify("contract", book.head, &book.lots, &book.posted);
    assert_eq!(
        flaws,
        [Flaw::Charges {
            incident: number,
            live: 2
        }],
        "one request, two live charges"
    );
}

#[test]
fn a_charge_given_back_twice_is_found_even_if_the_sums_are_right() {
    let deeds = [
        Deed::Charge(ChargeRule::Submit),
        Deed::Charge(ChargeRule::Submit),
    ];
    let ([mut book, _], live, now) = run(Capacity::Counted, &deeds);
    let (_, incident, charge) = live[0];
    for step in [10, 11] {
        let warrant = warrant(step, now);
        ledger::give_back(&mut book, charge, incident, LateCredit::Lapse, &warrant);
    }
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

/// Of three units one is charged, the lot ends, and the charge comes back before the expiry job has run.
#[test]
fn days_of_grace_are_for_the_unit_that_came_back() {
    let mut book = book(1, vec![lot(1, Capacity::Counted, 100)]);
    let start = warrant(1, Moment(DAY));
    ledger::grant(&mut book, LotRef(1), 3, Cause::Activation, &start);
    let mut charged = |number| {
        let warrant = warrant(number, Moment(DAY));
        let incident = incident(number);
        let rule = ChargeRule::Submit;
        let charge = ledger::charge(&mut book, Unit::Incident, incident, rule, &warrant);
        (incident, charge.expect("there are three"))
    };
    let (first, second) = (charged(2), charged(3));
    let late = LateCredit::GraceDays(30);
    let (noon, later) = (Moment(101 * DAY + DAY / 2), Moment(111 * DAY + DAY / 2));
    assert!(ledger::give_back(
        &mut book,
        first.1,
        first.0,
        late,
        &warrant(4, noon)
    ));
    assert_eq!(
        book.left(Unit::Incident, noon),
        Some(1),
        "the third had lapsed"
    );
    assert_eq!(book.lots[0].balances.of(Account::Expired), 1);
    assert!(ledger::give_back(
        &mut book,
        second.1,
        second.0,
        late,
        &warrant(5, later)
    ));
    let last_day = book.zone.date_of(Moment(book.lots[0].usable_until().0 - 1));
    assert_eq!(book.zone.date_of(later).days_until(last_day), 30);
}

/// The words stand in databases, exports and hashes: they never change.
#[test]
fn accounts_and_causes_are_stored_under_these_words() {
    let words = [
        "granted",
        "available",
        "held",
        "consumed",
        "expired",
        "written_off",
    ];
    for (account, word) in Account::ALL.into_iter().zip(words) {
        assert_eq!(account.code(), word);
        assert_eq!(Account::from_code(word), Some(account));
    }
    assert_eq!(Account::from_code("sold"), None);

    let number = incident(1);
    let alone = [
        (Cause::Activation, "activation"),
        (Cause::TopUp, "top_up"),
        (Cause::Import, "import"),
        (Cause::Expiry, "expiry"),
        (Cause::Adjustment, "adjustment"),
    ];
    for (cause, word) in alone {
        assert_eq!((cause.code(), cause.incident()), (word, None));
        assert_eq!(Cause::from_code(word, None), Some(cause));
        assert_eq!(Cause::from_code(word, Some(number)), None);
    }
    let about = [
        (Cause::Incident(number), "incident"),
        (Cause::Lapse(number), "lapse"),
        (Cause::Move(number), "move"),
    ];
    for (cause, word) in about {
        assert_eq!((cause.code(), cause.incident()), (word, Some(number)));
        assert_eq!(Cause::from_code(word, Some(number)), Some(cause));
        assert_eq!(Cause::from_code(word, None), None);
    }
}

#[test]
fn balances_tell_each_account_and_their_sum() {
    let balances = Balances::new([-9, 1, 2, 3, 4, 5]);
    assert_eq!(
        Account::ALL.map(|account| balances.of(account)),
        balances.amounts()
    );
    assert_eq!(balances.amounts(), [-9, 1, 2, 3, 4, 5]);
    assert_eq!(balances.sum(), 6);
}

#[test]
fn a_lot_serves_its_unit_from_its_first_instant_until_its_last_while_something_is_left() {
    let full = Lot {
        starts: Moment(DAY),
        balances: Balances::new([-1, 1, 0, 0, 0, 0]),
        ..lot(1, Capacity::Counted, 100)
    };
    let serves = |lot: &Lot, at| lot.can_serve(Unit::Incident, Moment(at));
    assert!(!serves(&full, DAY - 1));
    assert!(serves(&full, DAY) && serves(&full, 100 * DAY - 1));
    assert!(!serves(&full, 100 * DAY));
    assert!(!full.can_serve(Unit::Minute, Moment(DAY)));
    let empty = Lot {
        balances: Balances::default(),
        ..full.clone()
    };
    assert!(!serves(&empty, DAY));
    assert!(serves(
        &Lot {
            capacity: Capacity::Unlimited,
            ..empty
        },
        DAY
    ));
}

#[test]
fn a_transfer_tells_what_it_does_to_what_is_free_to_use() {
    let ([book, _], ..) = run(Capacity::Counted, &[Deed::Charge(ChargeRule::Submit)]);
    let effects: Vec<i64> = book.posted.iter().map(Transfer::effect).collect();
    assert_eq!(effects.last(), Some(&-1));
    assert!(effects[0] > 0, "{effects:?}");
    assert_eq!(ledger::effect(Account::Held, Account::Consumed, 3), 0);
    assert_eq!(ledger::effect(Account::Held, Account::Available, 3), 3);
}

/// The naive taking back asks only what is left: one unit used and one granted again look the same.
#[test]
fn an_opening_balance_is_taken_back_only_while_nothing_of_it_has_moved() {
    let now = Moment(DAY);
    let opened = || {
        let mut book = book(1, vec![lot(1, Capacity::Counted, 100)]);
        ledger::grant(&mut book, LotRef(1), 5, Cause::Import, &warrant(0, now));
        book
    };
    let left = |book: &Book| {
        let balances = book.lot(LotRef(1)).expect("it has one").balances;
        (
            balances.of(Account::Available),
            balances.of(Account::Granted),
        )
    };
    let mut untouched = opened();
    let taken = ledger::take_back(&mut untouched, LotRef(1), (1, 5), &warrant(1, now));
    assert_eq!(taken, Some(2));
    assert_eq!(left(&untouched), (0, 0));
    assert_eq!(untouched.posted.last().expect("posted").reverses, Some(1));
    let mut used = opened();
    let rule = ChargeRule::Submit;
    ledger::charge(
        &mut used,
        Unit::Incident,
        incident(1),
        rule,
        &warrant(1, now),
    )
    .expect("a unit is left");
    for quantity in [5, 4] {
        let opening = (1, quantity);
        let taken = ledger::take_back(&mut used, LotRef(1), opening, &warrant(2, now));
        assert_eq!(taken, None, "{quantity}");
    }
    assert_eq!(left(&used), (4, -5));
    let nowhere = ledger::take_back(&mut used, LotRef(9), (1, 5), &warrant(3, now));
    assert_eq!(nowhere, None);
}

#[test]
fn an_adjustment_adds_up_to_the_limit_and_takes_what_is_free() {
    let now = Moment(DAY);
    let most = domain::limits::LOT_UNITS_MAX;
    for (change, expected) in [
        (2, Ok(7)),
        (-5, Ok(0)),
        (most - 5, Ok(most)),
        (0, Err(Refusal::AdjustmentTooLarge)),
        (-6, Err(Refusal::AdjustmentTooLarge)),
        (most - 4, Err(Refusal::AdjustmentOver)),
        (i64::MAX, Err(Refusal::AdjustmentOver)),
        (i64::MIN, Err(Refusal::AdjustmentTooLarge)),
    ] {
        let mut book = book(1, vec![lot(1, Capacity::Counted, 100)]);
        ledger::grant(&mut book, LotRef(1), 5, Cause::Import, &warrant(0, now));
        let adjusted = ledger::adjust(&mut book, LotRef(1), change, &warrant(1, now));
        let free = book.lot(LotRef(1)).expect("it has one").balances;
        let free = free.of(Account::Available);
        assert_eq!(free, expected.clone().unwrap_or(5), "{change}");
        assert_eq!(adjusted, expected.map(|_| ()), "{change}");
    }
}

/// The chain anew over what was changed: as somebody would who can write to the database.
fn forged(transfers: &[Transfer]) -> (Vec<Transfer>, Head) {
    let mut head = Head::genesis("contract");
    let mut forged = transfers.to_vec();
    for transfer in &mut forged {
        transfer.hash = chain::link(&head.hash, transfer);
        head = Head {
            seq: transfer.seq,
            hash: transfer.hash,
        };
    }
    (forged, head)
}

#[test]
fn what_was_changed_is_found_though_the_chain_was_made_anew() {
    let now = Moment(DAY);
    let lots = vec![
        lot(1, Capacity::Counted, 100),
        lot(2, Capacity::Counted, 200),
    ];
    let mut book = book(1, lots);
    ledger::grant(&mut book, LotRef(1), 3, Cause::Activation, &warrant(0, now));
    let number = incident(1);
    let rule = ChargeRule::Submit;
    let charge = ledger::charge(&mut book, Unit::Incident, number, rule, &warrant(1, now))
        .expect("a unit is left");
    ledger::give_back(
        &mut book,
        charge,
        number,
        LateCredit::Lapse,
        &warrant(2, now),
    );
    assert_eq!(book.posted[2].reverses, Some(2));
    let found = |change: &dyn Fn(&mut Transfer)| {
        let mut transfers = book.posted.clone();
        change(&mut transfers[2]);
        let (transfers, head) = forged(&transfers);
        ledger::verify("contract", head, &book.lots, &transfers)
    };
    assert_eq!(found(&|_| ()), []);
    let gap = Flaw::Gap {
        expected: 3,
        found: 5,
    };
    assert_eq!(found(&|last| last.seq = 5), [gap]);
    let foreign = Flaw::Reversal { seq: 3 };
    assert!(found(&|last| last.lot = LotRef(2)).contains(&foreign));
    assert!(found(&|last| last.from = Account::Held).contains(&foreign));
    assert!(found(&|last| last.quantity = 2).contains(&foreign));
    assert!(found(&|last| last.cause = Cause::Incident(incident(2))).contains(&foreign));
    let nothing = Flaw::Negative { seq: 3 };
    assert!(found(&|last| last.quantity = 0).contains(&nothing));
    let (stored, computed) = (Balances::new([-3, 2, 0, 1, 0, 0]), book.lots[0].balances);
    book.lots[0].balances = stored;
    let flaws = ledger::verify("contract", book.head, &book.lots, &book.posted);
    let lot = LotRef(1);
    let differs = Flaw::Balance {
        lot,
        stored,
        computed,
    };
    assert_eq!(flaws, [differs]);
}
