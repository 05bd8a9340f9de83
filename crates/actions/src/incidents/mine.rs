//! The requests that a sign-in sees: those it submitted, those it follows, and those of its organisation.

use domain::account::AccountRef;
use domain::catalog::{Catalog, Name};
use domain::limits;
use domain::program::Topic;
use domain::refusal::Refusal;
use store::{Ask, Fault, Reader, Row, Value};

use super::drafts::{self, Draft};
use super::line::{Activity, activities, activity, pattern, plan};
use super::participants::{followed, own};
use crate::{Answer, House, Seen, Visit, organisations};

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

/// Whose requests are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// All that the person sees.
    #[default]
    All,
    /// Those that the person submitted or follows.
    Mine,
    /// Those of the locations that the person sees as one of the organisation's people.
    Organisation,
}

impl Whose {
    /// The word in an address and for the database; empty for all.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Mine => "mine",
            Self::Organisation => "organisation",
        }
    }

    /// The one of that word; all where there is none.
    pub fn of(code: &str) -> Self {
        let narrower = [Self::Mine, Self::Organisation];
        let found = narrower.into_iter().find(|one| one.code() == code);
        found.unwrap_or_default()
    }
}

/// What a list of requests is narrowed to. Empty fields narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Open, closed or both.
    pub which: Which,
    /// The person's own, the organisation's, or both.
    pub whose: Whose,
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

/// A page of requests.
#[derive(Clone, Debug, Default)]
pub struct Mine {
    /// Last changed first, at most [`limits::PAGE_ROWS`].
    pub lines: Vec<Activity>,
    /// How many fit the filter.
    pub total: i64,
    /// How many are open, and how many closed, of those that are asked for by [`Whose`], before any other filter.
    pub counts: (i64, i64),
    /// How many of them wait for the person.
    pub waiting: i64,
    /// The keys of the products there are requests about.
    pub products: Vec<String>,
    /// The contracts there are requests on: opaque key, Access ID and plan.
    pub contracts: Vec<(String, String, Name)>,
    /// The subscriptions there are requests about: opaque key and name.
    pub subscriptions: Vec<(String, String)>,
    /// Whether the person is one of an organisation's people.
    pub has_organisation: bool,
    /// What the person has begun and not submitted, the one saved last first; not in an export.
    pub drafts: Vec<Draft>,
}

