//! Which keys the data needs and the key file lacks.

use store::{Fault, Reader, params};

use crate::House;
use crate::stopped::Answer;

const USED: &str = "
    SELECT pair_key AS number FROM contract UNION SELECT sealed_key FROM contract UNION SELECT signing_key FROM seal
    ORDER BY number";

/// The numbers of keys that values were made with and that the ring does not hold.
pub async fn missing(house: &House) -> Answer<Vec<i64>> {
    let used = house.store.read(|reader| used(reader)).await?;
    Ok(used
        .into_iter()
        .filter(|number| !house.keys.holds(*number))
        .collect())
}

fn used(reader: &Reader<'_>) -> Result<Vec<i64>, Fault> {
    reader.rows(USED, params![], |row| row.get(0))
}
