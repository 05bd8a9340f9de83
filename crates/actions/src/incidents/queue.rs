//! The engineers' queue: views of what is open, by time to due. Program support cases are the service centre's.

use domain::account::Caller;
use domain::incident::State;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::Moment;
use store::{Ask, Fault, Reader, Row, Value, params};

use super::line::pattern;
use crate::{Answer, House, Seen, Visit};

/// A view of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Open, and nobody's.
    #[default]
    Unassigned,
    /// Open, and the reader's.
    Mine,
    /// Its first answer is due within [`limits::DUE_SOON_MINUTES`].
    DueSoon,
    /// Its first answer is late.
    Overdue,
    /// Waiting for the customer.
    Waiting,
    /// Closed within [`limits::RECENTLY_CLOSED_DAYS`].
    Closed,
    /// Its deduction is disputed.
    Disputed,
    /// Everything open.
    All,
}

impl View {
    /// Every view, in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::Unassigned,
        Self::Mine,
        Self::DueSoon,
        Self::Overdue,
        Self::Waiting,
        Self::Closed,
        Self::Disputed,
        Self::All,
    ];

    /// The word it has in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unassigned => "unassigned",
            Self::Mine => "mine",
            Self::DueSoon => "due-soon",
            Self::Overdue => "overdue",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
            Self::Disputed => "disputed",
            Self::All => "all",
        }
    }

    /// The view called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }

    const fn sql(self) -> &'static str {
        match self {
            Self::Unassigned => UNASSIGNED,
            Self::Mine => MINE,
            Self::DueSoon => DUE_SOON,
            Self::Overdue => OVERDUE,
            Self::Waiting => WAITING,
            Self::Closed => CLOSED,
            Self::Disputed => DISPUTED,
            Self::All => OPEN,
        }
    }
}

/// A request in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How badly it hurts.
    pub severity: Severity,
    /// Where it is in its life.
    pub state: State,
    /// When its first answer is due, while one is.
    pub due: Option<Moment>,
    /// The product's key.
    pub product: String,
    /// What the customer is called, or the address.
    pub customer: String,
    /// The engineer's name.
    pub engineer: Option<String>,
    /// Whether the reader has it.
    pub is_mine: bool,
    /// Whether the customer wrote last.
    pub unread: bool,
}

/// What the queue is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// The view.
    pub view: View,
    /// Part of the number, the title, the customer's name or the conversation.
    pub text: String,
    /// The page, from 1.
    pub page: i64,
}

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// At most [`limits::PAGE_ROWS`] of the view.
    pub lines: Vec<Waiting>,
    /// Whether the view has more behind them.
    pub more: bool,
    /// How many each view holds, in the order of [`View::ALL`].
    pub counts: [i64; 8],
}

/// `$1` is the reader, `$2` and `$3` the bounds of the view, `$4` a pattern in lower case, `$5` and `$6` the page.
macro_rules! view {
    ($within:literal, $order:literal) => {
        concat!(
            "SELECT i.number, i.title, i.severity, i.state, i.due_at, i.product, a.name, a.email, i.engineer,
                    (SELECT e.name FROM account e WHERE e.id = i.engineer), CAST($1 AS BIGINT),
                    (SELECT v.kind FROM event v WHERE v.incident = i.id AND v.internal_at IS NULL
                     ORDER BY v.seq DESC LIMIT 1)
             FROM incident i JOIN account a ON a.id = i.account
             WHERE CAST($2 AS BIGINT) <= CAST($3 AS BIGINT) AND i.kind <> 'program' AND ",
            $within,
            "
               AND ($4 = '' OR LOWER(i.number || ' ' || i.title || ' ' || a.name) LIKE $4 ESCAPE '!'
                    OR EXISTS (SELECT 1 FROM event v WHERE v.incident = i.id AND LOWER(v.words) LIKE $4 ESCAPE '!'))
             ORDER BY ",
            $order,
            " LIMIT $5 OFFSET $6"
        )
    };
}

pub(super) const UNASSIGNED: &str = view!(
    "i.closed_at IS NULL AND i.engineer IS NULL",
    "i.due_at NULLS LAST, i.id"
);
pub(super) const MINE: &str = view!(
    "i.closed_at IS NULL AND i.engineer = $1",
    "i.due_at NULLS LAST, i.id"
);
pub(super) const DUE_SOON: &str = view!(
    "i.closed_at IS NULL AND i.due_at > $2 AND i.due_at <= $3",
    "i.due_at, i.id"
);
pub(super) const OVERDUE: &str = view!("i.closed_at IS NULL AND i.due_at <= $2", "i.due_at, i.id");
pub(super) const WAITING: &str = view!("i.waiting_since IS NOT NULL", "i.waiting_since, i.id");
pub(super) const CLOSED: &str = view!("i.closed_at > $2", "i.closed_at DESC, i.id DESC");
pub(super) const DISPUTED: &str = view!("i.disputed_at IS NOT NULL", "i.disputed_at, i.id");
pub(super) const OPEN: &str = view!("i.closed_at IS NULL", "i.due_at NULLS LAST, i.id");

