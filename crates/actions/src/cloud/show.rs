//! One subscription: who may do what with it, and which partners administer its customer's.

use domain::account::Caller;
use domain::cloud::SubscriptionRole;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Reader, params};

use super::stored::{self, Subscription};
use crate::house::{House, Seen, Visit};
use crate::organisations;
use crate::stopped::Answer;

pub(super) const HOLDERS: &str = "
    SELECT a.key, a.email, r.role, r.given_at
    FROM subscription_role r JOIN account a ON a.id = r.account
    WHERE r.subscription = $1 AND r.ended_at IS NULL
    UNION ALL SELECT i.key, i.email, i.role, i.given_at FROM subscription_invitation i WHERE i.subscription = $1
    ORDER BY 4, 2 LIMIT $2";

pub(super) const DELEGATIONS: &str = "
    SELECT d.key, p.name, p.partner_id, d.made_at
    FROM delegation d JOIN organisation p ON p.id = d.partner JOIN organisation o ON o.id = d.customer
    WHERE o.key = $1 AND d.ended_at IS NULL ORDER BY d.made_at, d.id LIMIT $2";

/// An address that has a role, whether or not somebody has signed in with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its opaque key.
    pub key: String,
    /// The address, as it was typed: a name would tell that somebody has it.
    pub email: String,
    /// The role.
    pub role: SubscriptionRole,
    /// Since when.
    pub since: Moment,
}

/// A partner that administers the customer's subscriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegated {
    /// The delegation's opaque key.
    pub key: String,
    /// What the partner is called.
    pub partner: String,
    /// Its partner ID.
    pub partner_id: String,
    /// Since when.
    pub since: Moment,
}

/// A subscription as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The subscription.
    pub subscription: Subscription,
    /// Who has which role.
    pub holders: Vec<Holder>,
    /// The partners that the customer has delegated to.
    pub delegations: Vec<Delegated>,
    /// Whether whoever asks gives the roles.
    pub gives_roles: bool,
    /// Whether whoever asks decides about delegation for the customer.
    pub delegates: bool,
}

/// The subscription called `key`.
///
/// # Errors
/// What the policy says; an unknown one is like a foreign one.
pub async fn show(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Shown>> {
    let (key, at, catalog) = (key.to_owned(), visit.at, house.catalog());
    house
        .see(visit, move |reader, caller| {
            let held = stored::held(reader, &catalog, caller, &key, Deed::ReadSubscription, at)?;
            let most = limits::SUBSCRIPTIONS_SHOWN_MAX as i64;
            let object = Object {
                standing: held.standing,
                ..Object::default()
            };
            let gives_roles = policy::allow(caller, Deed::OwnSubscription, &object, at).is_ok();
            let delegates = decides(reader, caller, &held, at)?;
            let customer = held.customer.as_ref().map(|(key, _)| key.as_str());
            Ok(Shown {
                holders: reader.rows(HOLDERS, params![held.row, most], |row| {
                    let role = row.get::<String>(2)?;
                    Ok(Holder {
                        key: row.get(0)?,
                        email: row.get::<Option<String>>(1)?.unwrap_or_default(),
                        role: SubscriptionRole::from_code(&role)
                            .ok_or_else(|| Fault::corrupt(format!("a role {role}")))?,
                        since: Moment(row.get(3)?),
                    })
                })?,
                delegations: match customer {
                    Some(customer) => delegations(reader, customer, most)?,
                    None => Vec::new(),
                },
                subscription: held,
                gives_roles,
                delegates,
            })
        })
        .await
}

fn delegations(reader: &Reader<'_>, customer: &str, most: i64) -> Result<Vec<Delegated>, Fault> {
    reader.rows(DELEGATIONS, params![customer, most], |row| {
        Ok(Delegated {
            key: row.get(0)?,
            partner: row.get(1)?,
            partner_id: row.get::<Option<String>>(2)?.unwrap_or_default(),
            since: Moment(row.get(3)?),
        })
    })
}

/// Whether whoever asks decides about delegation for the customer.
fn decides(reader: &Reader<'_>, caller: &Caller, held: &Subscription, at: Moment) -> Answer<bool> {
    let (Some((customer, _)), Some(person)) = (&held.customer, caller.person()) else {
        return Ok(false);
    };
    let office = organisations::at_head_office(reader, customer)?;
    let object = Object {
        place: organisations::place(reader, person.account, office.row)?,
        ..Object::default()
    };
    Ok(policy::allow(caller, Deed::Delegate, &object, at).is_ok())
}
