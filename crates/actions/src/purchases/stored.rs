//! An order as its row tells it, with who ordered it and what it became.

use domain::account::{AccountRef, Caller};
use domain::ids::AccessId;
use domain::ledger::ContractRef;
use domain::money::{Currency, Money, TaxRate};
use domain::order::{Cost, Milestones, Way};
use domain::partner::LocationRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

use crate::organisations;
use crate::stopped::Answer;

/// Orders with their buyers, and the contracts that they became.
macro_rules! purchases {
    ($tail:literal) => {
        concat!(
            "SELECT p.id, p.key, p.account, a.key, a.name, a.email, w.key,
                    CASE WHEN w.head_office_since IS NULL THEN o.name || ', ' || w.name ELSE o.name END, p.offer, p.offer_version,
                    p.quantity, p.net, p.tax, p.currency, p.tax_rate, p.way, p.reference, p.region, p.language,
                    p.session_address, p.draft, c.id, c.key, c.access_id,
                    p.placed_at, p.paid_at, p.delivered_at, p.refund_began_at, p.refunded_at, p.failed_at, w.id, p.refusal
             FROM purchase p
             JOIN account a ON a.id = p.account
             LEFT JOIN location w ON w.id = p.location
             LEFT JOIN organisation o ON o.id = w.organisation
             LEFT JOIN contract c ON c.id = p.contract ",
            $tail
        )
    };
}
pub(super) use purchases;

const BY_KEY: &str = purchases!("WHERE p.key = $1");
const LOCKED: &str = purchases!("WHERE p.key = $1 FOR UPDATE OF p");

/// An order.
#[derive(Clone, Debug)]
pub struct Purchase {
    pub(super) id: i64,
    /// The opaque key in its address.
    pub key: String,
    /// Who ordered.
    pub buyer: Buyer,
    /// The location of an organisation that the contract belongs to, by key and name, where not to the buyer.
    pub location: Option<(String, String)>,
    pub(super) at: Option<LocationRef>,
    /// The key of the offer.
    pub offer: String,
    /// The version that was ordered.
    pub offer_version: i64,
    /// How many.
    pub quantity: i64,
    /// What it costs.
    pub cost: Cost,
    /// The tax in it.
    pub tax_rate: TaxRate,
    /// How it is paid.
    pub way: Way,
    /// The customer's own number for it; empty where none was given.
    pub reference: String,
    /// The key of the region that the contract is for.
    pub region: String,
    /// The language that it was ordered in.
    pub language: String,
    /// The payment provider's page, once there is one.
    pub page: Option<String>,
    /// The draft that it was ordered for.
    pub draft: Option<String>,
    /// The contract that it became.
    pub contract: Option<Became>,
    /// The word of why the rules refused the contract last, where it is paid and not delivered.
    pub refusal: Option<String>,
    /// What has happened to it.
    pub milestones: Milestones,
}

/// Who ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    pub(crate) account: AccountRef,
    /// The account's opaque key.
    pub key: String,
    /// What the person is called; empty where no name was given.
    pub name: String,
    /// The address; nothing once the account is erased.
    pub email: Option<String>,
}

/// The contract that an order became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Became {
    pub(crate) row: ContractRef,
    /// Its opaque key.
    pub key: String,
    /// Its Access ID.
    pub access_id: AccessId,
}

/// The order called `key`, for whoever it belongs to: its buyer, or who keeps the location that it was placed for.
///
/// # Errors
/// What the policy says; an unknown order is like a foreign one.
pub(super) fn seen(
    reader: &Reader<'_>,
    caller: &Caller,
    key: &str,
    at: Moment,
) -> Answer<Purchase> {
    let found = reader.maybe(BY_KEY, params![key], stored)?;
    allowed(reader, caller, found, at)
}

/// As [`seen`], locked until the transaction ends.
pub(super) fn held(tx: &Tx<'_>, caller: &Caller, key: &str, at: Moment) -> Answer<Purchase> {
    allowed(tx, caller, locked(tx, key)?, at)
}

