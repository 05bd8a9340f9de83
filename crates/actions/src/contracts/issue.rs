//! Issuing a contract: the pair, its sealed copy, and an empty lot that activation fills.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::eligibility::Reason;
use domain::ids::{AccessId, ContractId, EmailAddress, PublicKey};
use domain::ledger::chain::Head;
use domain::offer::{Grant, Offer};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Date, Moment, Zone};
use store::{Fault, Tx, params};

use super::Tools;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::organisations;
use crate::stopped::Answer;

const ISSUE: &str = "
    INSERT INTO contract (key, access_id, pair_mac, pair_key, sealed_id, sealed_key, offer, offer_version,
                          organisation, location, owner, region, zone, partner_id, country, issued_at, starts_at, ends_at,
                          redeem_by, chain_seq, chain_hash)
    VALUES ($1, $2, $3, $4, $5, $4, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0, $19)
    RETURNING id";

const LOT: &str = "
    INSERT INTO lot (contract, unit, unlimited_since, starts_at, ends_at, granted, available, held, consumed, expired,
                     written_off)
    VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0)
    RETURNING id";

const TAKEN: &str = "SELECT COUNT(*) FROM contract WHERE access_id = $1";

const ACCOUNT: &str = "SELECT id FROM account WHERE key = $1";

const ADDRESS: &str = "SELECT id FROM account WHERE email = $1";

/// Who a contract belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A person, by opaque key.
    Account(String),
    /// A person, by the address that they sign in with.
    Address(EmailAddress),
    /// An organisation, by opaque key; then the primary contact of its head office.
    Organisation(String),
    /// A location of an organisation, by opaque key; then its primary contact.
    Location(String),
}

/// What a contract is made from.
#[derive(Clone, Debug)]
pub struct Order {
    /// The key of the offer; its newest version is taken.
    pub offer: String,
    /// Who it belongs to.
    pub owner: Owner,
    /// The key of its region.
    pub region: String,
    /// The zone that its days are of.
    pub zone: Zone,
    /// First usable day.
    pub start: Date,
    /// Last usable day, where the offer's length does not say it.
    pub last_day: Option<Date>,
    /// The pair of an imported contract; a new one is drawn where nothing is given.
    pub pair: Option<(AccessId, ContractId)>,
    /// The partner's ID, for the label of the cloud area.
    pub partner_id: Option<String>,
    /// The ISO 3166-1 code of the country.
    pub country: Option<String>,
}

/// A contract that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its opaque key.
    pub key: String,
    /// Its Access ID.
    pub access_id: AccessId,
}

/// Chance for a new contract.
pub(crate) struct Draw {
    key: [u8; 16],
    access: [[u8; 16]; 4],
    contract: [u8; 16],
    nonce: [u8; 24],
}

impl Draw {
    pub fn from(house: &House) -> Self {
        Self {
            key: house.random(),
            access: std::array::from_fn(|_| house.random()),
            contract: house.random(),
            nonce: house.random(),
        }
    }
}

/// Issues a contract. It can be used once it is activated.
///
/// # Errors
/// [`Refusal::NotFound`] for an offer, region or owner that does not exist, [`Reason::RegionNotCovered`] for a region
/// that the offer leaves out, and [`Refusal::PairTaken`] for a pair that another contract has.
pub async fn issue(house: &House, by: By<'_>, order: Order) -> Answer<Issued> {
    let (tools, draw) = (Tools::of(house), Draw::from(house));
    house
        .act_by(by, move |tx, caller, at| {
            write(tx, &tools, caller, &order, &draw, at)
        })
        .await
}

/// The offer of an order that may be made in its region.
fn offered<'a>(catalog: &'a Catalog, order: &Order) -> Result<&'a Offer, Refusal> {
    let offer = catalog
        .newest_offer(&order.offer)
        .filter(|offer| offer.grant != Grant::Free)
        .ok_or(Refusal::NotFound)?;
    catalog.region(&order.region).ok_or(Refusal::NotFound)?;
    if offer.coverage.reaches(&order.region) {
        Ok(offer)
    } else {
        Err(Refusal::NotEligible(Reason::RegionNotCovered))
    }
}

/// Issues within a transaction.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    order: &Order,
    draw: &Draw,
    at: Moment,
) -> Answer<Issued> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    let offer = offered(&tools.catalog, order)?;
    from_offer(tx, tools, caller, offer, order, draw, at)
}

