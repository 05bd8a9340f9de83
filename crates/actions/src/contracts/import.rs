//! Contracts taken over from elsewhere: written without a holder, and opened when all of a file are there.
//!
//! Between the two steps nobody sees them: they have no owner and are not active. Nothing of an incident is charged;
//! the one transfer is the opening balance, whose key names the file and the row.

use std::collections::BTreeMap;

use domain::ledger::chain::Head;
use domain::ledger::{self, Cause, ContractRef, Warrant};
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

use super::Tools;
use crate::audit::{self, Done, Record};
use crate::ledger::books;

const BRING: &str = "
    INSERT INTO contract (key, access_id, pair_mac, pair_key, sealed_id, sealed_key, offer, offer_version, region,
                          zone, country, issued_at, starts_at, ends_at, chain_seq, chain_hash)
    VALUES ($1, $2, $3, $4, $5, $4, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14)";

const ROWS: &str = "SELECT id, key FROM contract WHERE key IN_LIST($1)";

const LOT: &str = "
    INSERT INTO lot (contract, unit, unlimited_since, starts_at, ends_at, granted, available, held, consumed, expired,
                     written_off)
    VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0)";

const LASTS: &str = "UPDATE contract SET ends_at = $2 WHERE id = $1 AND ends_at < $2";

/// Contracts with those Access IDs, with what a file can say about them.
const KNOWN: &str = "
    SELECT c.id, c.access_id, c.pair_mac, c.offer, c.starts_at, c.ends_at, c.owner, c.location, a.email,
           c.zone, COALESCE(c.cancelled_at, c.superseded_by), c.organisation
    FROM contract c LEFT JOIN account a ON a.id = c.owner
    WHERE c.access_id IN_LIST($1) ORDER BY c.id";

/// Their lots, in the order of their rows.
const LOTS: &str =
    "SELECT contract, ends_at, -granted, available FROM lot WHERE contract IN_LIST($1) ORDER BY id";

const OPEN: &str =
    "
    UPDATE contract SET activated_at = $2, owner = $3, location = $4,
        organisation = (SELECT w.organisation FROM location w WHERE w.id = $4),
        partner_id = (SELECT o.partner_id FROM location w JOIN organisation o ON o.id = w.organisation WHERE w.id = $4)
    WHERE id = $1 AND activated_at IS NULL";

const AMEND: &str = "
    UPDATE contract SET ends_at = $2, owner = $3, location = $4,
        organisation = (SELECT w.organisation FROM location w WHERE w.id = $4)
    WHERE id = $1 AND ends_at = $5 RETURNING key";

/// Lots that end with the contract last as long as it does.
const AMEND_LOTS: &str = "UPDATE lot SET ends_at = $2 WHERE contract = $1 AND ends_at = $3";

/// A contract that is to be taken over.
#[derive(Clone, Debug)]
pub(crate) struct Incoming<'a> {
    /// Its opaque key, which its Contract ID was sealed for.
    pub key: &'a str,
    /// Its Access ID.
    pub access_id: &'a str,
    /// What its pair is looked up by.
    pub pair_mac: &'a [u8],
    /// Its Contract ID, sealed.
    pub sealed_id: &'a [u8],
    /// The number of the key of both.
    pub pair_key: i64,
    /// The offer with its version.
    pub offer: (&'a str, i64),
    /// The key of its region.
    pub region: &'a str,
    /// The two letters of its country.
    pub country: &'a str,
    /// The zone that its days are of.
    pub zone: &'a str,
    /// The half-open interval in which it can be used.
    pub interval: (Moment, Moment),
    /// Its opening balance; nothing where it is unlimited.
    pub left: Option<i64>,
    /// File and row: the key that its opening transfer is made under.
    pub once: String,
}

/// Who holds a contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holder {
    /// A person, by row.
    pub owner: Option<i64>,
    /// A location of an organisation, by row.
    pub location: Option<i64>,
}

