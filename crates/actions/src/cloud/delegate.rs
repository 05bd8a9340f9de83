//! Delegated administration: a customer lets a partner make requests about its subscriptions, and ends that.

use domain::account::Caller;
use domain::cloud::Denial;
use domain::ids::PublicKey;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, params};

use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::organisations;
use crate::stopped::{Answer, Stopped};

const PARTNER: &str = "SELECT id, key FROM organisation WHERE partner_id = $1";

const LIVING: &str =
    "SELECT key FROM delegation WHERE customer = $1 AND partner = $2 AND ended_at IS NULL";

const MAKE: &str = "
    INSERT INTO delegation (key, customer, partner, made_at, made_by) VALUES ($1, $2, $3, $4, $5)";

const BY_KEY: &str = "
    SELECT d.id, o.key, p.key FROM delegation d JOIN organisation o ON o.id = d.customer
    JOIN organisation p ON p.id = d.partner
    WHERE d.key = $1 AND d.ended_at IS NULL FOR UPDATE OF d";

const END: &str = "UPDATE delegation SET ended_at = $2 WHERE id = $1";

/// Lets the partner with `partner_id` administer the subscriptions of the organisation called `customer`; gives the
/// delegation's key. Doing it again changes nothing.
///
/// # Errors
/// What the policy says: the customer's head office decides. [`Denial::PartnerUnknown`].
pub async fn delegate(
    house: &House,
    by: By<'_>,
    customer: &str,
    partner_id: &str,
) -> Answer<String> {
    let key = PublicKey::mint('g', house.random()).to_string();
    let (customer, partner_id) = (customer.to_owned(), partner_id.trim().to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let owner = allowed(tx, caller, &customer, at)?;
            let partner = tx.maybe(PARTNER, params![&partner_id], |row| {
                Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
            })?;
            let partner = partner.filter(|(row, _)| *row != owner);
            let (partner, partner_key) = partner.ok_or(Refusal::Cloud(Denial::PartnerUnknown))?;
            if let Some(key) = tx.maybe(LIVING, params![owner, partner], |row| row.get(0))? {
                return Ok(key);
            }
            tx.execute(MAKE, params![&key, owner, partner, at.0, caller.key()])?;
            let line = Record {
                after: Some(&partner_key),
                ..Record::of(Done::DelegationMake, &customer)
            };
            audit::record(tx, caller, at, &line)?;
            Ok(key)
        })
        .await
}

/// Ends the delegation called `key`: from now on the partner makes no more requests.
///
/// # Errors
/// What the policy says; one that is over or unknown is like a foreign one.
pub async fn end(house: &House, by: By<'_>, key: &str) -> Answer<()> {
    let key = key.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            let found = tx.maybe(BY_KEY, params![&key], |row| {
                Ok((
                    row.get::<i64>(0)?,
                    row.get::<String>(1)?,
                    row.get::<String>(2)?,
                ))
            })?;
            let customer = found.as_ref().map_or("", |(_, customer, _)| customer);
            allowed(tx, caller, customer, at)?;
            let (row, customer, partner) = found.ok_or(Refusal::NotFound)?;
            tx.execute(END, params![row, at.0])?;
            let line = Record {
                before: Some(&partner),
                ..Record::of(Done::DelegationEnd, &customer)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// The row of the organisation called `customer`, where whoever asks decides for it; an unknown one is like a foreign
/// one.
fn allowed(reader: &Reader<'_>, caller: &Caller, customer: &str, at: Moment) -> Answer<i64> {
    let office = match organisations::at_head_office(reader, customer) {
        Err(Stopped::Refused(Refusal::NotFound)) => None,
        office => Some(office?),
    };
    let place = match (caller.person(), &office) {
        (Some(person), Some(office)) => organisations::place(reader, person.account, office.row)?,
        _ => None,
    };
    let object = Object {
        place,
        ..Object::default()
    };
    policy::allow(caller, Deed::Delegate, &object, at)?;
    Ok(office.ok_or(Refusal::NotFound)?.organisation.row.0)
}
