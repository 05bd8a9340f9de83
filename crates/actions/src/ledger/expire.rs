//! The expiry job: what is left of a lot that has ended becomes *expired*. It finds what it missed while it was down,
//! and running it again finds nothing to do.

use domain::ledger;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::books;
use crate::House;
use crate::stopped::Answer;

/// Contracts that one transaction takes, so that nobody waits long for the writer.
const BATCH: i64 = 100;

const ENDED: &str = "
    SELECT DISTINCT contract FROM lot
    WHERE available > 0 AND ends_at <= $1 AND (grace_until IS NULL OR grace_until <= $1)
    ORDER BY contract LIMIT $2";

/// The name under which the job stands in the ledger.
const ACTOR: &str = "job:expiry";

/// What the job did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// Contracts of which units lapsed.
    pub contracts: usize,
    /// Those units.
    pub units: i64,
}

/// Lets all lapse that has ended by `at`.
pub async fn expire(house: &House, at: Moment) -> Answer<Expired> {
    let mut all = Expired::default();
    loop {
        let some = house.run(move |tx| Ok(batch(tx, at)?)).await?;
        if some.contracts == 0 {
            return Ok(all);
        }
        all.contracts += some.contracts;
        all.units += some.units;
    }
}

fn batch(tx: &mut Tx<'_>, at: Moment) -> Result<Expired, Fault> {
    let ended = tx.rows(ENDED, params![at.0, BATCH], |row| row.get::<i64>(0))?;
    let mut books = books::lock(tx, &ended)?;
    let mut done = Expired::default();
    for book in books.values_mut() {
        ledger::expire(book, ACTOR, at);
        done.contracts += usize::from(!book.posted.is_empty());
        done.units += book
            .posted
            .iter()
            .map(|transfer| transfer.quantity)
            .sum::<i64>();
    }
    books::write(tx, books.values_mut())?;
    Ok(done)
}
