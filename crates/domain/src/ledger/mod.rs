//! The ledger: who holds how many units, and every movement that made it so.
//!
//! Double entry per lot: a transfer moves a whole quantity between two accounts of one lot, so the accounts of a lot
//! always sum to zero. Transfers are never changed or deleted; they form one hash chain per contract ([`chain`]).
//! The verbs of [`verbs`] are the only way to make one.

pub mod chain;
mod forecast;
mod statement;
mod verbs;
mod verify;

pub use forecast::{Forecast, forecast};
pub use statement::{Movement, Statement, Totals, statement};
pub use verbs::{
    EXPIRY, LiveCharge, Place, adjust, charge, expire, give_back, grant, hold, move_charge, settle,
    settle_part, take_back,
};
pub use verify::{Flaw, verify};

use crate::ids::RequestNumber;
use crate::offer::Unit;
use crate::time::{Moment, Zone};
use chain::{Digest, Head};

/// A contract's row in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractRef(pub i64);

/// A lot's row in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LotRef(pub i64);

/// An incident's row in the store, and the counter its number is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentRef(pub i64);

/// Where units of a lot can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// What was put into the lot, as a debt: the only account that goes below zero.
    Granted,
    /// Free to use. An unlimited lot has no such account.
    Available,
    /// Set aside for an incident that is charged later.
    Held,
    /// Used.
    Consumed,
    /// Unused when the lot ended.
    Expired,
    /// Given back too late to be used.
    WrittenOff,
}

impl Account {
    /// Every account, in the order they are stored and hashed.
    pub const ALL: [Self; 6] = [
        Self::Granted,
        Self::Available,
        Self::Held,
        Self::Consumed,
        Self::Expired,
        Self::WrittenOff,
    ];

    /// The word it is stored and exported under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Available => "available",
            Self::Held => "held",
            Self::Consumed => "consumed",
            Self::Expired => "expired",
            Self::WrittenOff => "written_off",
        }
    }

    /// The account stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|account| account.code() == code)
    }
}

/// What each account of a lot holds, in units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balances([i64; 6]);

impl Balances {
    /// The balances in the order of [`Account::ALL`].
    pub const fn new(amounts: [i64; 6]) -> Self {
        Self(amounts)
    }

    /// What `account` holds.
    pub const fn of(&self, account: Account) -> i64 {
        self.0[account as usize]
    }

    /// The amounts in the order of [`Account::ALL`].
    pub const fn amounts(&self) -> [i64; 6] {
        self.0
    }

    /// The balances after `quantity` has moved, or nothing where an account would go below zero.
    fn after(mut self, from: Account, to: Account, quantity: i64) -> Option<Self> {
        self.0[from as usize] = self.0[from as usize].checked_sub(quantity)?;
        self.0[to as usize] = self.0[to as usize].checked_add(quantity)?;
        // Invariant: no account but `granted` is ever negative.
        self.0[1..]
            .iter()
            .all(|amount| *amount >= 0)
            .then_some(self)
    }

    /// Invariant: zero for every lot at every moment.
    pub fn sum(&self) -> i64 {
        self.0.iter().sum()
    }
}

/// Whether a lot counts down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// It holds what was granted.
    Counted,
    /// It never runs out: uses are recorded, nothing is available or expires.
    Unlimited,
}

/// A dated quantity inside a contract: the first grant, a top-up, goodwill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its row.
    pub lot: LotRef,
    /// What it counts.
    pub unit: Unit,
    /// Whether it counts down.
    pub capacity: Capacity,
    /// First instant it may be used.
    pub starts: Moment,
    /// First instant it may no longer be used.
    pub ends: Moment,
    /// A later end for units that came back after `ends`, where the offer grants days of grace: a midnight. What was
    /// left at `ends` had lapsed before.
    pub grace_until: Option<Moment>,
    /// What its accounts hold.
    pub balances: Balances,
}

