//! A contract as its row tells it, with the account behind it.

use domain::account::{AccountRef, Caller};
use domain::catalog::Catalog;
use domain::contract::{Label, Milestones};
use domain::ids::AccessId;
use domain::ledger::ContractRef;
use domain::offer::Offer;
use domain::partner::LocationRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use store::{Fault, Reader, Row, Tx, params};

use crate::ledger::books;
use crate::organisations;
use crate::stopped::{Answer, Stopped};

/// Contracts. The owner is the account itself or the primary contact of the location.
macro_rules! contracts {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.key, c.access_id, c.offer, c.offer_version, COALESCE(c.owner, k.account), o.name, c.region,
                    c.zone, c.partner_id, c.country, c.issued_at, c.activated_at, c.starts_at, c.ends_at, c.redeem_by,
                    c.suspended_at, c.cancelled_at, c.superseded_by, c.location
             FROM contract c
             LEFT JOIN organisation o ON o.id = c.organisation
             LEFT JOIN contact k
               ON k.location = c.location AND k.primary_since IS NOT NULL AND k.ended_at IS NULL ",
            $tail
        )
    };
}
pub(super) use contracts;

/// Whether the contract in the row `$contract` is of the region `$region`; every one is where that is empty.
macro_rules! in_region {
    ($contract:literal, $region:literal) => {
        concat!(
            "(",
            $region,
            " = '' OR EXISTS (SELECT 1 FROM contract cr WHERE cr.id = ",
            $contract,
            " AND cr.region = ",
            $region,
            "))"
        )
    };
}
pub(crate) use in_region;

const BY_KEY: &str = contracts!("WHERE c.key = $1");
const LOCKED: &str = contracts!("WHERE c.key = $1 FOR UPDATE OF c");
const LOCKED_ROW: &str = contracts!("WHERE c.id = $1 FOR UPDATE OF c");
const BY_ROWS: &str = contracts!("WHERE c.id IN_LIST($1) ORDER BY c.id");

const BY_KEYS: &str = contracts!("WHERE c.key IN_LIST($1) ORDER BY c.id");

const BY_ACCESS_ID: &str = contracts!("WHERE c.access_id = $1 ORDER BY c.id");

const IS_LINKED: &str =
    "SELECT id FROM link WHERE contract = $1 AND account = $2 AND ended_at IS NULL";

/// A contract's row.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub contract: ContractRef,
    pub key: String,
    pub access_id: AccessId,
    pub offer: String,
    pub offer_version: i64,
    pub owner: Option<AccountRef>,
    /// The organisation that owns it, by name.
    pub organisation: Option<String>,
    /// The location of the organisation that it belongs to.
    pub location: Option<LocationRef>,
    pub region: String,
    pub zone: Zone,
    pub partner: Option<String>,
    pub country: Option<String>,
    pub milestones: Milestones,
}

impl Stored {
    /// The version of the offer that it was made from.
    pub fn offer<'a>(&self, catalog: &'a Catalog) -> Result<&'a Offer, Fault> {
        let Self {
            offer,
            offer_version,
            ..
        } = self;
        catalog.offer(offer, *offer_version).ok_or_else(|| {
            Fault::corrupt(format!(
                "offer {offer}@{offer_version} is not in the catalogue"
            ))
        })
    }

    /// Refuses a contract that was cancelled or replaced: nothing about it changes any more.
    pub fn must_be_open(&self) -> Result<(), Refusal> {
        let over = self.milestones.cancelled.is_some() || self.milestones.superseded_by.is_some();
        if over {
            Err(Refusal::ContractState)
        } else {
            Ok(())
        }
    }

    /// What identifies it in the cloud area, where its offer belongs to a programme.
    pub fn label(&self, offer: &Offer) -> Option<Label> {
        let programme = offer.programme.as_deref()?;
        let partner = self.partner.as_deref()?;
        let year = self.zone.date_of(self.milestones.issued).year();
        Some(Label::new(
            year,
            programme,
            partner,
            self.country.as_deref(),
            &self.access_id,
        ))
    }
}

/// The contract called `key`.
pub(crate) fn by_key(reader: &Reader<'_>, key: &str) -> Result<Option<Stored>, Fault> {
    reader.maybe(BY_KEY, params![key], stored)
}

/// The contract in that row, locked until the transaction ends.
pub(crate) fn locked(tx: &Tx<'_>, row: i64) -> Result<Option<Stored>, Fault> {
    tx.maybe(LOCKED_ROW, params![row], stored)
}

