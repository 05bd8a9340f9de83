//! The expiry job: what is left of a lot that has ended becomes *expired*. It finds what it missed while it was down,
//! and running it again finds nothing to do.

use domain::ledger::{self, ContractRef};
use domain::limits;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::books;
use crate::House;
use crate::stopped::Answer;

/// Contracts that one transaction takes, so that nobody waits long for the writer.
const BATCH: i64 = 100;

const ENDED: &str = "
    SELECT DISTINCT contract FROM lot
    WHERE contract > $3 AND available > 0 AND ends_at <= $1 AND (grace_until IS NULL OR grace_until <= $1)
    ORDER BY contract LIMIT $2";

/// What the job did.
#[derive(Clone, Debug, Default)]
pub struct Expired {
    /// Contracts of which units lapsed.
    pub contracts: usize,
    /// Those units.
    pub units: i64,
}

/// Lets all lapse that had ended [`limits::EXPIRY_LAG_MINUTES`] before `at`. A contract whose book is broken keeps no other waiting.
///
/// # Errors
/// The first fault in a book, after all other contracts have been seen to.
pub async fn expire(house: &House, at: Moment) -> Answer<Expired> {
    let at = at.plus_minutes(-limits::EXPIRY_LAG_MINUTES);
    let (mut all, mut broken, mut last) = (Expired::default(), None, 0);
    loop {
        let ended = house.run(move |tx| Ok(batch(tx, last, at)?)).await?;
        let Some((contract, _)) = ended.last() else {
            return broken.map_or(Ok(all), |fault: Fault| Err(fault.into()));
        };
        last = *contract;
        for (_, outcome) in ended {
            match outcome {
                Ok(units) => {
                    all.contracts += 1;
                    all.units += units;
                }
                Err(fault) => broken = broken.or(Some(fault)),
            }
        }
    }
}

/// The next contracts after `last`, and the units of each that lapsed.
type Batch = Vec<(i64, Result<i64, Fault>)>;

fn batch(tx: &mut Tx<'_>, last: i64, at: Moment) -> Result<Batch, Fault> {
    let ended = tx.rows(ENDED, params![at.0, BATCH, last], |row| row.get::<i64>(0))?;
    let each = ended.into_iter().map(|contract| {
        let units = tx.attempt(|tx| one(tx, ContractRef(contract), at));
        (contract, units)
    });
    Ok(each.collect())
}

fn one(tx: &mut Tx<'_>, contract: ContractRef, at: Moment) -> Result<i64, Fault> {
    let mut book = books::lock_one(tx, contract)?;
    ledger::expire(&mut book, at);
    let units = book.posted.iter().map(|transfer| transfer.quantity).sum();
    books::write(tx, [&mut book])?;
    Ok(units)
}
