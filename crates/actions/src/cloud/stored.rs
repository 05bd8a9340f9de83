//! Subscriptions as their rows tell them, and how sign-ins stand towards them.

use std::collections::BTreeMap;

use domain::account::{AccountRef, Caller};
use domain::catalog::Catalog;
use domain::cloud::{Delegation, Denial, Standing, SubscriptionRole};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::stopped::Answer;

/// Subscriptions with what ties each account to them: a role's code, or what was delegated to a partner that the
/// account belongs to. One row a tie.
macro_rules! ties {
    ($role:literal, $delegation:literal, $tail:literal) => {
        concat!(
            "SELECT s.id, s.key, s.name, s.product, s.country, o.key, o.name, r.account, r.role
             FROM subscription s JOIN subscription_role r ON r.subscription = s.id AND r.ended_at IS NULL
                  LEFT JOIN organisation o ON o.id = s.organisation
             WHERE ",
            $role,
            " UNION ALL
             SELECT s.id, s.key, s.name, s.product, s.country, o.key, o.name, k.account,
                    CASE WHEN d.ended_at IS NULL THEN 'delegated' ELSE 'ended' END
             FROM contact k JOIN delegation d ON d.partner = k.organisation
                  JOIN subscription s ON s.organisation = d.customer
                  JOIN organisation o ON o.id = s.organisation
             WHERE k.approved_at IS NOT NULL AND k.ended_at IS NULL AND ",
            $delegation,
            $tail
        )
    };
}
pub(super) use ties;

pub(super) const OF_BATCH: &str = ties!(
    "s.key IN_LIST($1) AND r.account IN_LIST($2)",
    "k.account IN_LIST($2) AND s.key IN_LIST($1)",
    ""
);

const BY_KEY: &str = "
    SELECT s.id, s.key, s.name, s.product, s.country, o.key, o.name
    FROM subscription s LEFT JOIN organisation o ON o.id = s.organisation WHERE s.key = $1";

/// A subscription, as somebody stands towards it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    pub(crate) row: i64,
    /// Its opaque key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The product's key.
    pub product: String,
    /// The ISO 3166-1 code of its country.
    pub country: String,
    /// The customer's opaque key and name, where that is an organisation.
    pub customer: Option<(String, String)>,
    /// How whoever asks stands towards it.
    pub standing: Standing,
}

impl Subscription {
    /// What the customer is called; empty where the subscription is a person's own.
    pub fn customer_name(&self) -> &str {
        self.customer.as_ref().map_or("", |(_, name)| name)
    }

    /// Why requests about it may not be made by whoever asks; nothing where they may.
    pub fn lack(&self) -> Option<Denial> {
        let lack = || self.standing.lack(&self.name, self.customer_name());
        (!self.standing.makes_requests()).then(lack)
    }
}

/// The subscriptions called `keys` as each of `accounts` stands towards them, in one statement. Where there is no tie,
/// there is no entry.
pub(crate) fn of_batch(
    reader: &Reader<'_>,
    catalog: &Catalog,
    keys: &[String],
    accounts: &[i64],
) -> Result<BTreeMap<(String, AccountRef), Subscription>, Fault> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ties = reader.rows(OF_BATCH, params![keys, accounts], |row| tie(row, catalog))?;
    Ok(folded(ties))
}

/// Allows what is about the subscription called `key`, for whoever asks.
///
/// # Errors
/// What the policy says; an unknown subscription is like a foreign one.
pub(super) fn held(
    reader: &Reader<'_>,
    catalog: &Catalog,
    caller: &Caller,
    key: &str,
    deed: Deed,
    at: Moment,
) -> Answer<Subscription> {
    let mut found = reader.maybe(BY_KEY, params![key], |row| subscription(row, catalog))?;
    if let (Some(found), Some(person)) = (&mut found, caller.person()) {
        let keys = [key.to_owned()];
        let tied = of_batch(reader, catalog, &keys, &[person.account.0])?;
        if let Some(tied) = tied.into_values().next() {
            *found = tied;
        }
    }
    let object = Object {
        standing: found.as_ref().map(|one| one.standing).unwrap_or_default(),
        ..Object::default()
    };
    policy::allow(caller, deed, &object, at)?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// One tie of an account to a subscription.
pub(super) type Tie = (AccountRef, Subscription);

/// Reads a row of [`ties`].
pub(super) fn tie(row: &Row<'_>, catalog: &Catalog) -> Result<Tie, Fault> {
    let mut found = subscription(row, catalog)?;
    match row.get::<String>(8)?.as_str() {
        "delegated" => found.standing.delegation = Delegation::Living,
        "ended" => found.standing.delegation = Delegation::Ended,
        code => {
            let role = SubscriptionRole::from_code(code);
            let unknown = || Fault::corrupt(format!("a role {code}"));
            found.standing.role = Some(role.ok_or_else(unknown)?);
        }
    }
    Ok((AccountRef(row.get(7)?), found))
}

/// The ties of each account to each subscription as one standing.
pub(super) fn folded(ties: Vec<Tie>) -> BTreeMap<(String, AccountRef), Subscription> {
    let mut found: BTreeMap<(String, AccountRef), Subscription> = BTreeMap::new();
    for (account, tied) in ties {
        let seen = found
            .entry((tied.key.clone(), account))
            .or_insert_with(|| tied.clone());
        seen.standing.role = seen.standing.role.or(tied.standing.role);
        let delegation = seen.standing.delegation.max(tied.standing.delegation);
        seen.standing.delegation = delegation;
    }
    found
}

fn subscription(row: &Row<'_>, catalog: &Catalog) -> Result<Subscription, Fault> {
    let product = row.get::<String>(3)?;
    let portal = catalog.product(&product);
    let portal = portal.and_then(|product| catalog.portal_of(product));
    Ok(Subscription {
        row: row.get(0)?,
        key: row.get(1)?,
        name: row.get(2)?,
        country: row.get(4)?,
        customer: row.get::<Option<String>>(5)?.zip(row.get(6)?),
        standing: Standing {
            by_delegation: portal.is_some_and(|portal| portal.by_delegation),
            ..Standing::default()
        },
        product,
    })
}
