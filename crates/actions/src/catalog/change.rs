//! Changing the catalogue: files that somebody has edited become a new version, for a reason.

use domain::catalog::Catalog;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;

use super::load::Unloaded;
use super::propose::{self, Proposal, Weighed};
use super::{current, files, stored};
use crate::audit::{self, Done, Record};
use crate::{Answer, House, Stopped, Visit};

/// Makes what is proposed the catalogue in force, and gives its version. What changes nothing makes no new one.
///
/// What was decided before stays as it was decided: incidents keep the version they were admitted under, and contracts
/// the version of the offer they were made from.
///
/// # Errors
/// [`Unloaded::Mistakes`] where the whole would not hold together; [`Refusal::ChangedElsewhere`] where one of the files
/// is another by now, [`Refusal::ReasonNeeded`], [`Refusal::StepUpNeeded`], [`Refusal::NotFound`].
pub async fn change(
    house: &House,
    visit: &Visit,
    proposal: Proposal,
    reason: &str,
) -> Result<i64, Unloaded> {
    let (at, reason) = (visit.at, reason.trim().to_owned());
    let weighed = house.see(visit, move |reader, caller| {
        policy::allow(caller, Deed::Administer, &Object::default(), at)?;
        Ok(propose::weigh(reader, &proposal)?)
    });
    let weighed = weighed.await?.page;
    if weighed.is_stale {
        return Err(Stopped::from(Refusal::ChangedElsewhere).into());
    }
    if !weighed.mistakes.is_empty() {
        return Err(Unloaded::Mistakes(weighed.mistakes));
    }
    if reason.is_empty() {
        return Err(Stopped::from(Refusal::ReasonNeeded).into());
    }
    let version = write(house, visit, weighed, reason).await?;
    house.refresh_catalog().await?;
    Ok(version)
}

async fn write(house: &House, visit: &Visit, weighed: Weighed, reason: String) -> Answer<i64> {
    let at = visit.at;
    let Weighed {
        version: weighed_at,
        catalog: Catalog { offers, .. },
        after,
        ..
    } = weighed;
    let body = files::body(&after);
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            // What was weighed is what is written: in between, another version may have come.
            if current::version(tx)? != weighed_at {
                return Err(Refusal::ChangedElsewhere.into());
            }
            let stored = stored::store(tx, caller, (&body, &offers), at)?;
            if stored.changed {
                let [before, after] =
                    [weighed_at, stored.version].map(|one| format!("version {one}"));
                let object = object(stored.version);
                let line = Record {
                    before: Some(&before),
                    after: Some(&after),
                    ..Record::of(Done::CatalogChange, &object)
                };
                audit::explain(tx, caller, at, &line, &reason)?;
            }
            Ok(stored.version)
        })
        .await
}

/// What the log calls a version.
fn object(version: i64) -> String {
    format!("catalog/{version}")
}
