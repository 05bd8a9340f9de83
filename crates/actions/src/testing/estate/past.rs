//! Requests of the past year: taken by the gate itself, many to a transaction, and all but a few closed.

use std::ops::Range;

use domain::time::Moment;
use store::{Fault, Tx, params};

use super::submission;
use crate::incidents::submit::{self, Submission};
use crate::{Answer, House, Stopped};

/// Requests that are written in one transaction.
const AT_ONCE: usize = 500;

/// Over how many days they are spread.
const DAYS: i64 = 360;

/// Of how many requests one is still open.
const OPEN_EACH: i64 = 200;

const CLOSE: &str = "
    UPDATE incident SET state = 'closed', closed_at = $2, changed_at = $2, work_began_at = $2, contacted_at = $2,
                        due_at = NULL, disposition = 'solved', last_event = 2
    WHERE id = $1";

const CLOSED: &str = "
    INSERT INTO event (incident, seq, at, actor, kind, words, facts)
    VALUES ($1, 2, $2, 'engineer', 'closed', 'The cause is gone: the update is out.',
            '{\"disposition\":\"solved\",\"effect\":\"charged\"}')";

/// Letters and answers to submissions are not kept for ever.
const LETTERS: &str = "DELETE FROM letter WHERE incident IN_LIST($1)";
const ANSWERS: &str = "DELETE FROM submission WHERE incident IN_LIST($1)";

/// Writes `count` requests of the year before `at`, spread over the first `contracts`.
pub async fn fill(house: &House, (count, contracts): (i64, i64), at: Moment) -> Answer<()> {
    for first in (0..count).step_by(AT_ONCE) {
        let numbers = first..count.min(first + AT_ONCE as i64);
        let (catalog, keys) = (house.catalog(), house.keys.clone());
        house
            .run(move |tx| {
                let began = at.plus_days(-DAYS);
                let when = |number| began.plus_minutes(DAYS * 24 * 60 * number / count);
                let submissions: Vec<Submission> = numbers
                    .clone()
                    .map(|number| submission(&catalog, number % contracts, number, when(number)))
                    .collect();
                let taken = submit::submit(tx, &catalog, keys.numbers(), submissions)?;
                let taken = taken.into_iter().map(|one| Ok(one?.incident.0));
                let rows: Vec<i64> = taken.collect::<Answer<_>>()?;
                Ok::<_, Stopped>(close(tx, &rows, numbers, when)?)
            })
            .await?;
    }
    Ok(())
}

/// Closes all but a few, a day after they came.
fn close(
    tx: &mut Tx<'_>,
    rows: &[i64],
    numbers: Range<i64>,
    when: impl Fn(i64) -> Moment,
) -> Result<(), Fault> {
    let closed: Vec<_> = rows
        .iter()
        .zip(numbers)
        .filter(|(_, number)| number % OPEN_EACH != 0)
        .map(|(row, number)| params![*row, when(number).plus_days(1).0].to_vec())
        .collect();
    tx.execute_many(CLOSE, &closed)?;
    tx.execute_many(CLOSED, &closed)?;
    tx.execute(LETTERS, params![rows])?;
    tx.execute(ANSWERS, params![rows]).map(|_| ())
}
