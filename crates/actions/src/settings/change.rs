//! Deciding anew: each setting that changes is a line of the audit log with what it was before.

use std::collections::BTreeMap;

use domain::account::Caller;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::settings::Settings;
use domain::time::Moment;
use store::{Tx, params};

use super::in_force;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

/// Two who change the same version meet here.
const CHANGE: &str = "
    INSERT INTO setting (version, body, set_at, set_by) VALUES ($1, $2, $3, $4) ON CONFLICT (version) DO NOTHING";

/// Puts `settings` in force instead of those of `version`. What changes nothing is not written.
///
/// # Errors
/// [`Refusal::ChangedElsewhere`] where other settings are in force by now, `NotFound` for who is no administrator.
pub async fn change(house: &House, by: By<'_>, version: i64, settings: Settings) -> Answer<()> {
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            put(tx, caller, version, &settings, at)
        })
        .await?;
    house.refresh_settings().await
}

/// The same within a transaction.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    caller: &Caller,
    version: i64,
    settings: &Settings,
    at: Moment,
) -> Answer<()> {
    let before = in_force(tx)?;
    if before.version != version {
        return Err(Refusal::ChangedElsewhere.into());
    }
    if before.settings == *settings {
        return Ok(());
    }
    let after = settings.texts();
    let texts: BTreeMap<_, _> = after.iter().cloned().collect();
    let body = serde_json::to_string(&texts).expect("texts by name are JSON");
    if tx.execute(CHANGE, params![version + 1, &body, at.0, caller.key()])? == 0 {
        return Err(Refusal::ChangedElsewhere.into());
    }
    for ((name, before), (_, after)) in before.settings.texts().iter().zip(&after) {
        if before != after {
            let line = Record {
                before: Some(before),
                after: Some(after),
                ..Record::of(Done::SettingChange, name)
            };
            audit::record(tx, caller, at, &line)?;
        }
    }
    Ok(())
}