impl Lot {
    /// The first instant at which nothing of it can be used.
    pub fn usable_until(&self) -> Moment {
        self.grace_until
            .map_or(self.ends, |grace| grace.max(self.ends))
    }

    /// Whether a unit can be drawn from it at `at`.
    pub fn can_serve(&self, unit: Unit, at: Moment) -> bool {
        self.can_serve_many(unit, 1, at)
    }

    /// Whether `quantity` units can be drawn from it at once at `at`.
    fn can_serve_many(&self, unit: Unit, quantity: i64, at: Moment) -> bool {
        let has_units = self.capacity == Capacity::Unlimited
            || self.balances.of(Account::Available) >= quantity;
        self.unit == unit && self.starts <= at && at < self.usable_until() && has_units
    }

    /// The account that units are drawn from.
    const fn source(&self) -> Account {
        match self.capacity {
            Capacity::Counted => Account::Available,
            Capacity::Unlimited => Account::Granted,
        }
    }
}

/// Why a transfer was made. An incident stands under its public number, which tells nobody how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The contract was activated.
    Activation,
    /// Units were added later.
    TopUp,
    /// An opening balance taken over from elsewhere.
    Import,
    /// An incident was submitted, accepted or closed.
    Incident(RequestNumber),
    /// The lot ended.
    Expiry,
    /// A unit came back after the lot had ended.
    Lapse(RequestNumber),
    /// The charge of an incident was moved between contracts.
    Move(RequestNumber),
    /// Somebody adjusted the balance and said why.
    Adjustment,
}

impl Cause {
    /// The word it is stored and exported under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::TopUp => "top_up",
            Self::Import => "import",
            Self::Incident(_) => "incident",
            Self::Expiry => "expiry",
            Self::Lapse(_) => "lapse",
            Self::Move(_) => "move",
            Self::Adjustment => "adjustment",
        }
    }

    /// The incident it is about.
    pub const fn incident(self) -> Option<RequestNumber> {
        match self {
            Self::Incident(incident) | Self::Lapse(incident) | Self::Move(incident) => {
                Some(incident)
            }
            Self::Activation | Self::TopUp | Self::Import | Self::Expiry | Self::Adjustment => None,
        }
    }

    /// The cause stored under `code`, for `incident` where it needs one.
    pub fn from_code(code: &str, incident: Option<RequestNumber>) -> Option<Self> {
        Some(match (code, incident) {
            ("activation", None) => Self::Activation,
            ("top_up", None) => Self::TopUp,
            ("import", None) => Self::Import,
            ("incident", Some(incident)) => Self::Incident(incident),
            ("expiry", None) => Self::Expiry,
            ("lapse", Some(incident)) => Self::Lapse(incident),
            ("move", Some(incident)) => Self::Move(incident),
            ("adjustment", None) => Self::Adjustment,
            _ => return None,
        })
    }
}

/// Who made a transfer, why, and under which key it must not be made twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warrant<'a> {
    /// The opaque key of an account, or of a job: what remains when a person is erased.
    pub actor: &'a str,
    /// Unique within the contract.
    pub idempotency_key: String,
    /// The salted digest of a reason in words, whose text and salt are kept apart and can be erased.
    pub note: Option<Digest>,
    /// When it was decided.
    pub at: Moment,
}

/// One movement of units, as it stands in the chain for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Its place in the contract's chain, from 1 without gaps.
    pub seq: i64,
    /// The lot it moves units of.
    pub lot: LotRef,
    /// When it was decided.
    pub at: Moment,
    /// Where the units were.
    pub from: Account,
    /// Where the units went.
    pub to: Account,
    /// How many, at least 1.
    pub quantity: i64,
    /// Why.
    pub cause: Cause,
    /// The transfer it undoes.
    pub reverses: Option<i64>,
    /// The opaque key of who did it.
    pub actor: String,
    /// Unique within the contract.
    pub idempotency_key: String,
    /// The salted digest of the reason in words.
    pub note: Option<Digest>,
    /// The hash of this transfer and all before it.
    pub hash: Digest,
}

