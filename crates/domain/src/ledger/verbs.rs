//! The only ways to move units.

use super::{Account, Book, Capacity, Cause, Entry, Lot, LotRef, Warrant};
use crate::ids::RequestNumber;
use crate::limits;
use crate::offer::{ChargeRule, LateCredit, Unit};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Where the unit of a live charge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Set aside: the offer charges later.
    Held,
    /// Used.
    Consumed,
}

impl Place {
    const fn account(self) -> Account {
        match self {
            Self::Held => Account::Held,
            Self::Consumed => Account::Consumed,
        }
    }
}

/// What a request has drawn and not got back: an incident one unit, advice the minutes set aside for it or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveCharge {
    /// The lot it came from.
    pub lot: LotRef,
    /// The transfer that put it where it is.
    pub seq: i64,
    /// Where it is.
    pub place: Place,
    /// Units, at least one.
    pub quantity: i64,
}

/// Puts `quantity` units into a counted lot; an unlimited one needs none.
pub fn grant(book: &mut Book, lot: LotRef, quantity: i64, cause: Cause, warrant: &Warrant<'_>) {
    if book
        .lot(lot)
        .is_some_and(|lot| lot.capacity == Capacity::Counted)
    {
        let entry = Entry {
            lot,
            from: Account::Granted,
            to: Account::Available,
            quantity,
            cause,
            reverses: None,
        };
        book.post(entry, warrant);
    }
}

/// Takes an opening balance back, which the transfer `opening` put into the lot; nothing of it may have moved since.
/// Gives nothing, and changes nothing, where something has.
pub fn take_back(
    book: &mut Book,
    lot: LotRef,
    (opening, quantity): (i64, i64),
    warrant: &Warrant<'_>,
) -> Option<i64> {
    let is_untouched = book.lot(lot).is_some_and(|lot| {
        lot.balances.of(Account::Available) == quantity
            && lot.balances.of(Account::Granted) == -quantity
    });
    let entry = Entry {
        lot,
        from: Account::Available,
        to: Account::Granted,
        quantity,
        cause: Cause::Import,
        reverses: Some(opening),
    };
    is_untouched.then(|| book.post(entry, warrant)).flatten()
}

/// Draws one unit for `incident` from the lot that ends soonest.
///
/// # Errors
/// [`Refusal::Exhausted`] where no lot can serve at the warrant's moment.
pub fn charge(
    book: &mut Book,
    unit: Unit,
    incident: RequestNumber,
    rule: ChargeRule,
    warrant: &Warrant<'_>,
) -> Result<LiveCharge, Refusal> {
    let place = match rule {
        ChargeRule::Submit => Place::Consumed,
        ChargeRule::Accept | ChargeRule::Resolve => Place::Held,
    };
    let drawn = (unit, 1, place);
    draw(book, drawn, Cause::Incident(incident), warrant).ok_or(Refusal::Exhausted)
}

/// Sets `quantity` units aside for `request`, from the lot that ends soonest of those that hold as many: a live charge
/// is of one lot, so that it can be given back whole.
///
/// # Errors
/// [`Refusal::TooFewLeft`] with the most that could be set aside.
pub fn hold(
    book: &mut Book,
    unit: Unit,
    quantity: i64,
    request: RequestNumber,
    warrant: &Warrant<'_>,
) -> Result<LiveCharge, Refusal> {
    let most = book.most_at_once(unit, warrant.at);
    let drawn = (unit, quantity, Place::Held);
    draw(book, drawn, Cause::Incident(request), warrant).ok_or(Refusal::TooFewLeft {
        most: most.unwrap_or_default(),
    })
}

/// Draws units from the lot that ends soonest of those that hold as many; nothing where none does.
fn draw(
    book: &mut Book,
    (unit, quantity, place): (Unit, i64, Place),
    cause: Cause,
    warrant: &Warrant<'_>,
) -> Option<LiveCharge> {
    let (lot, from) = book
        .lots
        .iter()
        .filter(|lot| lot.can_serve_many(unit, quantity, warrant.at))
        .min_by_key(|lot| (lot.usable_until(), lot.lot))
        .map(|lot| (lot.lot, lot.source()))?;
    let entry = Entry {
        lot,
        from,
        to: place.account(),
        quantity,
        cause,
        reverses: None,
    };
    let seq = book.post(entry, warrant)?;
    Some(LiveCharge {
        lot,
        seq,
        place,
        quantity,
    })
}