/// A contract that is here already, as far as a file can speak of it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub contract: ContractRef,
    pub access_id: String,
    pub pair_mac: Vec<u8>,
    pub offer: String,
    pub starts: Moment,
    pub ends: Moment,
    pub holder: Holder,
    pub email: Option<String>,
    /// The organisation that the holder is of, by row.
    pub organisation: Option<i64>,
    pub zone: String,
    pub is_over: bool,
    pub lots: Vec<Lot>,
}

/// A lot of such a contract.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lot {
    pub ends: Moment,
    /// What it was given, and what is free of it.
    pub amounts: [i64; 2],
}

impl Known {
    /// What its first lot was given, and what is free in all.
    pub fn amounts(&self) -> [i64; 2] {
        let given = self.lots.first().map_or(0, |lot| lot.amounts[0]);
        [given, self.lots.iter().map(|lot| lot.amounts[1]).sum()]
    }
}

/// The contracts with those Access IDs.
pub(crate) fn known(reader: &Reader<'_>, access_ids: &Vec<String>) -> Result<Vec<Known>, Fault> {
    let mut known = reader.rows(KNOWN, params![access_ids], known_row)?;
    let contracts: Vec<i64> = known.iter().map(|one| one.contract.0).collect();
    let lots = reader.rows(LOTS, params![&contracts], |row| {
        let lot = Lot {
            ends: Moment(row.get(1)?),
            amounts: [row.get(2)?, row.get(3)?],
        };
        Ok((row.get::<i64>(0)?, lot))
    })?;
    for (contract, lot) in lots {
        let mut of = known.iter_mut();
        if let Some(one) = of.find(|one| one.contract.0 == contract) {
            one.lots.push(lot);
        }
    }
    Ok(known)
}

fn known_row(row: &Row<'_>) -> Result<Known, Fault> {
    Ok(Known {
        contract: ContractRef(row.get(0)?),
        access_id: row.get(1)?,
        pair_mac: row.get(2)?,
        offer: row.get(3)?,
        starts: Moment(row.get(4)?),
        ends: Moment(row.get(5)?),
        holder: Holder {
            owner: row.get(6)?,
            location: row.get(7)?,
        },
        email: row.get(8)?,
        organisation: row.get(11)?,
        zone: row.get(9)?,
        is_over: row.get::<Option<i64>>(10)?.is_some(),
        lots: Vec::new(),
    })
}

