//! The cases that wait for the service centre, by region.

use domain::account::Caller;
use domain::ids::RequestKind;
use domain::incident::State;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::program::Topic;
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::{Answer, House, Seen, Visit, accounts};

/// Open cases of a region, or of all; `$3` and `$4` are the page.
pub(super) const WAITING: &str = "
    SELECT i.number, i.title, i.state, i.due_at, p.topic, p.region, o.name, a.name, a.email,
           (SELECT e.name FROM account e WHERE e.id = i.engineer)
    FROM incident i JOIN program_case p ON p.incident = i.id JOIN organisation o ON o.id = i.organisation
         JOIN account a ON a.id = i.account
    WHERE i.closed_at IS NULL AND i.kind = 'program' AND ($1 = '' OR p.region = $1) AND ($2 = '' OR p.topic = $2)
    ORDER BY i.due_at NULLS LAST, i.id LIMIT $3 OFFSET $4";

/// How many wait, by topic.
pub(super) const COUNTS: &str = "
    SELECT p.topic, COUNT(*) FROM incident i JOIN program_case p ON p.incident = i.id
    WHERE i.closed_at IS NULL AND i.kind = 'program' AND ($1 = '' OR p.region = $1) GROUP BY p.topic ORDER BY p.topic";

/// What the queue is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// A region's key; empty means all, and nothing the officer's own.
    pub region: Option<String>,
    /// Of one topic only.
    pub topic: Option<Topic>,
    /// The page, from 1.
    pub page: i64,
}

/// A case in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Where it is in its life.
    pub state: State,
    /// When its first answer is due, while one is.
    pub due: Option<Moment>,
    /// What it is about.
    pub topic: Topic,
    /// The key of its region.
    pub region: String,
    /// What the organisation is called.
    pub organisation: String,
    /// What whoever opened it is called, or the address.
    pub person: String,
    /// What the officer who has it is called.
    pub officer: Option<String>,
}

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The region that is shown; empty means all.
    pub region: String,
    /// By time to due, at most [`limits::PAGE_ROWS`].
    pub cases: Vec<Waiting>,
    /// Whether there are more behind them.
    pub more: bool,
    /// How many wait in the region, by topic.
    pub counts: Vec<(Topic, i64)>,
}

/// A page of the queue: of the officer's own region, unless another is asked for.
///
/// # Errors
/// `SignInNeeded`, `PasskeyNeeded`, `NotFound` for anybody but the service centre.
pub async fn queue(house: &House, visit: &Visit, narrowed: Narrowed) -> Answer<Seen<Queue>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            let object = Object {
                kind: RequestKind::Program,
                ..Object::default()
            };
            policy::allow(caller, Deed::WorkIncident, &object, at)?;
            page(reader, caller, &narrowed)
        })
        .await
}

fn page(reader: &Reader<'_>, caller: &Caller, narrowed: &Narrowed) -> Answer<Queue> {
    let region = accounts::region::shown(reader, caller, narrowed.region.as_deref())?;
    let rows = limits::PAGE_ROWS as i64;
    let skipped = (narrowed.page - 1).clamp(0, i64::MAX / rows) * rows;
    let topic = narrowed.topic.map_or("", Topic::code);
    let values = params![&region, topic, rows + 1, skipped];
    let mut cases = reader.rows(WAITING, values, waiting)?;
    let more = cases.len() > limits::PAGE_ROWS;
    cases.truncate(limits::PAGE_ROWS);
    let counts = reader.rows(COUNTS, params![&region], |row| {
        Ok((
            known(&row.get::<String>(0)?, Topic::from_code)?,
            row.get(1)?,
        ))
    })?;
    Ok(Queue {
        region,
        cases,
        more,
        counts,
    })
}

fn waiting(row: &Row<'_>) -> Result<Waiting, Fault> {
    let (name, email) = (row.get::<String>(7)?, row.get::<Option<String>>(8)?);
    Ok(Waiting {
        number: row.get(0)?,
        title: row.get(1)?,
        state: known(&row.get::<String>(2)?, State::from_code)?,
        due: row.get::<Option<i64>>(3)?.map(Moment),
        topic: known(&row.get::<String>(4)?, Topic::from_code)?,
        region: row.get(5)?,
        organisation: row.get(6)?,
        person: if name.is_empty() {
            email.unwrap_or_default()
        } else {
            name
        },
        officer: row.get(9)?,
    })
}

/// The value stored under a code.
pub(super) fn known<T>(code: &str, from_code: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    from_code(code).ok_or_else(|| Fault::corrupt(format!("a case's code {code}")))
}