/// Makes held units used ones; used ones stay as they are.
pub fn settle(
    book: &mut Book,
    charge: LiveCharge,
    incident: RequestNumber,
    warrant: &Warrant<'_>,
) -> LiveCharge {
    if charge.place == Place::Consumed {
        return charge;
    }
    let entry = Entry {
        lot: charge.lot,
        from: Account::Held,
        to: Account::Consumed,
        quantity: charge.quantity,
        cause: Cause::Incident(incident),
        reverses: None,
    };
    match book.post(entry, warrant) {
        Some(seq) => LiveCharge {
            seq,
            place: Place::Consumed,
            ..charge
        },
        None => charge,
    }
}

/// Posts `used` of the units held for `request`, and releases the rest as any credit ([`give_back`]). Used ones stay
/// as they are.
///
/// Returns what is left of the charge, and whether what was released can be used again.
pub fn settle_part(
    book: &mut Book,
    charge: LiveCharge,
    used: i64,
    request: RequestNumber,
    rule: LateCredit,
    warrant: &Warrant<'_>,
) -> (Option<LiveCharge>, bool) {
    let rest = charge.quantity - used;
    if charge.place == Place::Consumed || rest <= 0 {
        return (Some(settle(book, charge, request, warrant)), true);
    }
    let released = LiveCharge {
        quantity: rest,
        ..charge
    };
    let usable = give_back(book, released, request, rule, warrant);
    let kept = LiveCharge {
        quantity: used,
        ..charge
    };
    let posting = Warrant {
        idempotency_key: format!("{}/used", warrant.idempotency_key),
        ..warrant.clone()
    };
    let settled = (used > 0).then(|| settle(book, kept, request, &posting));
    (settled, usable)
}

/// Gives a live charge back. A unit whose lot has ended comes too late, and the offer's rule says what becomes of it:
/// it is written off, visibly, or it can be used for some days of grace.
///
/// The grace is for units that come back. What was left in the lot lapsed at its end, whether or not the expiry job
/// has come to it; and each credit has all its days, so a later one moves the end for those before it too.
///
/// Returns whether the unit can be used again. A charge can be given back once: the caller forgets it, and the store
/// refuses a second transfer that reverses the same one.
pub fn give_back(
    book: &mut Book,
    charge: LiveCharge,
    incident: RequestNumber,
    rule: LateCredit,
    warrant: &Warrant<'_>,
) -> bool {
    put_back(book, charge, Cause::Incident(incident), warrant);
    keep(book, charge, incident, rule, warrant)
}

fn put_back(book: &mut Book, charge: LiveCharge, cause: Cause, warrant: &Warrant<'_>) {
    expire(book, warrant.at);
    let entry = Entry {
        lot: charge.lot,
        from: charge.place.account(),
        to: live_lot(book, charge).source(),
        quantity: charge.quantity,
        cause,
        reverses: Some(charge.seq),
    };
    let posted = book.post(entry, warrant);
    // Invariant: a reversal names a live charge, so the unit is where the charge says.
    assert!(posted.is_some(), "a live charge can be given back");
}

/// What becomes of a unit that was just put back; returns whether it can be used again.
fn keep(
    book: &mut Book,
    charge: LiveCharge,
    incident: RequestNumber,
    rule: LateCredit,
    warrant: &Warrant<'_>,
) -> bool {
    let zone = book.zone.clone();
    let lot = live_lot(book, charge);
    if warrant.at < lot.ends || lot.capacity == Capacity::Unlimited {
        return true;
    }
    if let LateCredit::GraceDays(days @ 1..) = rule {
        let last_day = zone.date_of(warrant.at).plus_days(i32::from(days));
        lot.grace_until = lot
            .grace_until
            .max(Some(zone.start_of_day(last_day.next())));
        return true;
    }
    let warrant = Warrant {
        idempotency_key: format!("{}/lapse", warrant.idempotency_key),
        ..warrant.clone()
    };
    let entry = Entry {
        lot: charge.lot,
        from: Account::Available,
        to: Account::WrittenOff,
        quantity: charge.quantity,
        cause: Cause::Lapse(incident),
        reverses: None,
    };
    book.post(entry, &warrant);
    false
}