/// The views of what is open, counted over the index of the queue alone.
pub(super) const COUNT_OPEN: &str = "
    SELECT COUNT(*) FILTER (WHERE i.engineer IS NULL), COUNT(*) FILTER (WHERE i.engineer = $1),
           COUNT(*) FILTER (WHERE i.due_at > $2 AND i.due_at <= $3), COUNT(*) FILTER (WHERE i.due_at <= $2),
           COUNT(*)
    FROM incident i WHERE i.closed_at IS NULL AND i.kind <> 'program'";
pub(super) const COUNT_WAITING: &str =
    "SELECT COUNT(*) FROM incident WHERE waiting_since IS NOT NULL AND kind <> 'program'";
pub(super) const COUNT_CLOSED: &str =
    "SELECT COUNT(*) FROM incident WHERE closed_at > $1 AND kind <> 'program'";
pub(super) const COUNT_DISPUTED: &str =
    "SELECT COUNT(*) FROM incident WHERE disputed_at IS NOT NULL AND kind <> 'program'";

/// A page of the queue.
///
/// # Errors
/// `SignInNeeded`, `PasskeyNeeded`, `NotFound`.
pub async fn queue(house: &House, visit: &Visit, narrowed: Narrowed) -> Answer<Seen<Queue>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::WorkIncident, &Object::default(), at)?;
            let Caller::Person(person) = caller else {
                return Err(Refusal::SignInNeeded.into());
            };
            Ok(page(reader, person.account.0, &narrowed, at)?)
        })
        .await
}

fn page(reader: &Reader<'_>, me: i64, narrowed: &Narrowed, at: Moment) -> Result<Queue, Fault> {
    let rows = limits::PAGE_ROWS as i64;
    let skipped = (narrowed.page - 1).clamp(0, i64::MAX / rows) * rows;
    let soon = at.plus_minutes(limits::DUE_SOON_MINUTES).0;
    let recently = at.plus_days(-limits::RECENTLY_CLOSED_DAYS).0;
    let (from, until) = match narrowed.view {
        View::Closed => (recently, at.0),
        _ => (at.0, soon),
    };
    let pattern = pattern(&narrowed.text);
    let values: [Value<'_>; 6] = [
        me.into(),
        from.into(),
        until.into(),
        (&pattern).into(),
        (rows + 1).into(),
        skipped.into(),
    ];
    let (mut lines, mut open) = (Vec::new(), [0; 5]);
    let [mut waits, mut closed, mut disputed] = [0; 3];
    reader.all(&mut [
        Ask::new(narrowed.view.sql(), &values, &mut |row| {
            lines.push(waiting(row)?);
            Ok(())
        }),
        Ask::new(COUNT_OPEN, params![me, at.0, soon], &mut |row| {
            for (place, count) in open.iter_mut().enumerate() {
                *count = row.get(place)?;
            }
            Ok(())
        }),
        Ask::new(COUNT_WAITING, &[], &mut |row| {
            waits = row.get(0)?;
            Ok(())
        }),
        Ask::new(COUNT_CLOSED, params![recently], &mut |row| {
            closed = row.get(0)?;
            Ok(())
        }),
        Ask::new(COUNT_DISPUTED, &[], &mut |row| {
            disputed = row.get(0)?;
            Ok(())
        }),
    ])?;
    let more = lines.len() > limits::PAGE_ROWS;
    lines.truncate(limits::PAGE_ROWS);
    let [unassigned, mine, due_soon, overdue, all] = open;
    Ok(Queue {
        lines,
        more,
        counts: [
            unassigned, mine, due_soon, overdue, waits, closed, disputed, all,
        ],
    })
}

fn waiting(row: &Row<'_>) -> Result<Waiting, Fault> {
    let unknown = |code: String| Fault::corrupt(format!("an incident's code {code}"));
    let (severity, state) = (row.get::<String>(2)?, row.get::<String>(3)?);
    let state = State::from_code(&state).ok_or_else(|| unknown(state))?;
    let (name, email) = (row.get::<String>(6)?, row.get::<Option<String>>(7)?);
    let engineer = row.get::<Option<i64>>(8)?;
    let last = row.get::<Option<String>>(11)?;
    Ok(Waiting {
        number: row.get(0)?,
        title: row.get(1)?,
        severity: Severity::from_code(&severity).ok_or_else(|| unknown(severity))?,
        state,
        due: row.get::<Option<i64>>(4)?.map(Moment),
        product: row.get(5)?,
        customer: if name.is_empty() {
            email.unwrap_or_default()
        } else {
            name
        },
        engineer: row.get(9)?,
        is_mine: engineer == Some(row.get::<i64>(10)?),
        unread: state != State::Closed && matches!(last.as_deref(), Some("reply" | "reopened")),
    })
}