/// The order called `key`, for the service centre.
///
/// # Errors
/// What the policy says; [`Refusal::NotFound`].
pub(super) fn seen_at_service_centre(
    reader: &Reader<'_>,
    caller: &Caller,
    key: &str,
    at: Moment,
) -> Answer<Purchase> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    let found = reader.maybe(BY_KEY, params![key], stored)?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// As [`seen_at_service_centre`], locked until the transaction ends.
pub(super) fn held_at_service_centre(
    tx: &Tx<'_>,
    caller: &Caller,
    key: &str,
    at: Moment,
) -> Answer<Purchase> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    Ok(locked(tx, key)?.ok_or(Refusal::NotFound)?)
}

/// The order called `key`, locked until the transaction ends.
pub(super) fn locked(tx: &Tx<'_>, key: &str) -> Result<Option<Purchase>, Fault> {
    tx.maybe(LOCKED, params![key], stored)
}

fn allowed(
    reader: &Reader<'_>,
    caller: &Caller,
    found: Option<Purchase>,
    at: Moment,
) -> Answer<Purchase> {
    let mut object = Object::default();
    if let (Some(purchase), Some(person)) = (&found, caller.person()) {
        match purchase.at {
            Some(location) => {
                object.place = organisations::place(reader, person.account, location)?;
            }
            None => object.owner = Some(purchase.buyer.account),
        }
    }
    policy::allow(caller, Deed::OwnOrder, &object, at)?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Reads a row of [`purchases`].
pub(super) fn stored(row: &Row<'_>) -> Result<Purchase, Fault> {
    let (currency, way) = (row.get::<String>(13)?, row.get::<String>(15)?);
    let currency = self::currency(&currency)?;
    let money = |minor| Money { minor, currency };
    let (net, tax) = (row.get::<i64>(11)?, row.get::<i64>(12)?);
    let location = row
        .get::<Option<String>>(6)?
        .zip(row.get::<Option<String>>(7)?);
    Ok(Purchase {
        id: row.get(0)?,
        key: row.get(1)?,
        buyer: Buyer {
            account: AccountRef(row.get(2)?),
            key: row.get(3)?,
            name: row.get(4)?,
            email: row.get(5)?,
        },
        location,
        offer: row.get(8)?,
        offer_version: row.get(9)?,
        quantity: row.get(10)?,
        cost: Cost {
            net: money(net),
            tax: money(tax),
            total: money(net.saturating_add(tax)),
        },
        tax_rate: TaxRate(row.get(14)?),
        way: Way::from_code(&way)
            .ok_or_else(|| Fault::corrupt(format!("an order paid by {way}")))?,
        reference: row.get(16)?,
        region: row.get(17)?,
        language: row.get(18)?,
        page: row.get(19)?,
        draft: row.get(20)?,
        contract: became(row)?,
        milestones: milestones(row)?,
        at: row.get::<Option<i64>>(30)?.map(LocationRef),
        refusal: row.get(31)?,
    })
}

fn became(row: &Row<'_>) -> Result<Option<Became>, Fault> {
    let Some(contract) = row.get::<Option<i64>>(21)? else {
        return Ok(None);
    };
    let access = row.get::<String>(23)?;
    Ok(Some(Became {
        row: ContractRef(contract),
        key: row.get(22)?,
        access_id: AccessId::parse(&access)
            .map_err(|_| Fault::corrupt("an Access ID that is none"))?,
    }))
}

fn milestones(row: &Row<'_>) -> Result<Milestones, Fault> {
    let moment = |place| row.get::<Option<i64>>(place).map(|at| at.map(Moment));
    Ok(Milestones {
        placed: Moment(row.get(24)?),
        paid: moment(25)?,
        delivered: moment(26)?,
        refund_began: moment(27)?,
        refunded: moment(28)?,
        failed: moment(29)?,
    })
}

/// The currency stored under `code`.
pub(super) fn currency(code: &str) -> Result<Currency, Fault> {
    Currency::parse(code).map_err(|_| Fault::corrupt(format!("the currency {code}")))
}