fn live_lot(book: &mut Book, charge: LiveCharge) -> &mut Lot {
    let lot = book.lots.iter_mut().find(|lot| lot.lot == charge.lot);
    lot.expect("a live charge is of a lot in the book")
}

/// Moves the charge of `incident` from one contract to another, as a linked pair of transfers. To the contract that
/// paid it is a credit like any other: where its lot has ended, `rule` of its offer says what becomes of the unit.
///
/// # Errors
/// [`Refusal::Exhausted`] where the other contract has nothing left; then neither book has changed.
pub fn move_charge(
    from: &mut Book,
    charge: LiveCharge,
    to: &mut Book,
    incident: RequestNumber,
    rule: LateCredit,
    warrant: &Warrant<'_>,
) -> Result<LiveCharge, Refusal> {
    let (unit, cause) = (live_lot(from, charge).unit, Cause::Move(incident));
    let drawn = (unit, charge.quantity, charge.place);
    let moved = draw(to, drawn, cause, warrant).ok_or(Refusal::Exhausted)?;
    put_back(from, charge, cause, warrant);
    keep(from, charge, incident, rule, warrant);
    Ok(moved)
}

/// In whose name lots expire: nobody's, it is the clock that does it.
pub const EXPIRY: &str = "job:expiry";

/// Moves what is left of every lot that has ended by `at` to *expired*; doing it again finds nothing to do.
pub fn expire(book: &mut Book, at: Moment) {
    let ended: Vec<(LotRef, i64)> = book
        .lots
        .iter()
        .filter(|lot| lot.usable_until() <= at)
        .map(|lot| (lot.lot, lot.balances.of(Account::Available)))
        .filter(|(_, quantity)| *quantity > 0)
        .collect();
    for (lot, quantity) in ended {
        let warrant = Warrant {
            actor: EXPIRY,
            // A lot can end more than once, each time its days of grace are over.
            idempotency_key: format!("expiry/{}", book.head.seq + 1),
            note: None,
            at,
        };
        let entry = Entry {
            lot,
            from: Account::Available,
            to: Account::Expired,
            quantity,
            cause: Cause::Expiry,
            reverses: None,
        };
        book.post(entry, &warrant);
    }
}

/// Adds units to a counted lot, or takes free ones away, for the reason whose digest the warrant carries. What has
/// lapsed is not free.
///
/// # Errors
/// [`Refusal::AdjustmentTooLarge`] where more would be taken away than is free, or the lot does not count;
/// [`Refusal::AdjustmentOver`] where more than [`limits::LOT_UNITS_MAX`] would be free.
pub fn adjust(
    book: &mut Book,
    lot: LotRef,
    change: i64,
    warrant: &Warrant<'_>,
) -> Result<(), Refusal> {
    expire(book, warrant.at);
    let counted = book
        .lot(lot)
        .filter(|lot| lot.capacity == Capacity::Counted);
    let free = counted.map(|lot| lot.balances.of(Account::Available));
    let free = free.filter(|_| change != 0);
    let free = free.ok_or(Refusal::AdjustmentTooLarge)?;
    if change > limits::LOT_UNITS_MAX.saturating_sub(free) {
        return Err(Refusal::AdjustmentOver);
    }
    let (from, to) = if change > 0 {
        (Account::Granted, Account::Available)
    } else {
        (Account::Available, Account::Granted)
    };
    let quantity = change.checked_abs().ok_or(Refusal::AdjustmentTooLarge)?;
    let entry = Entry {
        lot,
        from,
        to,
        quantity,
        cause: Cause::Adjustment,
        reverses: None,
    };
    book.post(entry, warrant)
        .map(|_| ())
        .ok_or(Refusal::AdjustmentTooLarge)
}
