//! Placing an order: what is bought, for whom, and what it costs then.

use domain::account::{AccountRef, Caller};
use domain::catalog::Catalog;
use domain::eligibility::Reason;
use domain::ids::PublicKey;
use domain::limits;
use domain::offer::Offer;
use domain::order::{self, Cost, KEY, Way};
use domain::partner::OrganisationRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::{stored, told};
use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::outbox::OrderNews;
use crate::partners;
use crate::stopped::{Answer, Stopped};

/// A form that is sent twice places one order.
const PLACE: &str = "
    INSERT INTO purchase (key, account, location, once, draft, offer, offer_version, quantity, net, tax, currency,
                          tax_rate, way, reference, region, language, placed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    ON CONFLICT (account, once) DO NOTHING";

/// The order that a form has placed, and whether it says what the form says now.
const PLACED: &str = "
    SELECT p.key FROM purchase p LEFT JOIN location w ON w.id = p.location
    WHERE p.account = $1 AND p.once = $2 AND p.offer = $3 AND p.quantity = $4 AND COALESCE(w.key, '') = $5
      AND p.region = $6 AND p.reference = $7 AND p.way = $8 AND COALESCE(p.draft, '') = $9";

const IS_USED: &str = "SELECT id FROM purchase WHERE account = $1 AND once = $2";

/// Orders of an account that wait to be paid.
const UNPAID: &str = "
    SELECT COUNT(*) FROM purchase WHERE account = $1 AND paid_at IS NULL AND failed_at IS NULL";

/// A location that the account stands for.
const LOCATION: &str = "
    SELECT w.id, w.organisation FROM location w JOIN contact k ON k.location = w.id
    WHERE w.key = $1 AND k.account = $2 AND k.primary_since IS NOT NULL AND k.ended_at IS NULL";

/// What somebody orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The form's one-time key.
    pub once: String,
    /// The key of the offer; its newest version is ordered.
    pub offer: String,
    /// The version of it that was shown, with its price.
    pub version: i64,
    /// How many.
    pub quantity: i64,
    /// The opaque key of the location of an organisation that the contract will belong to, where not to the person.
    pub location: Option<String>,
    /// The key of the region that the contract is for.
    pub region: String,
    /// The customer's own number for it; empty where there is none.
    pub reference: String,
    /// How it is paid.
    pub way: Way,
    /// The draft that it is ordered for.
    pub draft: Option<String>,
}

/// Places an order; gives its opaque key. The same form with the same contents again gives the same order.
///
/// # Errors
/// [`Refusal::NotForSale`], [`Refusal::QuantityOutOfBounds`], [`Reason::RegionNotCovered`], [`Refusal::OfferChanged`]
/// where another version than the one that was shown is sold, [`Refusal::OrderFormUsed`] where the form has placed
/// another order, [`Refusal::ForMembersOnly`] for unlimited cloud support without a membership,
/// [`Refusal::TooManyOrders`] beyond [`limits::ORDERS_UNPAID_MAX`] that wait to be paid, and [`Refusal::NotFound`] for a
/// region or location that the person does not have.
pub async fn place(house: &House, visit: &Visit, order: Order) -> Answer<String> {
    let (catalog, language, at) = (house.catalog(), visit.language.clone(), visit.at);
    let key = PublicKey::mint(KEY, house.random()).to_string();
    house
        .act(visit, move |tx, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let owner = Object {
                owner: Some(account),
                ..Object::default()
            };
            policy::allow(caller, Deed::OwnOrder, &owner, at)?;
            if let Some(placed) = placed(tx, &order, account)? {
                return Ok(placed);
            }
            let unpaid: i64 = tx.row(UNPAID, params![account.0], |row| row.get(0))?;
            if unpaid >= limits::ORDERS_UNPAID_MAX {
                return Err(Refusal::TooManyOrders.into());
            }
            let (offer, cost) = priced(&catalog, &order)?;
            let location = location(tx, &catalog, &order, account, at)?;
            let values = params![
                &key,
                account.0,
                location,
                &order.once,
                order.draft.as_deref(),
                offer.key.as_str(),
                offer.version,
                order.quantity,
                cost.net.minor,
                cost.tax.minor,
                cost.net.currency.code(),
                offer.price.map_or(0, |price| price.tax.0),
                order.way.code(),
                &order.reference,
                &order.region,
                &language,
                at.0,
            ];
            tx.execute(PLACE, values)?;
            tell(tx, &catalog, caller, &key, at)?;
            Ok(key)
        })
        .await
}