impl Transfer {
    /// What it does to the units that are free to use.
    pub fn effect(&self) -> i64 {
        effect(self.from, self.to, self.quantity)
    }
}

/// What a movement of `quantity` units does to those that are free to use.
pub const fn effect(from: Account, to: Account, quantity: i64) -> i64 {
    match (from, to) {
        (_, Account::Available) => quantity,
        (Account::Available, _) => -quantity,
        _ => 0,
    }
}

/// A contract's lots and the head of its chain, with the transfers made since they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// The contract.
    pub contract: ContractRef,
    /// The zone that its days are of.
    pub zone: Zone,
    /// The last transfer's place and hash.
    pub head: Head,
    /// Every lot that can still change.
    pub lots: Vec<Lot>,
    /// What is to be written, in order.
    pub posted: Vec<Transfer>,
}

/// What a transfer is to move.
struct Entry {
    lot: LotRef,
    from: Account,
    to: Account,
    quantity: i64,
    cause: Cause,
    reverses: Option<i64>,
}

impl Book {
    /// A book as it was read, with nothing to be written.
    pub const fn new(contract: ContractRef, zone: Zone, head: Head, lots: Vec<Lot>) -> Self {
        Self {
            contract,
            zone,
            head,
            lots,
            posted: Vec::new(),
        }
    }

    /// The book of a request that no contract pays for: nothing is ever posted in it.
    pub fn of_nobody() -> Self {
        Self::new(ContractRef(0), Zone::UTC, Head::genesis(""), Vec::new())
    }

    /// How many units of `unit` are free to use at `at`; nothing where an unlimited lot serves.
    pub fn left(&self, unit: Unit, at: Moment) -> Option<i64> {
        let serving = || self.lots.iter().filter(|lot| lot.can_serve(unit, at));
        if serving().any(|lot| lot.capacity == Capacity::Unlimited) {
            return None;
        }
        Some(
            serving()
                .map(|lot| lot.balances.of(Account::Available))
                .sum(),
        )
    }

    /// The most units of `unit` that one charge can draw at `at`; nothing where an unlimited lot serves.
    pub fn most_at_once(&self, unit: Unit, at: Moment) -> Option<i64> {
        self.left(unit, at)?;
        let serving = self.lots.iter().filter(|lot| lot.can_serve(unit, at));
        let free = serving.map(|lot| lot.balances.of(Account::Available));
        Some(free.max().unwrap_or_default())
    }

    /// The lot that `lot` names.
    pub fn lot(&self, lot: LotRef) -> Option<&Lot> {
        self.lots.iter().find(|candidate| candidate.lot == lot)
    }

    /// Makes a transfer, or gives nothing and changes nothing where the units are not there.
    fn post(&mut self, entry: Entry, warrant: &Warrant<'_>) -> Option<i64> {
        let lot = self.lots.iter_mut().find(|lot| lot.lot == entry.lot)?;
        let balances = lot.balances.after(entry.from, entry.to, entry.quantity)?;
        let mut transfer = Transfer {
            seq: self.head.seq + 1,
            lot: entry.lot,
            at: warrant.at,
            from: entry.from,
            to: entry.to,
            quantity: entry.quantity,
            cause: entry.cause,
            reverses: entry.reverses,
            actor: warrant.actor.to_owned(),
            idempotency_key: warrant.idempotency_key.clone(),
            note: warrant.note,
            hash: self.head.hash,
        };
        transfer.hash = chain::link(&self.head.hash, &transfer);
        // Invariant: every transfer balances, so the sum over a lot stays zero.
        assert_eq!(balances.sum(), lot.balances.sum(), "a transfer balances");
        lot.balances = balances;
        self.head = Head {
            seq: transfer.seq,
            hash: transfer.hash,
        };
        self.posted.push(transfer);
        Some(self.head.seq)
    }
}
