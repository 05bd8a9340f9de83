//! Taking letters that are due out of the outbox, and reading them for the demo's mailbox.

use domain::limits;
use domain::time::Moment;
use store::{Fault, Row, params};

use super::{Letter, Recipient};
use crate::{Answer, House};

/// A letter on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its row.
    pub id: i64,
    /// Who it goes to.
    pub to: Recipient,
    /// What it says.
    pub letter: Letter,
    /// When it was posted.
    pub posted: Moment,
    /// How often it has been tried, this time included.
    pub tries: i64,
    /// Whether it is sent; in the demo's mailbox only.
    pub sent: Option<Moment>,
}

/// Letters whose time has come, longest due first; those that another sender has taken are passed over.
const DUE: &str = "
    SELECT id, address, language, zone, facts, created_at, tries + 1, sent_at FROM letter
    WHERE next_at IS NOT NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED";

/// A taken letter is nobody else's until its lease ends: a crash costs one copy more, and none is lost. While it is
/// under way nothing is wrong with it, so that nobody has it sent again beside.
const LEASE: &str =
    "UPDATE letter SET next_at = $2, tries = tries + 1, failure = NULL WHERE id = $1";

const NEWEST: &str = "
    SELECT id, address, language, zone, facts, created_at, tries, sent_at FROM letter ORDER BY id DESC LIMIT $1";

const ONE: &str = "
    SELECT id, address, language, zone, facts, created_at, tries, sent_at FROM letter WHERE id = $1";

/// How many are taken at a time.
const AT_ONCE: i64 = 20;

/// Takes letters that are due at `at`, and holds them for [`limits::LETTER_LEASE_MINUTES`].
pub async fn take_due(house: &House, at: Moment) -> Answer<Vec<Due>> {
    let lease = at.plus_minutes(limits::LETTER_LEASE_MINUTES);
    house
        .quietly(move |tx| {
            let due = tx.rows(DUE, params![at.0, AT_ONCE], letter)?;
            let leases: Vec<_> = due
                .iter()
                .map(|due| params![due.id, lease.0].to_vec())
                .collect();
            tx.execute_many(LEASE, &leases)?;
            Ok(due)
        })
        .await
}

/// The newest letters, sent or not; for the demo's mailbox.
pub async fn newest(house: &House) -> Answer<Vec<Due>> {
    let rows = limits::MAILBOX_ROWS as i64;
    let newest = house
        .store
        .read(move |reader| reader.rows(NEWEST, params![rows], letter));
    Ok(newest.await?)
}

/// One letter, for the demo's mailbox.
pub async fn one(house: &House, id: i64) -> Answer<Option<Due>> {
    let one = house
        .store
        .read(move |reader| reader.maybe(ONE, params![id], letter));
    Ok(one.await?)
}

fn letter(row: &Row<'_>) -> Result<Due, Fault> {
    let facts = row.get::<String>(4)?;
    Ok(Due {
        id: row.get(0)?,
        to: Recipient {
            address: row.get(1)?,
            language: row.get(2)?,
            zone: row.get(3)?,
        },
        letter: serde_json::from_str(&facts)
            .map_err(|problem| Fault::corrupt(format!("a letter: {problem}")))?,
        posted: Moment(row.get(5)?),
        tries: row.get(6)?,
        sent: row.get::<Option<i64>>(7)?.map(Moment),
    })
}