/// The requests that `$1` sees: submitted or followed, and those of the locations `$3`; of one sort alone where `$2` says
/// so.
macro_rules! seen {
    () => {
        concat!(
            "i.id IN (SELECT id FROM incident WHERE account = $1 AND $2 <> 'organisation' UNION ",
            followed!("$1"),
            " AND $2 <> 'organisation' UNION
                      SELECT id FROM incident WHERE location IN_LIST($3) AND $2 <> 'mine')"
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

/// As [`seen`]; `$4` says open, closed or all; `$5` and `$6` product and contract; `$7` a pattern in
/// lower case; `$8` the cloud; `$9` the codes of topics that the pattern names. The conversation is searched of those alone
/// that the reader may read.
macro_rules! filtered {
    ($columns:expr, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM incident i LEFT JOIN contract c ON c.id = i.contract
              LEFT JOIN subscription u ON u.id = i.subscription JOIN account a ON a.id = i.account WHERE ",
            seen!(),
            in_the_cloud!("$8"),
            "
              AND ($4 = 'all' OR ($4 = 'open' AND i.closed_at IS NULL) OR ($4 = 'closed' AND i.closed_at IS NOT NULL))
              AND ($5 = '' OR i.product = $5) AND ($6 = '' OR c.key = $6)
              AND ($7 = '' OR LOWER(i.number || ' ' || i.title) LIKE $7 ESCAPE '!'
                   OR (i.kind = 'program' AND i.problem_type IN_LIST($9))
                   OR (EXISTS (SELECT 1 FROM event e WHERE e.incident = i.id AND e.internal_at IS NULL
                               AND LOWER(e.words) LIKE $7 ESCAPE '!') AND ",
            own!("$1"),
            "))",
            $rest
        )
    };
}

pub(super) const LINES: &str = filtered!(
    activities!("$1"),
    " ORDER BY i.changed_at DESC, i.id DESC LIMIT $10 OFFSET $11"
);

pub(super) const TOTAL: &str = filtered!("COUNT(*)", "");

pub(super) const COUNTS: &str = concat!(
    "SELECT COUNT(*) FILTER (WHERE i.closed_at IS NULL), COUNT(i.closed_at),
            COUNT(*) FILTER (WHERE i.waiting_since IS NOT NULL AND ",
    own!("$1"),
    ")
     FROM incident i LEFT JOIN subscription u ON u.id = i.subscription WHERE ",
    seen!(),
    in_the_cloud!("$4")
);

pub(super) const CHOICES: &str = concat!(
    "SELECT DISTINCT i.product, c.key, c.access_id, i.offer, i.offer_version, u.key, u.name
     FROM incident i LEFT JOIN contract c ON c.id = i.contract
     LEFT JOIN subscription u ON u.id = i.subscription WHERE ",
    seen!(),
    in_the_cloud!("$4"),
    " ORDER BY i.product, c.access_id, c.key"
);

/// The most rows of an export: more than anyone has filed, and bounded all the same.
const EXPORT_ROWS: i64 = 10_000;

/// A page of the requests that the caller sees, with what the caller has begun.
///
/// # Errors
/// `SignInNeeded`.
pub async fn mine(house: &House, visit: &Visit, filter: Filter) -> Answer<Seen<Mine>> {
    let rows = limits::PAGE_ROWS as i64;
    let skipped = (filter.page - 1).clamp(0, i64::MAX / rows) * rows;
    let (catalog, asking) = (house.catalog(), visit.clone());
    house
        .see(visit, move |reader, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let mut mine = page(reader, &catalog, account, &filter, (rows, skipped))?;
            mine.drafts = drafts::open(reader, &asking, caller)?;
            Ok(mine)
        })
        .await
}

/// All requests that the caller sees and that fit the filter, for an export.
///
/// # Errors
/// `SignInNeeded`.
pub async fn export(house: &House, visit: &Visit, filter: Filter) -> Answer<Seen<Mine>> {
    let catalog = house.catalog();
    house
        .see(visit, move |reader, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            Ok(page(reader, &catalog, account, &filter, (EXPORT_ROWS, 0))?)
        })
        .await
}

fn page(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
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
    let places = organisations::seen_by(reader, account)?;
    let seen: [Value<'_>; 3] = [
        account.0.into(),
        filter.whose.code().into(),
        places.as_slice().into(),
    ];
    let narrowing: [Value<'_>; 6] = [
        which.into(),
        (&filter.product).into(),
        (&filter.contract).into(),
        (&pattern).into(),
        about.into(),
        topics.as_slice().into(),
    ];
    let narrowed = [&seen[..], &narrowing].concat();
    let paged = [&narrowed[..], &[rows.into(), skipped.into()]].concat();
    let in_area = [&seen[..], &[area.into()]].concat();
    let (mut lines, mut choices) = (Vec::new(), Vec::new());
    let mut mine = Mine {
        has_organisation: !places.is_empty(),
        ..Mine::default()
    };
    reader.all(&mut [
        Ask::new(COUNTS, &in_area, &mut |row| {
            mine.counts = (row.get(0)?, row.get(1)?);
            mine.waiting = row.get(2)?;
            Ok(())
        }),
        Ask::new(LINES, &paged, &mut |row| {
            lines.push(activity(row, catalog)?);
            Ok(())
        }),
        Ask::new(TOTAL, &narrowed, &mut |row| {
            mine.total = row.get(0)?;
            Ok(())
        }),
        Ask::new(CHOICES, &in_area, &mut |row| {
            choices.push(choice(row, catalog)?);
            Ok(())
        }),
    ])?;
    mine.lines = lines;
    mine.offer(choices);
    Ok(mine)
}

/// A product, a contract and a subscription of a request in the list.
type Choice = (
    String,
    Option<(String, String, Name)>,
    Option<(String, String)>,
);

fn choice(row: &Row<'_>, catalog: &Catalog) -> Result<Choice, Fault> {
    let plan = plan(catalog, &row.get::<String>(3)?, row.get(4)?)?;
    let contract = row.get::<Option<String>>(1)?.zip(row.get(2)?);
    Ok((
        row.get(0)?,
        contract.map(|(key, access_id)| (key, access_id, plan)),
        row.get::<Option<String>>(5)?.zip(row.get(6)?),
    ))
}

impl Mine {
    /// What the list can be narrowed to, each once.
    fn offer(&mut self, choices: Vec<Choice>) {
        for (product, contract, subscription) in choices {
            self.products.push(product);
            self.contracts.extend(contract);
            self.subscriptions.extend(subscription);
        }
        self.products.dedup();
        self.contracts
            .sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
        self.contracts.dedup();
        self.subscriptions
            .sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
        self.subscriptions.dedup();
    }
}
