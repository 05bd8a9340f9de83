//! Orders in lists: one's own, and the service centre's.

use domain::account::Caller;
use domain::limits;
use domain::money::Money;
use domain::order::{Milestones, Way};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, params};

use super::stored::{Purchase, purchases, stored};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// One's own, and those of the locations whose people one keeps.
pub(super) const MINE: &str = purchases!(
    "WHERE p.id IN (
       SELECT u.id FROM purchase u WHERE u.account = $1 AND u.location IS NULL
       UNION ALL
       SELECT u.id FROM contact k JOIN location h ON h.id = k.location
       JOIN location l ON l.organisation = h.organisation AND (l.id = h.id OR h.head_office_since IS NOT NULL)
       JOIN purchase u ON u.location = l.id
       WHERE k.account = $1 AND k.approved_at IS NOT NULL AND k.primary_since IS NOT NULL AND k.ended_at IS NULL)
     ORDER BY p.id DESC LIMIT $2 OFFSET $3"
);

// Of the service centre: opaque keys from `$1` to before `$4`, `$2` and `$3` are the page.

const UNPAID: &str = purchases!(
    "WHERE p.paid_at IS NULL AND p.failed_at IS NULL AND p.key >= $1 AND p.key < $4 ORDER BY p.id LIMIT $2 OFFSET $3"
);
const UNDELIVERED: &str = purchases!(
    "WHERE p.paid_at IS NOT NULL AND p.delivered_at IS NULL AND p.refund_began_at IS NULL AND p.key >= $1 AND p.key < $4
     ORDER BY p.id LIMIT $2 OFFSET $3"
);
const ODD: &str = purchases!(
    "WHERE p.id IN (SELECT y.purchase FROM payment y WHERE y.oddity IS NOT NULL AND y.refunded_at IS NULL)
       AND p.key >= $1 AND p.key < $4 ORDER BY p.id LIMIT $2 OFFSET $3"
);
const REFUNDING: &str = purchases!(
    "WHERE p.refund_began_at IS NOT NULL AND p.refunded_at IS NULL AND p.key >= $1 AND p.key < $4
     ORDER BY p.id LIMIT $2 OFFSET $3"
);
const ALL: &str =
    purchases!("WHERE p.key >= $1 AND p.key < $4 ORDER BY p.id DESC LIMIT $2 OFFSET $3");

const COUNTS: &str = "
    SELECT (SELECT COUNT(*) FROM purchase WHERE paid_at IS NULL AND failed_at IS NULL),
           (SELECT COUNT(*) FROM purchase
            WHERE paid_at IS NOT NULL AND delivered_at IS NULL AND refund_began_at IS NULL),
           (SELECT COUNT(DISTINCT purchase) FROM payment WHERE oddity IS NOT NULL AND refunded_at IS NULL),
           (SELECT COUNT(*) FROM purchase WHERE refund_began_at IS NOT NULL AND refunded_at IS NULL)";

/// A view of the service centre's orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Nothing has come in.
    #[default]
    Unpaid,
    /// Paid, and the rules refused the contract.
    Undelivered,
    /// Something came in that pays for nothing.
    Odd,
    /// The money is on its way back.
    Refunding,
    /// Every order, the newest first.
    All,
}

impl View {
    /// Every view, in the order they are listed.
    pub const ALL: [Self; 5] = [
        Self::Unpaid,
        Self::Undelivered,
        Self::Odd,
        Self::Refunding,
        Self::All,
    ];

    /// The word it has in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Undelivered => "undelivered",
            Self::Odd => "odd",
            Self::Refunding => "refunding",
            Self::All => "all",
        }
    }

    /// The view called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }

    const fn sql(self) -> &'static str {
        match self {
            Self::Unpaid => UNPAID,
            Self::Undelivered => UNDELIVERED,
            Self::Odd => ODD,
            Self::Refunding => REFUNDING,
            Self::All => ALL,
        }
    }
}

/// What the service centre's list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// The view.
    pub view: View,
    /// The beginning of an order's number, as it was typed.
    pub text: String,
    /// The page, from 1.
    pub page: i64,
}

/// An order in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its opaque key.
    pub key: String,
    /// The key and version of its offer.
    pub offer: (String, i64),
    /// How many.
    pub quantity: i64,
    /// What it costs with tax.
    pub total: Money,
    /// How it is paid.
    pub way: Way,
    /// Who ordered: the organisation's location, else the person's name or address.
    pub customer: String,
    /// The customer's own number for it.
    pub reference: String,
    /// What has happened to it.
    pub milestones: Milestones,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// At most [`limits::PAGE_ROWS`].
    pub lines: Vec<Line>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// A page of the service centre's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// The page.
    pub page: Page,
    /// How many each view holds, in the order of [`View::ALL`]; the last is not counted.
    pub counts: [i64; 4],
}

/// The orders of the person who visits and of the locations that they keep, the newest first.
pub async fn mine(house: &House, visit: &Visit, page: i64) -> Answer<Seen<Page>> {
    house
        .see(visit, move |reader, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let (rows, skipped) = window(page);
            let found = reader.rows(MINE, params![account.0, rows + 1, skipped], stored)?;
            Ok(cut(found))
        })
        .await
}

/// Every order, for the service centre.
///
/// # Errors
/// `SignInNeeded`, `PasskeyNeeded`, `NotFound`.
pub async fn at_service_centre(
    house: &House,
    visit: &Visit,
    narrowed: Narrowed,
) -> Answer<Seen<Desk>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            desk(reader, caller, &narrowed, at)
        })
        .await
}

fn desk(reader: &Reader<'_>, caller: &Caller, narrowed: &Narrowed, at: Moment) -> Answer<Desk> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    let (rows, skipped) = window(narrowed.page);
    let from = beginning(&narrowed.text);
    // Behind every letter and digit of a key.
    let until = format!("{from}{{");
    let values = params![&from, rows + 1, skipped, &until];
    let found = reader.rows(narrowed.view.sql(), values, stored)?;
    let counts = reader.row(COUNTS, params![], |row| {
        Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
    })?;
    Ok(Desk {
        page: cut(found),
        counts,
    })
}

fn window(page: i64) -> (i64, i64) {
    let rows = limits::PAGE_ROWS as i64;
    (rows, (page - 1).clamp(0, i64::MAX / rows) * rows)
}

/// What the key of an order begins with whose number begins with `text`, in whatever groups and letters it was typed.
fn beginning(text: &str) -> String {
    let plain = text.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = plain.map(|one| one.to_ascii_lowercase()).collect();
    format!("{}_{plain}", domain::order::KEY)
}

fn cut(found: Vec<Purchase>) -> Page {
    Page {
        more: found.len() > limits::PAGE_ROWS,
        lines: found
            .into_iter()
            .take(limits::PAGE_ROWS)
            .map(line)
            .collect(),
    }
}

fn line(purchase: Purchase) -> Line {
    let buyer = purchase.buyer;
    let person = if buyer.name.is_empty() {
        buyer.email.unwrap_or_default()
    } else {
        buyer.name
    };
    Line {
        key: purchase.key,
        offer: (purchase.offer, purchase.offer_version),
        quantity: purchase.quantity,
        total: purchase.cost.total,
        way: purchase.way,
        customer: purchase.location.map_or(person, |(_, name)| name),
        reference: purchase.reference,
        milestones: purchase.milestones,
    }
}
