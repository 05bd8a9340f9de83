//! The region that a member of the staff works for.

use domain::account::Caller;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, Tx, params};

use crate::audit::{self, Done, Record};
use crate::house::By;
use crate::{Answer, House};

const FIND: &str = "SELECT region FROM account WHERE key = $1 AND erased_at IS NULL";

const ASSIGN: &str = "UPDATE account SET region = $2 WHERE key = $1";

const OWN: &str = "SELECT region FROM account WHERE id = $1";

/// Lets the member called `key` work for a region, or for all where there is none: its queues come first.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever is no administrator and where there is no such member or region;
/// [`Refusal::ReasonNeeded`].
pub async fn assign(
    house: &House,
    by: By<'_>,
    key: &str,
    region: Option<String>,
    reason: &str,
) -> Answer<()> {
    let (key, reason) = (key.to_owned(), reason.trim().to_owned());
    let known = house.catalog();
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let is_known = |region: &String| known.region(region).is_some();
            if !region.as_ref().is_none_or(is_known) {
                return Err(Refusal::NotFound.into());
            }
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            write(tx, caller, &key, region.as_deref(), &reason, at)
        })
        .await
}

fn write(
    tx: &mut Tx<'_>,
    caller: &Caller,
    key: &str,
    region: Option<&str>,
    reason: &str,
    at: Moment,
) -> Answer<()> {
    let before = tx.maybe(FIND, params![key], |row| row.get::<Option<String>>(0))?;
    let before = before.ok_or(Refusal::NotFound)?;
    if before.as_deref() == region {
        return Ok(());
    }
    tx.execute(ASSIGN, params![key, region])?;
    let line = Record {
        before: before.as_deref(),
        after: region,
        ..Record::of(Done::AccountRegion, key)
    };
    Ok(audit::explain(tx, caller, at, &line, reason)?)
}

/// The key of the region whose queues are shown: the one that was chosen, of which an empty one means all, or else the
/// caller's own.
pub(crate) fn shown(reader: &Reader<'_>, caller: &Caller, chosen: Option<&str>) -> Answer<String> {
    let (None, Some(person)) = (chosen, caller.person()) else {
        return Ok(chosen.unwrap_or_default().to_owned());
    };
    let own = reader.maybe(OWN, params![person.account.0], |row| {
        row.get::<Option<String>>(0)
    })?;
    Ok(own.flatten().unwrap_or_default())
}
