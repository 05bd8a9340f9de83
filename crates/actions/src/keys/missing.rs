//! Which keys the data needs and the key file lacks.

use store::{Fault, Reader, params};

use super::KeyRing;
use crate::House;
use crate::stopped::Answer;

const USED: &str = "
    SELECT pair_key AS number FROM contract UNION SELECT sealed_key FROM contract UNION SELECT signing_key FROM seal
    ORDER BY number";

/// One sealed Contract ID for each key that has sealed any.
const SEALED: &str = "
    SELECT sealed_key, key, sealed_id FROM contract
    WHERE id IN (SELECT MIN(id) FROM contract GROUP BY sealed_key)";

/// The numbers of keys that values were made with and that the ring does not hold, or holds another key under.
pub async fn missing(house: &House) -> Answer<Vec<i64>> {
    let keys = house.keys.clone();
    Ok(house
        .store
        .read(move |reader| lacking(reader, &keys))
        .await?)
}

fn lacking(reader: &Reader<'_>, keys: &KeyRing) -> Result<Vec<i64>, Fault> {
    let used = reader.rows(USED, params![], |row| row.get::<i64>(0))?;
    let unopened = reader.rows(SEALED, params![], |row| {
        let (number, sealed) = (row.get::<i64>(0)?, row.get::<Vec<u8>>(2)?);
        let opened = keys.open(&row.get::<String>(1)?, number, &sealed);
        Ok((number, opened.is_err()))
    })?;
    let lacks = |number: &i64| !keys.holds(*number) || unopened.contains(&(*number, true));
    Ok(used.into_iter().filter(lacks).collect())
}
