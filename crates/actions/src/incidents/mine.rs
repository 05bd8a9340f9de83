//! The requests of a sign-in: those it submitted and those it follows.

use std::sync::Arc;

use domain::account::Caller;
use domain::catalog::{Catalog, Name};
use domain::incident::{Disposition, State};
use domain::limits;
use domain::program::Topic;
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::Moment;
use store::{Fault, Reader, Row, Value, params};

use super::participants::followed;
use crate::{Answer, House, Seen, Visit};

/// Which requests are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that are not closed.
    #[default]
    Open,
    /// Those that are.
    Closed,
    /// Both.
    All,
}

/// What a list of requests is narrowed to. Empty fields narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Open, closed or both.
    pub which: Which,
    /// The product's key.
    pub product: String,
    /// The contract's opaque key.
    pub contract: String,
    /// Whether only requests made in the cloud area are meant.
    pub is_cloud: bool,
    /// The subscription's opaque key, in the cloud area.
    pub subscription: String,
    /// Part of the number, the title or the conversation.
    pub text: String,
    /// The topics of program support cases that the text names, in the reader's language.
    pub topics: Vec<Topic>,
    /// The page, from 1.
    pub page: i64,
}

/// A request in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How badly it hurts.
    pub severity: Severity,
    /// Where it is in its life.
    pub state: State,
    /// Why it was closed.
    pub disposition: Option<Disposition>,
    /// The product's key.
    pub product: String,
    /// The keys of problem type and category.
    pub problem: (String, String),
    /// What the subscription is called that it is about, where it was made in the cloud area.
    pub subscription: Option<String>,
    /// The Access ID of the contract that pays, where one does.
    pub access_id: Option<String>,
    /// What the plan is called whose terms hold.
    pub plan: Name,
    /// When something last happened that the customer can see.
    pub changed: Moment,
    /// When it was submitted.
    pub submitted: Moment,
    /// When it was closed.
    pub closed: Option<Moment>,
}

/// A page of requests.
#[derive(Clone, Debug, Default)]
pub struct Mine {
    /// Last changed first, at most [`limits::PAGE_ROWS`].
    pub lines: Vec<Line>,
    /// How many fit the filter.
    pub total: i64,
    /// How many are open, and how many closed, before any filter.
    pub counts: (i64, i64),
    /// How many wait for the customer.
    pub waiting: i64,
    /// The keys of the products there are requests about.
    pub products: Vec<String>,
    /// The contracts there are requests on: opaque key, Access ID and plan.
    pub contracts: Vec<(String, String, Name)>,
    /// The subscriptions there are requests about: opaque key and name.
    pub subscriptions: Vec<(String, String)>,
}

/// The requests that `$1` submitted or follows.
macro_rules! mine {
    () => {
        concat!(
            "i.id IN (SELECT id FROM incident WHERE account = $1 UNION ",
            followed!("$1"),
            ")"
        )
    };
}

/// Every request where the parameter is empty, those of the cloud area where it is a star, else those about the
/// subscription with that key.
macro_rules! in_the_cloud {
    ($parameter:literal) => {
        concat!(
            " AND (",
            $parameter,
            " = '' OR (i.subscription IS NOT NULL AND (",
            $parameter,
            " = '*' OR u.key = ",
            $parameter,
            ")))"
        )
    };
}

/// `$2` says open, closed or all; `$3` and `$4` product and contract; `$5` a pattern in lower case; `$6` the cloud; `$7` the
/// codes of topics that the pattern names.
macro_rules! filtered {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM incident i LEFT JOIN contract c ON c.id = i.contract
              LEFT JOIN subscription u ON u.id = i.subscription WHERE ",
            mine!(),
            in_the_cloud!("$6"),
            "
              AND ($2 = 'all' OR ($2 = 'open' AND i.closed_at IS NULL) OR ($2 = 'closed' AND i.closed_at IS NOT NULL))
              AND ($3 = '' OR i.product = $3) AND ($4 = '' OR c.key = $4)
              AND ($5 = '' OR LOWER(i.number || ' ' || i.title) LIKE $5 ESCAPE '!'
                   OR (i.kind = 'program' AND i.problem_type IN_LIST($7))
                   OR EXISTS (SELECT 1 FROM event e WHERE e.incident = i.id AND e.internal_at IS NULL
                              AND LOWER(e.words) LIKE $5 ESCAPE '!'))",
            $rest
        )
    };
}

pub(super) const LINES: &str = filtered!(
    "i.number, i.title, i.severity, i.state, i.disposition, i.product, c.access_id, i.offer, i.offer_version,
     i.changed_at, i.submitted_at, i.closed_at, i.problem_type, i.category, u.name",
    " ORDER BY i.changed_at DESC, i.id DESC LIMIT $8 OFFSET $9"
);

pub(super) const TOTAL: &str = filtered!("COUNT(*)", "");

pub(super) const COUNTS: &str = concat!(
    "SELECT COUNT(*) FILTER (WHERE i.closed_at IS NULL), COUNT(i.closed_at), COUNT(i.waiting_since)
     FROM incident i LEFT JOIN subscription u ON u.id = i.subscription WHERE ",
    mine!(),
    in_the_cloud!("$2")
);

