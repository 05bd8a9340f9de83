//! Re-wrapping: what was made with an older key is made anew with the newest, a few contracts at a time, while all
//! goes on.

use domain::ids::AccessId;
use store::{Fault, Tx, params};

use super::KeyRing;
use crate::House;
use crate::stopped::Answer;

/// Contracts that one transaction takes.
const BATCH: usize = 50;

const OLD: &str = "
    SELECT id, key, access_id, sealed_id, sealed_key FROM contract
    WHERE pair_key < $1 OR sealed_key < $1 ORDER BY id LIMIT $2 FOR UPDATE";

const WRAP: &str = "
    UPDATE contract SET pair_mac = $2, pair_key = $3, sealed_id = $4, sealed_key = $3 WHERE id = $1";

/// Re-wraps every pair that an older key has wrapped; gives how many. Running it again finds nothing to do.
///
/// # Errors
/// A fault where a sealed copy opens with no key of the key file; what was re-wrapped before stays so.
pub async fn rewrap(house: &House) -> Answer<usize> {
    let mut all = 0;
    loop {
        let keys = house.keys.clone();
        let nonces: Vec<[u8; 24]> = (0..BATCH).map(|_| house.random()).collect();
        let some = house.run(move |tx| Ok(batch(tx, &keys, &nonces)?)).await?;
        all += some;
        if some < BATCH {
            return Ok(all);
        }
    }
}

fn batch(tx: &mut Tx<'_>, keys: &KeyRing, nonces: &[[u8; 24]]) -> Result<usize, Fault> {
    let old = tx.rows(OLD, params![keys.current(), BATCH as i64], |row| {
        let access = row.get::<String>(2)?;
        let access =
            AccessId::parse(&access).map_err(|_| Fault::corrupt("an Access ID that is none"))?;
        Ok((
            row.get::<i64>(0)?,
            row.get::<String>(1)?,
            access,
            row.get::<Vec<u8>>(3)?,
            row.get::<i64>(4)?,
        ))
    })?;
    for ((row, key, access, sealed, number), nonce) in old.iter().zip(nonces) {
        let id = keys.open(key, *number, sealed).map_err(Fault::other)?;
        let (mac, sealed) = (keys.pair_mac(access, &id), keys.seal(key, &id, *nonce));
        tx.execute(WRAP, params![*row, &mac, keys.current(), &sealed])?;
    }
    Ok(old.len())
}
