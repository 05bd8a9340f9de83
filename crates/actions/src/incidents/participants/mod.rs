//! Who is on an incident beside its reporter: colleagues who follow it, of their own accord or because it was shared
//! with them. Following counts for as long as they are colleagues; every query asks anew.

mod follow;
mod leave;
mod share;

pub use follow::{Offered, follow, offered};
pub use leave::{leave, remove};
pub use share::share;

use domain::account::AccountRef;
use domain::ledger::IncidentRef;
use domain::policy::Object;
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

pub(crate) use crate::contracts::colleagues::colleague;

/// How the account `$account` stands to the incident `i`, in the columns that [`stands`] reads.
macro_rules! standing {
    ($account:literal) => {
        concat!(
            "(SELECT p.account FROM participant p
              WHERE p.incident = i.id AND p.account = ",
            $account,
            " AND p.ended_at IS NULL), ",
            $crate::contracts::colleagues::colleague!($account),
            ",
             (SELECT p.account FROM participant p
              WHERE p.incident = i.id AND p.account = ",
            $account,
            " AND p.ended_by <> p.account)"
        )
    };
}
pub(crate) use standing;

/// The incidents that the account `$account` follows.
macro_rules! followed {
    ($account:literal) => {
        concat!(
            "SELECT i.id FROM participant p JOIN incident i ON i.id = p.incident
                  LEFT JOIN contract c ON c.id = i.contract
             WHERE p.account = ",
            $account,
            " AND p.ended_at IS NULL AND ",
            $crate::contracts::colleagues::colleague!($account),
            " IS NOT NULL"
        )
    };
}
pub(crate) use followed;

/// Whether the account `$account` submitted the incident `i` or follows it.
macro_rules! own {
    ($account:literal) => {
        concat!(
            "(i.account = ",
            $account,
            " OR i.id IN (",
            $crate::incidents::participants::followed!($account),
            "))"
        )
    };
}
pub(crate) use own;

/// Whether the account `$account` may open the page of the incident `i` that the contract `c` pays for: it is its own, or
/// a colleague's that it may begin to follow.
macro_rules! opens {
    ($account:literal) => {
        concat!(
            "(",
            $crate::incidents::participants::own!($account),
            " OR (i.closed_at IS NULL AND ",
            $crate::contracts::colleagues::colleague!($account),
            " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM participant p WHERE p.incident = i.id AND p.account = ",
            $account,
            " AND p.ended_by <> p.account)))"
        )
    };
}
pub(crate) use opens;

/// Who follows, in the order they came.
pub(super) const LIST: &str = concat!(
    "SELECT a.id, a.key, a.name, a.email, p.added_at
     FROM participant p JOIN account a ON a.id = p.account JOIN incident i ON i.id = p.incident
          LEFT JOIN contract c ON c.id = i.contract
     WHERE p.incident = $1 AND p.ended_at IS NULL AND ",
    colleague!("p.account"),
    " IS NOT NULL ORDER BY p.added_at, a.id"
);

const ADD: &str = "
    INSERT INTO participant (incident, account, added_at) VALUES ($1, $2, $3)
    ON CONFLICT (incident, account) DO UPDATE SET added_at = $3, ended_at = NULL, ended_by = NULL
    WHERE participant.ended_at IS NOT NULL";

const COUNT: &str = "SELECT COUNT(*) FROM participant WHERE incident = $1 AND ended_at IS NULL";

/// Somebody who follows an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The account.
    pub account: AccountRef,
    /// Its opaque key.
    pub key: String,
    /// What to call the person: the name, else the address.
    pub name: String,
    /// Since when.
    pub since: Moment,
}

/// Those who follow `incident`, the first first.
pub(super) fn list(reader: &Reader<'_>, incident: IncidentRef) -> Result<Vec<Participant>, Fault> {
    reader.rows(LIST, params![incident.0], |row| {
        let (name, email) = (row.get::<String>(2)?, row.get::<Option<String>>(3)?);
        Ok(Participant {
            account: AccountRef(row.get(0)?),
            key: row.get(1)?,
            name: if name.is_empty() {
                email.unwrap_or_default()
            } else {
                name
            },
            since: Moment(row.get(4)?),
        })
    })
}

/// How whoever asks stands to an incident, from the three columns of [`standing!`] that begin at `first`.
pub(crate) fn stands(row: &Row<'_>, first: usize) -> Result<Object, Fault> {
    let is_there = |column| row.get::<Option<i64>>(column).map(|found| found.is_some());
    Ok(Object {
        participant: is_there(first)?,
        colleague: is_there(first + 1)?,
        removed: is_there(first + 2)?,
        ..Object::default()
    })
}

/// Lets `account` follow; says whether it did not before, and how many follow now.
fn add(
    tx: &mut Tx<'_>,
    incident: IncidentRef,
    account: AccountRef,
    at: Moment,
) -> Result<(bool, i64), Fault> {
    let is_new = tx.execute(ADD, params![incident.0, account.0, at.0])? > 0;
    let count = tx.row(COUNT, params![incident.0], |row| row.get(0))?;
    Ok((is_new, count))
}