/// The key of the order that the form has placed before.
fn placed(tx: &Tx<'_>, order: &Order, account: AccountRef) -> Answer<Option<String>> {
    let same = params![
        account.0,
        &order.once,
        &order.offer,
        order.quantity,
        order.location.as_deref().unwrap_or_default(),
        &order.region,
        &order.reference,
        order.way.code(),
        order.draft.as_deref().unwrap_or_default(),
    ];
    let found = tx.maybe(PLACED, same, |row| row.get(0))?;
    let used = tx.maybe(IS_USED, params![account.0, &order.once], |row| {
        row.get::<i64>(0)
    })?;
    if found.is_none() && used.is_some() {
        return Err(Refusal::OrderFormUsed.into());
    }
    Ok(found)
}

/// The offer that is ordered, and what it costs now: what was shown.
fn priced<'a>(catalog: &'a Catalog, order: &Order) -> Result<(&'a Offer, Cost), Refusal> {
    let offer = catalog
        .newest_offer(&order.offer)
        .ok_or(Refusal::NotForSale)?;
    let cost = order::cost(offer, order.quantity)?;
    catalog.region(&order.region).ok_or(Refusal::NotFound)?;
    if !offer.coverage.reaches(&order.region) {
        return Err(Refusal::NotEligible(Reason::RegionNotCovered));
    }
    if offer.version != order.version {
        return Err(Refusal::OfferChanged);
    }
    Ok((offer, cost))
}

/// The location that the contract will belong to. Unlimited cloud support is a partner's with a membership only.
fn location(
    tx: &Tx<'_>,
    catalog: &Catalog,
    order: &Order,
    account: AccountRef,
    at: Moment,
) -> Answer<Option<i64>> {
    let for_members = catalog.programme.is_for_members(&order.offer);
    let Some(key) = &order.location else {
        if for_members {
            return Err(Refusal::ForMembersOnly.into());
        }
        return Ok(None);
    };
    let found = tx.maybe(LOCATION, params![key, account.0], |row| {
        Ok((row.get(0)?, OrganisationRef(row.get(1)?)))
    })?;
    let (location, organisation) = found.ok_or(Refusal::NotFound)?;
    if for_members {
        partners::current(tx, organisation, at).map_err(|stopped| match stopped {
            Stopped::Refused(_) => Refusal::ForMembersOnly.into(),
            broke @ Stopped::Broke(_) => broke,
        })?;
    }
    Ok(Some(location))
}

/// Writes down that the order called `key` was placed, and confirms it to its buyer.
fn tell(tx: &mut Tx<'_>, catalog: &Catalog, caller: &Caller, key: &str, at: Moment) -> Answer<()> {
    let placed = stored::locked(tx, key)?;
    let placed = placed.ok_or_else(|| Fault::other("an order that was placed is not there"))?;
    let after = format!("{} × {}", placed.quantity, placed.offer);
    let line = Record {
        after: Some(&after),
        ..Record::of(Done::OrderPlace, key)
    };
    audit::record(tx, caller, at, &line)?;
    let news = match placed.way {
        Way::Card => OrderNews::PlacedByCard,
        Way::Invoice => OrderNews::PlacedByInvoice,
    };
    Ok(told::tell(tx, catalog, &placed, news, at)?)
}
