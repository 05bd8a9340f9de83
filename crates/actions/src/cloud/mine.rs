//! The subscriptions that a sign-in sees, and the customers that it administers.

use domain::limits;
use domain::refusal::Refusal;
use store::{Fault, Reader, params};

use super::stored::{Subscription, folded, tie, ties};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// What ties an account to any subscription, customer by customer. `$2` bounds the list.
pub(super) const OF_ACCOUNT: &str = ties!(
    "r.account = $1",
    "k.account = $1",
    " ORDER BY 7, 3, 2 LIMIT $2"
);

/// The customers that have ever delegated to a partner that the account belongs to; living ones first.
pub(super) const CUSTOMERS: &str = "
    SELECT o.key, o.name, MAX(CASE WHEN d.ended_at IS NULL THEN 1 ELSE 0 END)
    FROM contact k JOIN delegation d ON d.partner = k.organisation JOIN organisation o ON o.id = d.customer
    WHERE k.account = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL
    GROUP BY o.key, o.name ORDER BY 3 DESC, o.name, o.key LIMIT $2";

/// A customer of a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The organisation's opaque key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Whether its delegation lives.
    pub is_living: bool,
}

/// What a sign-in has in the cloud.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    /// By customer and name, at most [`limits::SUBSCRIPTIONS_SHOWN_MAX`] ties; those seen by delegation too.
    pub subscriptions: Vec<Subscription>,
    /// The customers that have delegated to the sign-in's partners.
    pub customers: Vec<Customer>,
}

/// What whoever asks has in the cloud.
///
/// # Errors
/// [`Refusal::SignInNeeded`].
pub async fn mine(house: &House, visit: &Visit) -> Answer<Seen<Mine>> {
    let catalog = house.catalog();
    house
        .see(visit, move |reader, caller| {
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let (account, most) = (person.account.0, limits::SUBSCRIPTIONS_SHOWN_MAX as i64);
            let found =
                reader.rows(OF_ACCOUNT, params![account, most], |row| tie(row, &catalog))?;
            let mut subscriptions: Vec<_> = folded(found).into_values().collect();
            subscriptions.retain(|one| one.standing.sees());
            subscriptions.sort_by(|one, other| order(one).cmp(&order(other)));
            Ok(Mine {
                subscriptions,
                customers: customers(reader, account, most)?,
            })
        })
        .await
}

fn order(one: &Subscription) -> (&str, &str, &str) {
    (one.customer_name(), &one.name, &one.key)
}

fn customers(reader: &Reader<'_>, account: i64, most: i64) -> Result<Vec<Customer>, Fault> {
    reader.rows(CUSTOMERS, params![account, most], |row| {
        Ok(Customer {
            key: row.get(0)?,
            name: row.get(1)?,
            is_living: row.get::<i64>(2)? == 1,
        })
    })
}
