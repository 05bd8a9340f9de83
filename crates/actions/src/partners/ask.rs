//! Asking for contracts that a membership brings: by the level that is activated on request, and for a toolkit.

use domain::account::Caller;
use domain::ids::PublicKey;
use domain::partner::{Cause, may_ask};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::stored;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::organisations::{self, Location};
use crate::stopped::Answer;

const MAKE: &str = "
    INSERT INTO activation (key, membership, location, cause, asked_at, asked_by, due_at, addition)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Asks for the contracts of the current membership, whose level is activated on request; gives the task's key.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the head office's primary contact and the service centre,
/// [`Refusal::NoMembership`], [`Refusal::NotInMembership`], [`Refusal::ActivationAsked`].
pub async fn request_activation(house: &House, by: By<'_>, organisation: &str) -> Answer<String> {
    let organisation = organisation.to_owned();
    let (catalog, chance) = (house.catalog(), house.random());
    house
        .act_by(by, move |tx, caller, at| {
            let location = organisations::at_head_office(tx, &organisation)
                .map(|location| location.key)
                .unwrap_or_default();
            write(
                tx,
                &catalog,
                caller,
                (&location, Cause::Request),
                chance,
                at,
            )
        })
        .await
}

/// Asks for the toolkit of the location called `location`; gives the task's key.
///
/// # Errors
/// As [`request_activation`], where the location's own primary contact may ask as well; [`Refusal::ToolkitUsed`] where
/// the toolkit has its contract, or the location uses one.
pub async fn request_toolkit(house: &House, by: By<'_>, location: &str) -> Answer<String> {
    let location = location.to_owned();
    let (catalog, chance) = (house.catalog(), house.random());
    house
        .act_by(by, move |tx, caller, at| {
            write(
                tx,
                &catalog,
                caller,
                (&location, Cause::Toolkit),
                chance,
                at,
            )
        })
        .await
}

/// Asks within a transaction.
pub(super) fn write(
    tx: &mut Tx<'_>,
    catalog: &domain::catalog::Catalog,
    caller: &Caller,
    (location, cause): (&str, Cause),
    chance: [u8; 16],
    at: Moment,
) -> Answer<String> {
    let location = organisations::held_location(tx, caller, location, Deed::KeepContacts, at)?;
    let membership = stored::current(tx, location.organisation.row, at)?;
    let level = membership.level(catalog)?;
    let held = stored::held(tx, location.organisation.row)?;
    let site = stored::site(tx, catalog, &held, &location, at)?;
    may_ask(&catalog.programme, level, cause, site)?;
    let task = Task {
        membership: membership.row,
        location: &location,
        cause,
        addition: held
            .toolkit(location.row)
            .filter(|_| cause == Cause::Toolkit)
            .map(|toolkit| toolkit.row),
        due: None,
    };
    make(tx, caller, &task, chance, at)
}

/// What is to be activated.
pub(super) struct Task<'a> {
    pub membership: i64,
    pub location: &'a Location,
    pub cause: Cause,
    /// The row of the toolkit that it is asked for with.
    pub addition: Option<i64>,
    /// By when, where that is promised.
    pub due: Option<Moment>,
}

/// Makes the task, once for each membership, location and cause; gives its key.
pub(super) fn make(
    tx: &mut Tx<'_>,
    caller: &Caller,
    task: &Task<'_>,
    chance: [u8; 16],
    at: Moment,
) -> Answer<String> {
    let key = PublicKey::mint('v', chance).to_string();
    let values = params![
        &key,
        task.membership,
        task.location.row.0,
        task.cause.code(),
        at.0,
        caller.key(),
        task.due.map(|due| due.0),
        task.addition
    ];
    match tx.attempt(|tx| tx.execute(MAKE, values)) {
        Err(fault) if fault.is_conflict_with("activation_once") => {
            return Err(Refusal::ActivationAsked.into());
        }
        made => made?,
    };
    let line = Record {
        after: Some(task.cause.code()),
        ..Record::of(Done::ActivationAsk, &key)
    };
    audit::record(tx, caller, at, &line)?;
    Ok(key)
}
