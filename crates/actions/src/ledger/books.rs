//! Reading the books of contracts under a lock, and writing what was posted in them.

use std::collections::BTreeMap;

use domain::ids::RequestNumber;
use domain::ledger::chain::{Digest, Head};
use domain::ledger::{
    Account, Balances, Book, Capacity, Cause, ContractRef, Lot, LotRef, Transfer,
};
use domain::offer::Unit;
use domain::time::{Moment, Zone};
use store::{Ask, Fault, Reader, Row, Tx, Value, params};

/// The heads of contracts, locked in the order of their rows, so that two transactions cannot wait for each other.
const LOCK_HEADS: &str = "
    SELECT id, chain_seq, chain_hash, zone FROM contract WHERE id IN_LIST($1) ORDER BY id FOR UPDATE";

/// The lots of contracts, in the order of their rows.
const LOTS: &str = "
    SELECT id, contract, unit, unlimited_since, starts_at, ends_at, grace_until,
           granted, available, held, consumed, expired, written_off
    FROM lot WHERE contract IN_LIST($1) ORDER BY id";

const HEADS: &str =
    "SELECT id, chain_seq, chain_hash, zone FROM contract WHERE id IN_LIST($1) ORDER BY id";

/// Adds a transfer to the chain.
const POST: &str = "
    INSERT INTO transfer (contract, seq, lot, at, from_account, to_account, quantity, cause, incident, reverses,
                          actor, idempotency_key, note, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

/// Brings the projection of a lot to what its transfers make it.
const PROJECT: &str = "
    UPDATE lot SET grace_until = $2, granted = $3, available = $4, held = $5, consumed = $6, expired = $7,
                   written_off = $8
    WHERE id = $1";

/// Moves a contract's head, if nobody else has: two chains cannot grow from one link.
const ADVANCE: &str = "
    UPDATE contract SET chain_seq = $2, chain_hash = $3 WHERE id = $1 AND chain_seq = $4";

const POSTED: &str = "SELECT seq FROM transfer WHERE contract = $1 AND idempotency_key = $2";

const TRANSFERS: &str = "
    SELECT seq, lot, at, from_account, to_account, quantity, cause, incident, reverses, actor, idempotency_key,
           note, hash
    FROM transfer WHERE contract = $1 ORDER BY seq";

/// Books by contract.
pub type Books = BTreeMap<ContractRef, Book>;

/// Reads and locks the books of `contracts`.
pub fn lock(tx: &Tx<'_>, contracts: &[i64]) -> Result<Books, Fault> {
    gather(tx, LOCK_HEADS, contracts)
}

/// Reads the books of `contracts` without a lock, for pages.
pub fn read(reader: &Reader<'_>, contracts: &[i64]) -> Result<Books, Fault> {
    gather(reader, HEADS, contracts)
}

/// The one book of `contract`, as it is.
pub fn read_one(reader: &Reader<'_>, contract: ContractRef) -> Result<Book, Fault> {
    read(reader, &[contract.0])?
        .remove(&contract)
        .ok_or_else(|| Fault::corrupt(format!("contract {} has no book", contract.0)))
}

/// The one book of `contract`, locked.
pub fn lock_one(tx: &Tx<'_>, contract: ContractRef) -> Result<Book, Fault> {
    lock(tx, &[contract.0])?
        .remove(&contract)
        .ok_or_else(|| Fault::corrupt(format!("contract {} has no book", contract.0)))
}

fn gather(reader: &Reader<'_>, heads: &'static str, contracts: &[i64]) -> Result<Books, Fault> {
    let (mut books, mut lots) = (Books::new(), Vec::new());
    // The lots are read after the heads are locked: the database takes one after the other.
    reader.all(&mut [
        Ask::new(heads, params![contracts], &mut |row| {
            let contract = ContractRef(row.get(0)?);
            let head = Head {
                seq: row.get(1)?,
                hash: digest(&row.get::<Vec<u8>>(2)?)?,
            };
            let zone = zone(&row.get::<String>(3)?)?;
            books.insert(contract, Book::new(contract, zone, head, Vec::new()));
            Ok(())
        }),
        Ask::new(LOTS, params![contracts], &mut |row| {
            lots.push((ContractRef(row.get(1)?), lot(row)?));
            Ok(())
        }),
    ])?;
    for (contract, lot) in lots {
        if let Some(book) = books.get_mut(&contract) {
            book.lots.push(lot);
        }
    }
    Ok(books)
}

/// Writes what has been posted in the books: the transfers, the lots they touched and the heads.
///
/// # Errors
/// A conflict where another transaction has moved a head meanwhile, which a lock taken before makes impossible.
pub fn write<'a>(
    tx: &mut Tx<'_>,
    books: impl IntoIterator<Item = &'a mut Book>,
) -> Result<(), Fault> {
    let moved: Vec<&mut Book> = books
        .into_iter()
        .filter(|book| !book.posted.is_empty())
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    let numbers: Vec<_> = moved.iter().map(|book| numbers(book)).collect();
    let (mut transfers, mut lots, mut heads) = (Vec::new(), Vec::new(), Vec::new());
    for (book, numbers) in moved.iter().zip(&numbers) {
        let posted = book.posted.iter().zip(numbers);
        transfers.extend(
            posted.map(|(one, number)| transfer_values(book.contract, one, number.as_ref())),
        );
        let touched = book
            .lots
            .iter()
            .filter(|lot| book.posted.iter().any(|posted| posted.lot == lot.lot));
        lots.extend(touched.map(lot_values));
        heads.push(head_values(book));
    }
    tx.send_many(POST, &transfers)?;
    tx.send_many(PROJECT, &lots)?;
    if tx.execute_many(ADVANCE, &heads)? != heads.len() as u64 {
        return Err(Fault::Conflict { constraint: None });
    }
    for book in moved {
        book.posted.clear();
    }
    Ok(())
}

