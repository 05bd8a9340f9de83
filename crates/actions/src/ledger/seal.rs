//! Sealing: one signed root a day over the heads of all contracts that moved since the seal before, so that a history
//! that was cut short or written anew is found.

use domain::ledger::chain::{Digest, Head, seal_root};
use domain::time::{Moment, Zone};
use store::{Fault, Reader, Tx, params};

use super::books::digest;
use crate::House;
use crate::keys::KeyRing;
use crate::stopped::Answer;

const LAST_ROOT: &str = "SELECT root FROM seal ORDER BY id DESC LIMIT 1";
const LAST_AT: &str = "SELECT at FROM seal ORDER BY id DESC LIMIT 1";
const OF_DAY: &str = "SELECT id FROM seal WHERE day = $1";

/// Heads that are further than what was sealed of them, in the order in which they are hashed.
const MOVED: &str = "
    SELECT c.id, c.key, c.chain_seq, c.chain_hash FROM contract c
    WHERE c.chain_seq > COALESCE((SELECT MAX(h.seq) FROM seal_head h WHERE h.contract = c.id), 0)
    ORDER BY c.key";

const SEAL: &str = "
    INSERT INTO seal (at, day, previous_root, root, signing_key, signature) VALUES ($1, $2, $3, $4, $5, $6)
    RETURNING id";
const HEAD: &str = "INSERT INTO seal_head (seal, contract, seq, hash) VALUES ($1, $2, $3, $4)";

/// When the ledger was last sealed.
pub async fn last_sealed(house: &House) -> Answer<Option<Moment>> {
    let last = house
        .store
        .read(|reader| reader.maybe(LAST_AT, params![], |row| row.get(0)));
    Ok(last.await?.map(Moment))
}

/// Seals the day of `at` in UTC, unless it is sealed already; gives how many contracts had moved.
pub async fn seal(house: &House, at: Moment) -> Answer<Option<usize>> {
    let keys = house.keys.clone();
    house.run(move |tx| Ok(write(tx, &keys, at)?)).await
}

fn write(tx: &mut Tx<'_>, keys: &KeyRing, at: Moment) -> Result<Option<usize>, Fault> {
    let day = Zone::UTC.date_of(at).to_string();
    if tx
        .maybe(OF_DAY, params![&day], |row| row.get::<i64>(0))?
        .is_some()
    {
        return Ok(None);
    }
    let previous = last_root(tx)?;
    let moved = tx.rows(MOVED, params![], |row| {
        let head = Head {
            seq: row.get(2)?,
            hash: digest(&row.get::<Vec<u8>>(3)?)?,
        };
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?, head))
    })?;
    let root = seal_root(
        &previous,
        moved.iter().map(|(_, key, head)| (key.as_str(), *head)),
    );
    let signed = keys.sign(&message(&day, &previous, &root));
    let values = params![
        at.0,
        &day,
        &previous,
        &root,
        signed.number,
        &signed.signature
    ];
    let seal = tx.returning(SEAL, values, |row| row.get::<i64>(0))?;
    let seal = *seal
        .first()
        .ok_or_else(|| Fault::other("an insert without a row"))?;
    let heads: Vec<_> = moved
        .iter()
        .map(|(row, _, head)| params![seal, *row, head.seq, &head.hash].to_vec())
        .collect();
    tx.execute_many(HEAD, &heads)?;
    Ok(Some(moved.len()))
}

fn last_root(reader: &Reader<'_>) -> Result<Digest, Fault> {
    let last = reader.maybe(LAST_ROOT, params![], |row| row.get::<Vec<u8>>(0))?;
    last.map_or(Ok([0; 32]), |root| digest(&root))
}

/// What is signed: the day and both roots.
pub(super) fn message(day: &str, previous: &Digest, root: &Digest) -> Vec<u8> {
    [b"klippkort seal 1\n", day.as_bytes(), b"\n", previous, root].concat()
}
