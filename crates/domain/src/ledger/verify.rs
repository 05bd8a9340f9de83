//! The proof that what the store says about a contract follows from its transfers and from nothing else.

use std::collections::BTreeMap;

use super::chain::{self, Head};
use super::{Account, Balances, Lot, LotRef, Transfer};
use crate::ids::RequestNumber;

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A place in the chain is missing or taken twice.
    Gap {
        /// The place expected.
        expected: i64,
        /// The place found.
        found: i64,
    },
    /// A transfer's hash does not follow from its fields and the one before.
    Broken {
        /// Its place.
        seq: i64,
    },
    /// The stored head is not the last transfer.
    Head {
        /// The stored place.
        stored: i64,
        /// The last place found.
        found: i64,
    },
    /// A lot's stored balances differ from what its transfers make.
    Balance {
        /// The lot.
        lot: LotRef,
        /// What is stored.
        stored: Balances,
        /// What the transfers make.
        computed: Balances,
    },
    /// An account other than *granted* went below zero on the way.
    Negative {
        /// The transfer that did it.
        seq: i64,
    },
    /// A transfer names a lot that the contract does not have.
    UnknownLot {
        /// Its place.
        seq: i64,
    },
    /// A reversal names a transfer that is not there, is reversed already, or moved something else.
    Reversal {
        /// Its place.
        seq: i64,
    },
    /// A request drew while a charge of it was live, or gave back more than it drew.
    Charges {
        /// The request.
        incident: RequestNumber,
        /// The units it had drawn and not given back then.
        live: i64,
    },
}

/// Recomputes a contract from its transfers, oldest first, and lists what differs from what is stored.
pub fn verify(contract_key: &str, head: Head, lots: &[Lot], transfers: &[Transfer]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut at = Head::genesis(contract_key);
    let mut balances: BTreeMap<LotRef, Balances> = lots
        .iter()
        .map(|lot| (lot.lot, Balances::default()))
        .collect();
    let mut reversible: BTreeMap<i64, &Transfer> = BTreeMap::new();
    let mut live: BTreeMap<RequestNumber, i64> = BTreeMap::new();

    for transfer in transfers {
        if transfer.seq != at.seq + 1 {
            flaws.push(Flaw::Gap {
                expected: at.seq + 1,
                found: transfer.seq,
            });
        }
        if chain::link(&at.hash, transfer) != transfer.hash {
            flaws.push(Flaw::Broken { seq: transfer.seq });
        }
        at = Head {
            seq: transfer.seq,
            hash: transfer.hash,
        };
        flaws.extend(replay(&mut balances, transfer));
        flaws.extend(reversal(&mut reversible, transfer));
        if let Some(incident) = transfer.cause.incident() {
            let live = live.entry(incident).or_default();
            flaws.extend(charged(incident, live, drawn(transfer)));
        }
    }

    if (at.seq, at.hash) != (head.seq, head.hash) {
        flaws.push(Flaw::Head {
            stored: head.seq,
            found: at.seq,
        });
    }
    flaws.extend(lots.iter().filter_map(|lot| differing(lot, &balances)));
    flaws
}

/// Counts what a transfer draws or gives back. Invariant: a request has at most one live charge.
fn charged(incident: RequestNumber, live: &mut i64, drawn: i64) -> Option<Flaw> {
    let is_second = drawn > 0 && *live > 0;
    *live += drawn;
    (is_second || *live < 0).then_some(Flaw::Charges {
        incident,
        live: *live,
    })
}

fn replay(balances: &mut BTreeMap<LotRef, Balances>, transfer: &Transfer) -> Option<Flaw> {
    let Some(lot) = balances.get_mut(&transfer.lot) else {
        return Some(Flaw::UnknownLot { seq: transfer.seq });
    };
    match lot.after(transfer.from, transfer.to, transfer.quantity) {
        Some(after) if transfer.quantity > 0 => {
            *lot = after;
            None
        }
        _ => Some(Flaw::Negative { seq: transfer.seq }),
    }
}

fn reversal<'a>(
    reversible: &mut BTreeMap<i64, &'a Transfer>,
    transfer: &'a Transfer,
) -> Option<Flaw> {
    reversible.insert(transfer.seq, transfer);
    let named = transfer.reverses?;
    let fits = reversible.remove(&named).is_some_and(|original| {
        original.lot == transfer.lot
            && original.to == transfer.from
            && original.quantity >= transfer.quantity
            && original.cause.incident() == transfer.cause.incident()
    });
    (!fits).then_some(Flaw::Reversal { seq: transfer.seq })
}

/// How many live units a transfer adds to its request: a unit counts from where it is set aside to where it is given
/// back.
const fn drawn(transfer: &Transfer) -> i64 {
    const fn live(account: Account) -> i64 {
        matches!(account, Account::Held | Account::Consumed) as i64
    }
    (live(transfer.to) - live(transfer.from)) * transfer.quantity
}

fn differing(lot: &Lot, balances: &BTreeMap<LotRef, Balances>) -> Option<Flaw> {
    let computed = balances.get(&lot.lot).copied().unwrap_or_default();
    (computed != lot.balances).then_some(Flaw::Balance {
        lot: lot.lot,
        stored: lot.balances,
        computed,
    })
}