/// Contracts by row.
pub(crate) fn by_rows(reader: &Reader<'_>, rows: &[i64]) -> Result<Vec<Stored>, Fault> {
    reader.rows(BY_ROWS, params![rows], stored)
}

/// Contracts by opaque key.
pub(crate) fn by_keys(reader: &Reader<'_>, keys: &[String]) -> Result<Vec<Stored>, Fault> {
    reader.rows(BY_KEYS, params![keys], stored)
}

/// The contracts with that Access ID: one, unless they were imported.
pub(crate) fn by_access_id(reader: &Reader<'_>, access: &AccessId) -> Result<Vec<Stored>, Fault> {
    reader.rows(BY_ACCESS_ID, params![access.as_str()], stored)
}

/// The contract called `key` for `caller` to do `deed`.
///
/// # Errors
/// What the policy says; an unknown contract is like a foreign one.
pub(crate) fn seen(
    reader: &Reader<'_>,
    caller: &Caller,
    key: &str,
    deed: Deed,
    at: Moment,
) -> Answer<Stored> {
    let found = by_key(reader, key)?;
    allowed(reader, caller, found, deed, at)
}

/// As [`seen`], locked until the transaction ends.
pub(crate) fn held(
    tx: &Tx<'_>,
    caller: &Caller,
    key: &str,
    deed: Deed,
    at: Moment,
) -> Answer<Stored> {
    let found = tx.maybe(LOCKED, params![key], stored)?;
    allowed(tx, caller, found, deed, at)
}

/// The contract in that row, locked until the transaction ends, for `caller` to ask for advice on, whose request it
/// pays for already.
///
/// # Errors
/// [`Refusal::HoursNotYours`] where the caller may not any more: that there is such a contract is no news to them.
pub(crate) fn held_for_advice(
    tx: &Tx<'_>,
    caller: &Caller,
    contract: ContractRef,
    at: Moment,
) -> Answer<Stored> {
    let found = locked(tx, contract.0)?;
    match allowed(tx, caller, found, Deed::RequestAdvice, at) {
        Err(Stopped::Refused(Refusal::NotFound)) => Err(Refusal::HoursNotYours.into()),
        answer => answer,
    }
}

fn allowed(
    reader: &Reader<'_>,
    caller: &Caller,
    found: Option<Stored>,
    deed: Deed,
    at: Moment,
) -> Answer<Stored> {
    let mut object = Object::default();
    if let (Some(contract), Some(person)) = (&found, caller.person()) {
        object.owner = contract.owner;
        object.linked = is_linked(reader, contract.contract, person.account)?;
        object.place = match contract.location {
            Some(location) => organisations::place(reader, person.account, location)?,
            None => None,
        };
    }
    policy::allow(caller, deed, &object, at)?;
    found.ok_or(Refusal::NotFound.into())
}

/// Whether the account holds a live link to the contract.
pub(crate) fn is_linked(
    reader: &Reader<'_>,
    contract: ContractRef,
    account: AccountRef,
) -> Result<bool, Fault> {
    let found = reader.maybe(IS_LINKED, params![contract.0, account.0], |row| {
        row.get::<i64>(0)
    })?;
    Ok(found.is_some())
}

/// Reads a row of [`contracts`].
pub(super) fn stored(row: &Row<'_>) -> Result<Stored, Fault> {
    let moment = |place| row.get::<Option<i64>>(place).map(|at| at.map(Moment));
    let (access, zone) = (row.get::<String>(2)?, row.get::<String>(8)?);
    Ok(Stored {
        contract: ContractRef(row.get(0)?),
        key: row.get(1)?,
        access_id: AccessId::parse(&access)
            .map_err(|_| Fault::corrupt("an Access ID that is none"))?,
        offer: row.get(3)?,
        offer_version: row.get(4)?,
        owner: row.get::<Option<i64>>(5)?.map(AccountRef),
        organisation: row.get(6)?,
        location: row.get::<Option<i64>>(19)?.map(LocationRef),
        region: row.get(7)?,
        zone: books::zone(&zone)?,
        partner: row.get(9)?,
        country: row.get(10)?,
        milestones: Milestones {
            issued: Moment(row.get(11)?),
            activated: moment(12)?,
            starts: Moment(row.get(13)?),
            ends: Moment(row.get(14)?),
            redeem_by: moment(15)?,
            suspended: moment(16)?,
            cancelled: moment(17)?,
            superseded_by: row.get::<Option<i64>>(18)?.map(ContractRef),
        },
    })
}