/// Whether a transfer was made under that key before.
pub fn is_posted(reader: &Reader<'_>, contract: ContractRef, once: &str) -> Result<bool, Fault> {
    let found = reader.maybe(POSTED, params![contract.0, once], |row| row.get::<i64>(0))?;
    Ok(found.is_some())
}

/// Every transfer of `contract`, oldest first.
pub fn transfers(reader: &Reader<'_>, contract: ContractRef) -> Result<Vec<Transfer>, Fault> {
    reader.rows(TRANSFERS, params![contract.0], transfer)
}

/// The number of the incident behind each transfer that is to be written, as it is stored.
fn numbers(book: &Book) -> Vec<Option<String>> {
    let incidents = book.posted.iter().map(|one| one.cause.incident());
    incidents
        .map(|incident| incident.map(|number| number.to_string()))
        .collect()
}

fn transfer_values<'a>(
    contract: ContractRef,
    transfer: &'a Transfer,
    incident: Option<&'a String>,
) -> Vec<Value<'a>> {
    params![
        contract.0,
        transfer.seq,
        transfer.lot.0,
        transfer.at.0,
        transfer.from.code(),
        transfer.to.code(),
        transfer.quantity,
        transfer.cause.code(),
        incident,
        transfer.reverses,
        &transfer.actor,
        &transfer.idempotency_key,
        transfer.note.as_ref().map(<[u8; 32]>::as_slice),
        &transfer.hash,
    ]
    .to_vec()
}

fn lot_values(lot: &Lot) -> Vec<Value<'static>> {
    let mut values = params![lot.lot.0, lot.grace_until.map(|grace| grace.0)].to_vec();
    values.extend(lot.balances.amounts().map(Value::Int));
    values
}

fn head_values(book: &Book) -> Vec<Value<'_>> {
    let before = book.head.seq - book.posted.len() as i64;
    params![book.contract.0, book.head.seq, &book.head.hash, before].to_vec()
}

fn lot(row: &Row<'_>) -> Result<Lot, Fault> {
    let mut amounts = [0; 6];
    for (place, amount) in amounts.iter_mut().enumerate() {
        *amount = row.get(7 + place)?;
    }
    Ok(Lot {
        lot: LotRef(row.get(0)?),
        unit: unit(&row.get::<String>(2)?)?,
        capacity: row
            .get::<Option<i64>>(3)?
            .map_or(Capacity::Counted, |_| Capacity::Unlimited),
        starts: Moment(row.get(4)?),
        ends: Moment(row.get(5)?),
        grace_until: row.get::<Option<i64>>(6)?.map(Moment),
        balances: Balances::new(amounts),
    })
}

fn transfer(row: &Row<'_>) -> Result<Transfer, Fault> {
    let incident = row.get::<Option<String>>(7)?;
    let incident = incident.as_deref().map(request_number).transpose()?;
    let cause = row.get::<String>(6)?;
    Ok(Transfer {
        seq: row.get(0)?,
        lot: LotRef(row.get(1)?),
        at: Moment(row.get(2)?),
        from: account(&row.get::<String>(3)?)?,
        to: account(&row.get::<String>(4)?)?,
        quantity: row.get(5)?,
        cause: Cause::from_code(&cause, incident)
            .ok_or_else(|| Fault::corrupt(format!("transfer cause {cause}")))?,
        reverses: row.get(8)?,
        actor: row.get(9)?,
        idempotency_key: row.get(10)?,
        note: row
            .get::<Option<Vec<u8>>>(11)?
            .map(|note| digest(&note))
            .transpose()?,
        hash: digest(&row.get::<Vec<u8>>(12)?)?,
    })
}

fn account(code: &str) -> Result<Account, Fault> {
    Account::from_code(code).ok_or_else(|| Fault::corrupt(format!("ledger account {code}")))
}

/// The time zone stored under its name.
pub(crate) fn zone(name: &str) -> Result<Zone, Fault> {
    Zone::named(name).map_err(|_| Fault::corrupt(format!("time zone {name}")))
}

/// The number of a request as it is stored.
pub(crate) fn request_number(text: &str) -> Result<RequestNumber, Fault> {
    RequestNumber::parse(text).map_err(|_| Fault::corrupt(format!("request number {text}")))
}

/// The unit stored under `code`.
pub(crate) fn unit(code: &str) -> Result<Unit, Fault> {
    Unit::from_code(code).ok_or_else(|| Fault::corrupt(format!("unit {code}")))
}

/// A stored SHA-256 value.
pub(crate) fn digest(bytes: &[u8]) -> Result<Digest, Fault> {
    bytes
        .try_into()
        .map_err(|_| Fault::corrupt("a hash of another length"))
}
