//! The only ways to move units.

use super::{Account, Book, Capacity, Cause, Entry, IncidentRef, Lot, LotRef, Warrant};
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

/// The one unit that an incident has drawn and not got back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveCharge {
    /// The lot it came from.
    pub lot: LotRef,
    /// The transfer that put it where it is.
    pub seq: i64,
    /// Where it is.
    pub place: Place,
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

/// Draws one unit for `incident` from the lot that ends soonest.
///
/// # Errors
/// [`Refusal::Exhausted`] where no lot can serve at the warrant's moment.
pub fn charge(
    book: &mut Book,
    unit: Unit,
    incident: IncidentRef,
    rule: ChargeRule,
    warrant: &Warrant<'_>,
) -> Result<LiveCharge, Refusal> {
    draw(book, unit, Cause::Incident(incident), rule, warrant)
}

fn draw(
    book: &mut Book,
    unit: Unit,
    cause: Cause,
    rule: ChargeRule,
    warrant: &Warrant<'_>,
) -> Result<LiveCharge, Refusal> {
    let soonest = book
        .lots
        .iter()
        .filter(|lot| lot.can_serve(unit, warrant.at))
        .min_by_key(|lot| (lot.usable_until(), lot.lot))
        .map(|lot| (lot.lot, lot.source()));
    let (lot, from) = soonest.ok_or(Refusal::Exhausted)?;
    let place = match rule {
        ChargeRule::Submit => Place::Consumed,
        ChargeRule::Accept | ChargeRule::Resolve => Place::Held,
    };
    let entry = Entry {
        lot,
        from,
        to: place.account(),
        quantity: 1,
        cause,
        reverses: None,
    };
    let seq = book.post(entry, warrant).ok_or(Refusal::Exhausted)?;
    Ok(LiveCharge { lot, seq, place })
}

/// Makes a held unit a used one; a used one stays as it is.
pub fn settle(
    book: &mut Book,
    charge: LiveCharge,
    incident: IncidentRef,
    warrant: &Warrant<'_>,
) -> LiveCharge {
    if charge.place == Place::Consumed {
        return charge;
    }
    let entry = Entry {
        lot: charge.lot,
        from: Account::Held,
        to: Account::Consumed,
        quantity: 1,
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

/// Gives a live charge back, and writes the unit off where its lot has ended and the offer lets late credits lapse.
///
/// Returns whether the unit can be used again. A charge can be given back once: the caller forgets it, and the store
/// refuses a second transfer that reverses the same one.
pub fn give_back(
    book: &mut Book,
    charge: LiveCharge,
    incident: IncidentRef,
    rule: LateCredit,
    warrant: &Warrant<'_>,
) -> bool {
    put_back(book, charge, Cause::Incident(incident), warrant);
    let Some(lot) = book.lots.iter_mut().find(|lot| lot.lot == charge.lot) else {
        return false;
    };
    if warrant.at < lot.usable_until() {
        return true;
    }
    match rule {
        LateCredit::GraceDays(days) if days > 0 => {
            lot.grace_until = Some(warrant.at.plus_days(i64::from(days)));
            true
        }
        LateCredit::GraceDays(_) | LateCredit::Lapse => {
            lapse(book, charge.lot, incident, warrant);
            false
        }
    }
}

/// Gives a held unit back without any rule about late credits: it never left the balance for good.
pub fn release(book: &mut Book, charge: LiveCharge, incident: IncidentRef, warrant: &Warrant<'_>) {
    put_back(book, charge, Cause::Incident(incident), warrant);
}

fn put_back(book: &mut Book, charge: LiveCharge, cause: Cause, warrant: &Warrant<'_>) {
    let Some(to) = book.lot(charge.lot).map(Lot::source) else {
        return;
    };
    let entry = Entry {
        lot: charge.lot,
        from: charge.place.account(),
        to,
        quantity: 1,
        cause,
        reverses: Some(charge.seq),
    };
    let posted = book.post(entry, warrant);
    // Invariant: a reversal names a live charge, so the unit is where the charge says.
    assert!(posted.is_some(), "a live charge can be given back");
}

fn lapse(book: &mut Book, lot: LotRef, incident: IncidentRef, warrant: &Warrant<'_>) {
    if book
        .lot(lot)
        .is_some_and(|lot| lot.capacity == Capacity::Unlimited)
    {
        return;
    }
    let warrant = Warrant {
        idempotency_key: format!("{}/lapse", warrant.idempotency_key),
        ..warrant.clone()
    };
    let entry = Entry {
        lot,
        from: Account::Available,
        to: Account::WrittenOff,
        quantity: 1,
        cause: Cause::Lapse(incident),
        reverses: None,
    };
    book.post(entry, &warrant);
}

/// Moves the charge of `incident` from one contract to another, as a linked pair of transfers.
///
/// # Errors
/// [`Refusal::Exhausted`] where the other contract has nothing left; then neither book has changed.
pub fn move_charge(
    from: &mut Book,
    charge: LiveCharge,
    to: &mut Book,
    unit: Unit,
    incident: IncidentRef,
    warrant: &Warrant<'_>,
) -> Result<LiveCharge, Refusal> {
    let rule = match charge.place {
        Place::Held => ChargeRule::Resolve,
        Place::Consumed => ChargeRule::Submit,
    };
    let moved = draw(to, unit, Cause::Move(incident), rule, warrant)?;
    put_back(from, charge, Cause::Move(incident), warrant);
    Ok(moved)
}

/// Moves what is left of every lot that has ended by `at` to *expired*; doing it again finds nothing to do.
///
/// `actor` is the opaque key of the job.
pub fn expire(book: &mut Book, actor: &str, at: Moment) {
    let ended: Vec<(LotRef, i64, Moment)> = book
        .lots
        .iter()
        .filter(|lot| lot.usable_until() <= at && lot.balances.of(Account::Available) > 0)
        .map(|lot| {
            (
                lot.lot,
                lot.balances.of(Account::Available),
                lot.usable_until(),
            )
        })
        .collect();
    for (lot, quantity, until) in ended {
        let warrant = Warrant {
            actor,
            idempotency_key: format!("expiry/{}/{}", lot.0, until.0),
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

/// Adds units to a counted lot, or takes free ones away, for the reason whose digest the warrant carries.
///
/// # Errors
/// [`Refusal::AdjustmentTooLarge`] where more would be taken away than is free, or the lot does not count.
pub fn adjust(
    book: &mut Book,
    lot: LotRef,
    change: i64,
    warrant: &Warrant<'_>,
) -> Result<(), Refusal> {
    let counted = book
        .lot(lot)
        .is_some_and(|lot| lot.capacity == Capacity::Counted);
    if change == 0 || !counted {
        return Err(Refusal::AdjustmentTooLarge);
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