/// Issues from exactly this version of an offer, in force or not. Whoever calls has asked the policy.
pub(super) fn from_offer(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    offer: &Offer,
    order: &Order,
    draw: &Draw,
    at: Moment,
) -> Answer<Issued> {
    let (location, owner) = match &order.owner {
        Owner::Organisation(key) => (Some(organisations::at_head_office(tx, key)?), None),
        Owner::Location(key) => (Some(organisations::at(tx, key)?), None),
        Owner::Account(key) => (None, Some(person(tx, ACCOUNT, key)?)),
        Owner::Address(email) => (None, Some(person(tx, ADDRESS, email.as_str())?)),
    };
    let key = PublicKey::mint('c', draw.key).to_string();
    let (access_id, contract_id) = match &order.pair {
        Some(pair) => pair.clone(),
        None => (free_access_id(tx, draw)?, ContractId::issue(&draw.contract)),
    };
    let (starts, ends) = interval(offer, order);
    let redeem_by = offer
        .redeem_within
        .map(|within| within.end_instant(order.zone.date_of(at), &order.zone).0);
    let keys = &tools.keys;
    let (mac, sealed) = (
        keys.pair_mac(&access_id, &contract_id),
        keys.seal(&key, &contract_id, draw.nonce),
    );
    let genesis = Head::genesis(&key);
    let values = params![
        &key,
        access_id.as_str(),
        &mac,
        keys.current(),
        &sealed,
        offer.key.as_str(),
        offer.version,
        location
            .as_ref()
            .map(|location| location.organisation.row.0),
        location.as_ref().map(|location| location.row.0),
        owner,
        &order.region,
        order.zone.name(),
        &order.partner_id,
        &order.country,
        at.0,
        starts.0,
        ends.0,
        redeem_by,
        &genesis.hash,
    ];
    let rows = tx.attempt(|tx| tx.returning(ISSUE, values, |row| row.get::<i64>(0)));
    let rows = match rows {
        Err(fault) if fault.is_conflict_with("contract_pair") => {
            return Err(Refusal::PairTaken.into());
        }
        rows => rows?,
    };
    let row = rows
        .first()
        .copied()
        .ok_or_else(|| Fault::other("an insert without a row"))?;
    lot(tx, row, offer, (starts, ends), at)?;
    let record = Record {
        after: Some(&order.offer),
        ..Record::of(Done::ContractIssue, &key)
    };
    audit::record(tx, caller, at, &record)?;
    Ok(Issued { key, access_id })
}

/// The row of a person's account.
fn person(tx: &Tx<'_>, by: &'static str, name: &str) -> Answer<i64> {
    let found = tx.maybe(by, params![name], |row| row.get(0))?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Adds an empty lot to a contract; gives its row.
pub(super) fn lot(
    tx: &mut Tx<'_>,
    contract: i64,
    offer: &Offer,
    (starts, ends): (Moment, Moment),
    at: Moment,
) -> Result<i64, Fault> {
    let unlimited = (offer.grant == Grant::Unlimited).then_some(at.0);
    let values = params![contract, offer.unit.code(), unlimited, starts.0, ends.0];
    let rows = tx.returning(LOT, values, |row| row.get(0))?;
    rows.first()
        .copied()
        .ok_or_else(|| Fault::other("an insert without a row"))
}

/// The half-open interval in which the contract can be used.
fn interval(offer: &Offer, order: &Order) -> (Moment, Moment) {
    let starts = order.zone.start_of_day(order.start);
    let ends = order.last_day.map_or_else(
        || offer.term.end_instant(order.start, &order.zone),
        |last_day| order.zone.start_of_day(last_day.next()),
    );
    (starts, ends)
}

/// An Access ID that no contract has. Of four drawn from a thousand million one is free, or chance is broken.
fn free_access_id(tx: &Tx<'_>, draw: &Draw) -> Result<AccessId, Fault> {
    for chance in &draw.access {
        let access_id = AccessId::issue(chance);
        if tx.row(TAKEN, params![access_id.as_str()], |row| row.get::<i64>(0))? == 0 {
            return Ok(access_id);
        }
    }
    Err(Fault::other("four drawn Access IDs were all taken"))
}
