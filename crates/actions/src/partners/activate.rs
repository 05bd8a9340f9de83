//! Activating what a membership brings: every contract of it is issued and activated at once, the pairs go to the
//! primary program contact, and what was there before is replaced.

use domain::account::Caller;
use domain::catalog::{Catalog, Name};
use domain::ids::AccessId;
use domain::partner::{Benefit, Cause};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::preview::{self, Dates, Foreseen};
use super::stored::{self, Activation};
use super::{ask, follow};
use crate::audit::{self, Done, Record};
use crate::contracts::{self, Draw, Order, Owner, Tools};
use crate::house::{By, House};
use crate::organisations::{self, Location, OnFile};
use crate::repeats;
use crate::stopped::Answer;

const DONE: &str =
    "UPDATE activation SET done_at = $2, done_by = $3 WHERE id = $1 AND done_at IS NULL";

const CAME_OF: &str = "
    INSERT INTO activated (contract, activation, benefit, replaces)
    SELECT c.id, CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS BIGINT) FROM contract c WHERE c.key = $1";

const ISSUED: &str = "
    SELECT d.benefit, c.key, c.access_id, c.offer, c.offer_version
    FROM activated d JOIN contract c ON c.id = d.contract WHERE d.activation = $1 ORDER BY d.contract";

/// The most contracts that one task issues: core incidents, cloud incidents, advice.
const CONTRACTS_MAX: usize = 3;

/// What activating has issued.
#[derive(Clone, Debug)]
pub struct Activated {
    /// The contracts by what they bring: opaque key and Access ID.
    pub contracts: Vec<(Benefit, contracts::Issued)>,
    /// What their plans are called.
    pub plans: Vec<Name>,
    /// Who was sent the IDs.
    pub recipient: OnFile,
}

/// Activates the task called `key`.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre, [`Refusal::ActivationDone`],
/// [`Refusal::NoPrimaryContact`] where nobody can be sent the IDs, [`Refusal::DaysOver`] for what could not be used
/// any more, and what [`domain::partner::days_fit`] says of days that were chosen.
pub async fn activate(house: &House, by: By<'_>, key: &str, dates: Dates) -> Answer<Activated> {
    let (tools, key) = (Tools::of(house), key.to_owned());
    let (draws, once) = (draws(house), by.once());
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let days = format!("{dates:?}");
            let what = ["activation.do", &key, &days];
            if repeats::is_repeat(tx, caller, once.as_deref(), &what, at)? {
                return before(tx, &tools.catalog, &key);
            }
            activate_within(tx, &tools, caller, (&key, dates), &draws, at)
        })
        .await
}

/// What the activation called `key` has issued.
fn before(tx: &Tx<'_>, catalog: &Catalog, key: &str) -> Answer<Activated> {
    let (activation, location) = stored::held_activation(tx, key)?;
    let rows = tx.rows(ISSUED, params![activation.row], |row| {
        let benefit = row.get::<String>(0)?;
        let benefit = Benefit::from_code(&benefit)
            .ok_or_else(|| Fault::corrupt(format!("a benefit {benefit}")))?;
        let access_id = AccessId::parse(&row.get::<String>(2)?)
            .map_err(|_| Fault::corrupt("an Access ID that is none"))?;
        let issued = contracts::Issued {
            key: row.get(1)?,
            access_id,
        };
        let (offer, version) = (row.get::<String>(3)?, row.get(4)?);
        let offer = catalog
            .offer(&offer, version)
            .ok_or_else(|| Fault::corrupt(format!("offer {offer}@{version}")))?;
        Ok(((benefit, issued), offer.name.clone()))
    })?;
    let (contracts, plans) = rows.into_iter().unzip();
    Ok(Activated {
        contracts,
        plans,
        recipient: organisations::primary(tx, location.row)?.ok_or(Refusal::NoPrimaryContact)?,
    })
}

/// Issues the unlimited cloud support that the partner called `organisation` has bought, and activates it.
///
/// # Errors
/// [`Refusal::NotInMembership`] where the programme has none, [`Refusal::ActivationAsked`] where the partner has it
/// for this membership, and as [`activate`].
pub async fn buy_cloud_support(house: &House, by: By<'_>, organisation: &str) -> Answer<Activated> {
    let (tools, chance, draws) = (Tools::of(house), house.random(), draws(house));
    let organisation = organisation.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let head_office = organisations::at_head_office(tx, &organisation)?.key;
            let asked = (head_office.as_str(), Cause::Purchase);
            let key = ask::write(tx, &tools.catalog, caller, asked, chance, at)?;
            activate_within(tx, &tools, caller, (&key, Dates::default()), &draws, at)
        })
        .await
}

/// Chance for the contracts that one task issues.
pub(crate) fn draws(house: &House) -> [Draw; CONTRACTS_MAX] {
    std::array::from_fn(|_| Draw::from(house))
}

/// Activates within a transaction.
pub(crate) fn activate_within(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    (key, dates): (&str, Dates),
    draws: &[Draw],
    at: Moment,
) -> Answer<Activated> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    let (activation, location) = stored::held_activation(tx, key)?;
    if activation.done.is_some() {
        return Err(Refusal::ActivationDone.into());
    }
    let recipient = organisations::primary(tx, location.row)?.ok_or(Refusal::NoPrimaryContact)?;
    let task = (&activation, &location);
    let foreseen = preview::foresee(tx, &tools.catalog, task, dates, at)?;
    let today = location.zone.date_of(at);
    if foreseen.iter().any(|one| one.last_day < today) {
        return Err(Refusal::DaysOver.into());
    }
    let mut made = Vec::with_capacity(foreseen.len());
    for (one, draw) in foreseen.iter().zip(draws) {
        let order = order(&tools.catalog, &location, one)?;
        let issued = contracts::issue_within(tx, tools, caller, &order, draw, at)?;
        contracts::activate_within(tx, tools, caller, &issued.key, at)?;
        came_of(tx, &activation, one, &issued.key)?;
        made.push((one.benefit, issued));
    }
    tx.execute(DONE, params![activation.row, at.0, caller.key()])?;
    let line = Record {
        after: Some(&location.key),
        ..Record::of(Done::ActivationDo, key)
    };
    audit::record(tx, caller, at, &line)?;
    follow::replace(tx, caller, at)?;
    Ok(Activated {
        plans: foreseen.into_iter().map(|one| one.name).collect(),
        contracts: made,
        recipient,
    })
}

fn order(catalog: &Catalog, location: &Location, foreseen: &Foreseen) -> Answer<Order> {
    let region = catalog
        .region_of(&location.country)
        .ok_or(Refusal::CountryUnknown)?;
    Ok(Order {
        offer: foreseen.offer.clone(),
        owner: Owner::Location(location.key.clone()),
        region: region.key.to_string(),
        zone: location.zone.clone(),
        start: foreseen.first_day,
        last_day: Some(foreseen.last_day),
        pair: None,
        partner_id: location.organisation.partner_id.clone(),
        country: Some(location.country.clone()),
    })
}

fn came_of(tx: &mut Tx<'_>, activation: &Activation, foreseen: &Foreseen, key: &str) -> Answer<()> {
    let replaces = foreseen.replaces.as_ref().map(|before| before.contract.0);
    let benefit = foreseen.benefit.code();
    tx.execute(CAME_OF, params![key, activation.row, benefit, replaces])?;
    Ok(())
}
