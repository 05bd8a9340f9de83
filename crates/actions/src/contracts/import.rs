//! Contracts taken over from elsewhere: written without a holder, opened when all of a file are there, and taken back
//! while nothing of them has been used.
//!
//! Between the two steps nobody sees them: they have no owner and are not active. Nothing of an incident is charged;
//! the one transfer is the opening balance, whose key names the file and the row.

use std::collections::BTreeMap;

use domain::ids::{AccessId, ContractId};
use domain::ledger::chain::Head;
use domain::ledger::{self, Cause, ContractRef, Warrant};
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

use super::Tools;
use crate::audit::{self, Record};
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

/// Contracts with those Access IDs, with what a file can say about them.
const KNOWN: &str = "
    SELECT c.id, c.access_id, c.pair_mac, c.offer, c.starts_at, c.ends_at, c.owner, c.location, a.email,
           c.zone, COALESCE(c.cancelled_at, c.superseded_by),
           (SELECT -l.granted FROM lot l WHERE l.contract = c.id ORDER BY l.id LIMIT 1),
           (SELECT CAST(SUM(l.available) AS BIGINT) FROM lot l WHERE l.contract = c.id), c.organisation
    FROM contract c LEFT JOIN account a ON a.id = c.owner
    WHERE c.access_id IN_LIST($1) ORDER BY c.id";

const OPEN: &str =
    "
    UPDATE contract SET activated_at = $2, owner = $3, location = $4,
        organisation = (SELECT w.organisation FROM location w WHERE w.id = $4),
        partner_id = (SELECT o.partner_id FROM location w JOIN organisation o ON o.id = w.organisation WHERE w.id = $4)
    WHERE id = $1 AND activated_at IS NULL";

/// Hides a contract again that nobody has used: no transfer but the opening one, no link, no request.
const SHUT: &str = "
    UPDATE contract SET activated_at = NULL, owner = NULL, organisation = NULL, location = NULL
    WHERE id = $1 AND chain_seq <= 1 AND cancelled_at IS NULL AND superseded_by IS NULL
      AND NOT EXISTS (SELECT l.id FROM link l WHERE l.contract = $1)
      AND NOT EXISTS (SELECT i.id FROM incident i WHERE i.contract = $1)";

const DROP: &str = "
    UPDATE contract SET cancelled_at = $2, pair_mac = $3, pair_key = $4, sealed_id = $5, sealed_key = $4, rotated_at = $2
    WHERE id = $1";

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
    /// What its first lot was given, and what is free in all.
    pub balances: [i64; 2],
}

/// The contracts with those Access IDs.
pub(crate) fn known(reader: &Reader<'_>, access_ids: &Vec<String>) -> Result<Vec<Known>, Fault> {
    reader.rows(KNOWN, params![access_ids], known_row)
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
        organisation: row.get(13)?,
        zone: row.get(9)?,
        is_over: row.get::<Option<i64>>(10)?.is_some(),
        balances: [
            row.get::<Option<i64>>(11)?.unwrap_or_default(),
            row.get::<Option<i64>>(12)?.unwrap_or_default(),
        ],
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
            deed: "contract.import",
            object: one.key,
            after: Some(one.offer.0),
            ..Record::default()
        };
        (actor, at, record)
    });
    audit::record_many(tx, &lines.collect::<Vec<_>>())?;
    Ok(rows)
}

/// Gives each contract its lot and its opening balance.
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
        let lot = book.lots.first().map(|lot| lot.lot);
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

/// Hides contracts again; gives the first that has been used, and hides none after it.
pub(crate) fn shut(tx: &mut Tx<'_>, contracts: &[i64]) -> Result<Option<i64>, Fault> {
    for contract in contracts {
        if tx.execute(SHUT, params![*contract])? == 0 {
            return Ok(Some(*contract));
        }
    }
    Ok(None)
}

/// A contract that is dropped, with the pair that it gets: nobody knows it, so that its own is free again.
pub(crate) struct Dropped {
    contract: i64,
    key: String,
    pair_mac: [u8; 32],
    pair_key: i64,
    sealed_id: Vec<u8>,
}

impl Dropped {
    /// The contract in that row, with that key and Access ID.
    pub fn of(
        tools: &Tools,
        (contract, key, access_id): (i64, String, &AccessId),
        (chance, nonce): ([u8; 16], [u8; 24]),
    ) -> Self {
        let id = ContractId::issue(&chance);
        Self {
            contract,
            pair_mac: tools.keys.pair_mac(access_id, &id),
            pair_key: tools.keys.current(),
            sealed_id: tools.keys.seal(&key, &id, nonce),
            key,
        }
    }
}

/// Takes the opening balances of hidden contracts back and cancels them.
pub(crate) fn drop_all(
    tx: &mut Tx<'_>,
    actor: &str,
    dropped: &[Dropped],
    at: Moment,
) -> Result<(), Fault> {
    let rows: Vec<i64> = dropped.iter().map(|one| one.contract).collect();
    let mut books = books::lock(tx, &rows)?;
    for book in books.values_mut() {
        let warrant = Warrant {
            actor,
            idempotency_key: "import/undone".to_owned(),
            note: None,
            at,
        };
        let Some(lot) = book.lots.first() else {
            continue;
        };
        let (lot, quantity) = (lot.lot, lot.balances.of(ledger::Account::Available));
        if book.head.seq == 1 && quantity > 0 {
            ledger::take_back(book, lot, (1, quantity), &warrant);
        }
    }
    books::write(tx, books.values_mut())?;
    let values = dropped.iter().map(|one| {
        params![
            one.contract,
            at.0,
            &one.pair_mac,
            one.pair_key,
            &one.sealed_id
        ]
        .to_vec()
    });
    tx.execute_many(DROP, &values.collect::<Vec<_>>())?;
    let lines = dropped.iter().map(|one| {
        let record = Record {
            deed: "contract.import_undone",
            object: &one.key,
            ..Record::default()
        };
        (actor, at, record)
    });
    audit::record_many(tx, &lines.collect::<Vec<_>>())
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
            deed: "contract.import_change",
            object: key,
            before: Some(&was),
            after: Some(&is),
            ..Record::default()
        };
        audit::record_many(tx, &[(actor, at, record)])?;
    }
    Ok(())
}
