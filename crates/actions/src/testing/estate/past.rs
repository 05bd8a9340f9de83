//! Requests of the past year: taken by the gate itself, many to a transaction, and all but a few closed.

use domain::time::Moment;
use store::{Fault, Tx, params};

use super::submission;
use crate::incidents::submit::{self, Submission};
use crate::{Answer, House, Stopped};

/// Requests that are written in one transaction.
const AT_ONCE: usize = 500;

/// Over how many days they are spread.
const DAYS: i64 = 360;

/// Requests that are still open: what a desk has before it does not grow with what it has behind it.
const OPEN: i64 = 1_000;

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
                let is_open = |number| number % (count / OPEN).max(1) == 0;
                let over = rows
                    .iter()
                    .zip(numbers)
                    .filter(|(_, number)| !is_open(*number));
                let over = over.map(|(row, number)| (*row, when(number).plus_days(1)));
                Ok::<_, Stopped>(close(tx, &over.collect::<Vec<_>>(), &rows)?)
            })
            .await?;
    }
    Ok(())
}

/// Closes those that are over, and clears away what is not kept of `all`.
fn close(tx: &mut Tx<'_>, over: &[(i64, Moment)], all: &[i64]) -> Result<(), Fault> {
    let closed = over.iter().map(|(row, at)| params![*row, at.0].to_vec());
    let closed: Vec<_> = closed.collect();
    tx.send_many(CLOSE, &closed)?;
    tx.send_many(CLOSED, &closed)?;
    tx.execute(LETTERS, params![all])?;
    tx.execute(ANSWERS, params![all]).map(|_| ())
}
