//! Delivering what is paid: its contract is issued, activated and mailed, once.

use domain::account::Caller;
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use store::{Fault, Tx, params};

use super::stored::{self, Purchase};
use crate::audit::{self, Done, Record};
use crate::contracts::{self, Draw, Owner, Tools};
use crate::house::House;
use crate::ledger::books;
use crate::stopped::{Answer, Stopped};

/// Invariant: an order becomes one contract. The guard is here, the second wall is the table's unique contract.
const DELIVERED: &str = "
    UPDATE purchase SET contract = (SELECT c.id FROM contract c WHERE c.key = $2), delivered_at = $3, refusal = NULL
    WHERE id = $1 AND contract IS NULL";

/// Where a buyer is, and what its organisation is labelled with.
const PLACE: &str = "
    SELECT COALESCE(w.zone, a.zone), COALESCE(w.country, a.country), o.partner_id
    FROM purchase p JOIN account a ON a.id = p.account
    LEFT JOIN location w ON w.id = p.location LEFT JOIN organisation o ON o.id = w.organisation
    WHERE p.id = $1";

/// What is paid and not delivered; what was tried longest ago first, so that none keeps the others waiting.
const UNDELIVERED: &str = "
    SELECT key FROM purchase
    WHERE paid_at IS NOT NULL AND delivered_at IS NULL AND refund_began_at IS NULL ORDER BY tried_at, id LIMIT 20";

const TRIED: &str = "UPDATE purchase SET tried_at = $2 WHERE key IN_LIST($1)";
const REFUSED: &str = "UPDATE purchase SET refusal = $2 WHERE id = $1";

/// In whose name what is paid is delivered.
pub(super) const PAYMENTS: &str = "job:payments";

/// Delivers an order that is locked and paid. Where the rules refuse the contract, the order stays paid with the reason,
/// and a job tries it again: the money is written down either way.
pub(super) fn deliver(
    tx: &mut Tx<'_>,
    tools: &Tools,
    purchase: &Purchase,
    draw: &Draw,
    at: Moment,
) -> Answer<bool> {
    let made = tx.attempt(|tx| make(tx, tools, purchase, draw, at));
    match made {
        Ok(()) => Ok(true),
        Err(Stopped::Refused(refusal)) => {
            let (order, code) = (purchase.key.as_str(), refusal.code());
            tracing::warn!(order, code, "an order is paid and cannot be delivered");
            tx.execute(REFUSED, params![purchase.id, code])?;
            Ok(false)
        }
        Err(broke) => Err(broke),
    }
}

fn make(
    tx: &mut Tx<'_>,
    tools: &Tools,
    purchase: &Purchase,
    draw: &Draw,
    at: Moment,
) -> Answer<()> {
    if purchase.buyer.email.is_none() {
        return Err(Refusal::NotFound.into());
    }
    let caller = Caller::House(PAYMENTS);
    let (name, version) = (&purchase.offer, purchase.offer_version);
    let offer = tools
        .catalog
        .offer(name, version)
        .ok_or_else(|| Fault::corrupt(format!("offer {name}@{version} is not in the catalogue")))?;
    let (zone, country, partner_id): (Zone, Option<String>, Option<String>) =
        tx.row(PLACE, params![purchase.id], |row| {
            Ok((
                books::zone(&row.get::<String>(0)?)?,
                row.get(1)?,
                row.get(2)?,
            ))
        })?;
    let order = contracts::Order {
        offer: name.clone(),
        owner: match &purchase.location {
            Some((key, _)) => Owner::Location(key.clone()),
            None => Owner::Account(purchase.buyer.key.clone()),
        },
        region: purchase.region.clone(),
        start: zone.date_of(at),
        zone,
        last_day: None,
        pair: None,
        partner_id,
        country,
    };
    let offer = (offer, purchase.quantity);
    let issued = contracts::made(tx, tools, &caller, offer, &order, draw, at)?;
    if tx.execute(DELIVERED, params![purchase.id, &issued.key, at.0])? == 0 {
        return Err(Fault::other("an order that was delivered is delivered again").into());
    }
    let line = Record {
        after: Some(&issued.key),
        ..Record::of(Done::OrderDeliver, &purchase.key)
    };
    Ok(audit::record(tx, &caller, at, &line)?)
}

/// Delivers what is paid and could not be delivered when it was; says how many there were.
pub async fn deliver_due(house: &House, at: Moment) -> Answer<usize> {
    // Written down before any is tried: one that breaks is behind the others the next time.
    let waiting: Vec<String> = house
        .quietly(move |tx| {
            let waiting = tx.rows(UNDELIVERED, params![], |row| row.get::<String>(0))?;
            tx.execute(TRIED, params![&waiting, at.0])?;
            Ok(waiting)
        })
        .await?;
    for key in &waiting {
        let (tools, draw, key) = (Tools::of(house), Draw::from(house), key.clone());
        let done = house.run(move |tx| {
            let purchase = stored::locked(tx, &key)?.ok_or(Refusal::NotFound)?;
            let milestones = &purchase.milestones;
            if milestones.delivered.is_some() || milestones.refund_began.is_some() {
                return Ok(false);
            }
            deliver(tx, &tools, &purchase, &draw, at)
        });
        done.await?;
    }
    Ok(waiting.len())
}