/// Writes contracts with their opening balances; gives their rows in the order they came in.
///
/// # Errors
/// A conflict with `contract_pair` where a pair is here already.
pub(crate) fn bring_in(
    tx: &mut Tx<'_>,
    tools: &Tools,
    actor: &str,
    incoming: &[Incoming<'_>],
    at: Moment,
) -> Result<Vec<i64>, Fault> {
    let genesis: Vec<_> = incoming
        .iter()
        .map(|one| Head::genesis(one.key).hash)
        .collect();
    let values: Vec<_> = incoming
        .iter()
        .zip(&genesis)
        .map(|(one, genesis)| {
            let (offer, version) = one.offer;
            let (starts, ends) = one.interval;
            params![
                one.key,
                one.access_id,
                one.pair_mac,
                one.pair_key,
                one.sealed_id,
                offer,
                version,
                one.region,
                one.zone,
                one.country,
                at.0,
                starts.0,
                ends.0,
                genesis
            ]
            .to_vec()
        })
        .collect();
    tx.execute_many(BRING, &values)?;
    let keys: Vec<String> = incoming.iter().map(|one| one.key.to_owned()).collect();
    let rows = tx.rows(ROWS, params![&keys], |row| {
        Ok((row.get::<String>(1)?, row.get::<i64>(0)?))
    })?;
    let rows: BTreeMap<String, i64> = rows.into_iter().collect();
    let rows: Vec<i64> = incoming
        .iter()
        .filter_map(|one| rows.get(one.key).copied())
        .collect();
    open_books(tx, tools, actor, (incoming, &rows), at)?;
    let lines = incoming.iter().map(|one| {
        let record = Record {
            after: Some(one.offer.0),
            ..Record::of(Done::ContractImport, one.key)
        };
        (actor, at, record)
    });
    audit::record_many(tx, &lines.collect::<Vec<_>>())?;
    Ok(rows)
}

/// Adds lots to contracts that were brought in before, each a contract's row and what it is given. A contract lasts as
/// long as the last of its lots.
pub(crate) fn add_lots(
    tx: &mut Tx<'_>,
    tools: &Tools,
    actor: &str,
    lots: &[(i64, Incoming<'_>)],
    at: Moment,
) -> Result<(), Fault> {
    // Several can be of one contract: each is told from those before it by being its last.
    for (contract, lot) in lots {
        open_books(
            tx,
            tools,
            actor,
            (std::slice::from_ref(lot), &[*contract]),
            at,
        )?;
        tx.execute(LASTS, params![*contract, lot.interval.1.0])?;
    }
    Ok(())
}

/// Gives each contract a lot with its opening balance.
fn open_books(
    tx: &mut Tx<'_>,
    tools: &Tools,
    actor: &str,
    (incoming, rows): (&[Incoming<'_>], &[i64]),
    at: Moment,
) -> Result<(), Fault> {
    let mut lots = Vec::with_capacity(rows.len());
    for (one, row) in incoming.iter().zip(rows) {
        let (offer, version) = one.offer;
        let offer = tools.catalog.offer(offer, version);
        let offer = offer.ok_or_else(|| Fault::corrupt("an offer that is gone"))?;
        let (starts, ends) = one.interval;
        let unlimited = one.left.is_none().then_some(at.0);
        lots.push(params![*row, offer.unit.code(), unlimited, starts.0, ends.0].to_vec());
    }
    tx.execute_many(LOT, &lots)?;
    let mut books = books::lock(tx, rows)?;
    for (one, row) in incoming.iter().zip(rows) {
        let book = books.get_mut(&ContractRef(*row));
        let book = book.ok_or_else(|| Fault::corrupt("an imported contract without a book"))?;
        let warrant = Warrant {
            actor,
            idempotency_key: one.once.clone(),
            note: None,
            at,
        };
        let lot = book.lots.last().map(|lot| lot.lot);
        if let (Some(lot), Some(left)) = (lot, one.left.filter(|left| *left > 0)) {
            ledger::grant(book, lot, left, Cause::Import, &warrant);
        }
    }
    books::write(tx, books.values_mut())
}

/// Gives contracts to their holders and makes them active.
pub(crate) fn open(tx: &mut Tx<'_>, contracts: &[(i64, Holder)], at: Moment) -> Result<(), Fault> {
    let values = contracts
        .iter()
        .map(|(contract, holder)| params![*contract, at.0, holder.owner, holder.location].to_vec());
    tx.execute_many(OPEN, &values.collect::<Vec<_>>())?;
    Ok(())
}

/// A contract that a file changes.
pub(crate) struct Amended {
    pub contract: i64,
    /// Its end before and after.
    pub ends: [Moment; 2],
    /// Its holder after.
    pub holder: Holder,
}

/// Changes contracts that were here; those that have got another end since are left alone.
pub(crate) fn amend(
    tx: &mut Tx<'_>,
    actor: &str,
    amended: &[Amended],
    at: Moment,
) -> Result<(), Fault> {
    let rows: Vec<i64> = amended.iter().map(|one| one.contract).collect();
    let mut books = books::lock(tx, &rows)?;
    // What has lapsed stays lapsed.
    for book in books.values_mut() {
        ledger::expire(book, at);
    }
    books::write(tx, books.values_mut())?;
    for one in amended {
        let ([before, after], holder) = (one.ends, one.holder);
        let values = params![
            one.contract,
            after.0,
            holder.owner,
            holder.location,
            before.0
        ];
        let keys: Vec<String> = tx.returning(AMEND, values, |row| row.get(0))?;
        let Some(key) = keys.first() else { continue };
        tx.execute(AMEND_LOTS, params![one.contract, after.0, before.0])?;
        let (was, is) = (before.to_string(), after.to_string());
        let record = Record {
            before: Some(&was),
            after: Some(&is),
            ..Record::of(Done::ContractImportChange, key)
        };
        audit::record_many(tx, &[(actor, at, record)])?;
    }
    Ok(())
}
