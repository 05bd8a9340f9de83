//! Making subscriptions known: what the customer bought elsewhere, and who owns it here.

use domain::catalog::Delivery;
use domain::cloud::SubscriptionRole;
use domain::ids::{EmailAddress, PublicKey};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::{Fault, params};

use super::roles;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::organisations;
use crate::stopped::Answer;

const CREATE: &str = "
    INSERT INTO subscription (key, name, product, country, organisation, created_at)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";

const MADE: &str = "SELECT id FROM subscription WHERE key = $1";

/// What a subscription is made from.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    /// What it is called.
    pub name: String,
    /// The key of a cloud product whose requests are made here.
    pub product: String,
    /// The ISO 3166-1 code of its country.
    pub country: String,
    /// The opaque key of the customer, where that is an organisation.
    pub organisation: Option<String>,
    /// The sign-in that owns it.
    pub owner: EmailAddress,
}

/// Makes a subscription known; gives its opaque key. Only the service centre and the operator do: whoever could name
/// subscriptions of their own would file for nothing.
///
/// # Errors
/// [`Refusal::NotFound`] for a product whose requests are not made in the cloud area here or an unknown organisation,
/// [`Refusal::CountryUnknown`], [`domain::cloud::Denial::AccountUnknown`].
pub async fn create(house: &House, by: By<'_>, new: NewSubscription) -> Answer<String> {
    create_as(house, by, mint(house), new).await
}

/// The kind of a subscription's opaque key.
const KIND: char = 's';

/// An opaque key for a subscription that a form will ask for.
pub fn mint(house: &House) -> PublicKey {
    PublicKey::mint(KIND, house.random())
}

/// The key that `text` is, if it is one.
pub fn key(text: &str) -> Option<PublicKey> {
    PublicKey::parse(KIND, text)
}

/// As [`create`], under a key minted before: a repeat makes nothing known.
pub async fn create_as(
    house: &House,
    by: By<'_>,
    key: PublicKey,
    new: NewSubscription,
) -> Answer<String> {
    let (key, catalog, language) = (key.to_string(), house.catalog(), by.language());
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            if tx
                .maybe(MADE, params![&key], |row| row.get::<i64>(0))?
                .is_some()
            {
                return Ok(key);
            }
            let product = catalog.product(&new.product);
            let product = product.filter(|product| product.delivery == Delivery::Cloud);
            product
                .and_then(|product| catalog.portal_of(product))
                .filter(|portal| portal.address.is_none())
                .ok_or(Refusal::NotFound)?;
            catalog
                .region_of(&new.country)
                .ok_or(Refusal::CountryUnknown)?;
            let organisation = match &new.organisation {
                Some(key) => {
                    let office = organisations::at_head_office(tx, key)?;
                    Some(office.organisation.row.0)
                }
                None => None,
            };
            let owner = roles::account(tx, &new.owner)?;
            let values = params![
                &key,
                &new.name,
                &new.product,
                &new.country,
                organisation,
                at.0
            ];
            let made = tx.returning(CREATE, values, |row| row.get::<i64>(0))?;
            let row = made
                .first()
                .ok_or_else(|| Fault::other("an insert without a row"))?;
            let line = Record::of(Done::SubscriptionCreate, &key);
            audit::record(tx, caller, at, &line)?;
            roles::write(
                tx,
                caller,
                (*row, &key),
                &owner,
                Some(SubscriptionRole::Owner),
                at,
            )?;
            let owner = SubscriptionRole::Owner;
            let to = (&new.owner, language.as_str());
            roles::tell(tx, caller, (&key, &new.name), to, owner, at)?;
            Ok(key)
        })
        .await
}