pub(super) const CHOICES: &str = concat!(
    "SELECT DISTINCT i.product, c.key, c.access_id, i.offer, i.offer_version, u.key, u.name
     FROM incident i LEFT JOIN contract c ON c.id = i.contract
     LEFT JOIN subscription u ON u.id = i.subscription WHERE ",
    mine!(),
    in_the_cloud!("$2"),
    " ORDER BY i.product, c.access_id, c.key"
);

/// The most rows of an export: more than anyone has filed, and bounded all the same.
const EXPORT_ROWS: i64 = 10_000;

/// A page of the caller's requests.
///
/// # Errors
/// `SignInNeeded`.
pub async fn mine(house: &House, visit: &Visit, filter: Filter) -> Answer<Seen<Mine>> {
    let rows = limits::PAGE_ROWS as i64;
    let skipped = (filter.page - 1).clamp(0, i64::MAX / rows) * rows;
    read(house, visit, filter, rows, skipped).await
}

/// All of the caller's requests that fit the filter, for an export.
///
/// # Errors
/// `SignInNeeded`.
pub async fn export(house: &House, visit: &Visit, filter: Filter) -> Answer<Seen<Mine>> {
    read(house, visit, filter, EXPORT_ROWS, 0).await
}

async fn read(
    house: &House,
    visit: &Visit,
    filter: Filter,
    rows: i64,
    skipped: i64,
) -> Answer<Seen<Mine>> {
    let catalog = house.catalog();
    house
        .see(visit, move |reader, caller| {
            let Caller::Person(person) = caller else {
                return Err(Refusal::SignInNeeded.into());
            };
            Ok(page(
                reader,
                &catalog,
                person.account.0,
                &filter,
                (rows, skipped),
            )?)
        })
        .await
}

fn page(
    reader: &Reader<'_>,
    catalog: &Arc<Catalog>,
    account: i64,
    filter: &Filter,
    (rows, skipped): (i64, i64),
) -> Result<Mine, Fault> {
    let which = match filter.which {
        Which::Open => "open",
        Which::Closed => "closed",
        Which::All => "all",
    };
    let pattern = pattern(&filter.text);
    let area = if filter.is_cloud { "*" } else { "" };
    let about = match filter.subscription.as_str() {
        "" => area,
        subscription => subscription,
    };
    let topics = filter.topics.iter().map(|topic| topic.code().to_owned());
    let topics: Vec<String> = topics.collect();
    let narrowed: [Value<'_>; 7] = [
        account.into(),
        which.into(),
        (&filter.product).into(),
        (&filter.contract).into(),
        (&pattern).into(),
        about.into(),
        topics.as_slice().into(),
    ];
    let page: [Value<'_>; 2] = [rows.into(), skipped.into()];
    let paged = [&narrowed[..], &page].concat();
    let (open, closed, waiting) = reader.row(COUNTS, params![account, area], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let mut mine = Mine {
        lines: reader.rows(LINES, &paged, |row| line(row, catalog))?,
        total: reader.row(TOTAL, &narrowed, |row| row.get(0))?,
        counts: (open, closed),
        waiting,
        ..Mine::default()
    };
    for (product, contract, subscription) in
        reader.rows(CHOICES, params![account, area], |row| {
            let plan = plan(catalog, &row.get::<String>(3)?, row.get(4)?)?;
            let contract = row.get::<Option<String>>(1)?.zip(row.get(2)?);
            Ok((
                row.get::<String>(0)?,
                contract.map(|(key, access_id)| (key, access_id, plan)),
                row.get::<Option<String>>(5)?.zip(row.get(6)?),
            ))
        })?
    {
        mine.products.push(product);
        mine.contracts.extend(contract);
        mine.subscriptions.extend(subscription);
    }
    mine.products.dedup();
    mine.contracts
        .sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    mine.contracts.dedup();
    mine.subscriptions
        .sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    mine.subscriptions.dedup();
    Ok(mine)
}

/// What is looked for, as a LIKE pattern whose wildcards are only those around it.
pub(crate) fn pattern(text: &str) -> String {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return String::new();
    }
    let escaped = text
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_");
    format!("%{escaped}%")
}

/// A request in a list, from the fifteen columns that lists read.
pub(crate) fn line(row: &Row<'_>, catalog: &Catalog) -> Result<Line, Fault> {
    let unknown = |code: String| Fault::corrupt(format!("an incident's code {code}"));
    let (severity, state) = (row.get::<String>(2)?, row.get::<String>(3)?);
    let disposition = row.get::<Option<String>>(4)?;
    Ok(Line {
        number: row.get(0)?,
        title: row.get(1)?,
        severity: Severity::from_code(&severity).ok_or_else(|| unknown(severity))?,
        state: State::from_code(&state).ok_or_else(|| unknown(state))?,
        disposition: disposition.as_deref().and_then(Disposition::from_code),
        product: row.get(5)?,
        access_id: row.get(6)?,
        plan: plan(catalog, &row.get::<String>(7)?, row.get(8)?)?,
        changed: Moment(row.get(9)?),
        submitted: Moment(row.get(10)?),
        closed: row.get::<Option<i64>>(11)?.map(Moment),
        problem: (row.get(12)?, row.get(13)?),
        subscription: row.get(14)?,
    })
}

fn plan(catalog: &Catalog, offer: &str, version: i64) -> Result<Name, Fault> {
    let offer = catalog
        .offer(offer, version)
        .ok_or_else(|| Fault::corrupt(format!("offer {offer}@{version}")))?;
    Ok(offer.name.clone())
}
