//! What administrators have decided: read by whoever goes by it, changed on their page.

mod change;

use std::collections::BTreeMap;

use domain::policy::{self, Deed, Object};
use domain::settings::Settings;
use store::{Fault, Reader, params};

use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

pub use change::change;
pub(crate) use change::put;

const NEWEST: &str = "SELECT version, body FROM setting ORDER BY version DESC LIMIT 1";

/// The settings in force, and the number of the change that made them so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// Counts changes; 0 before the first.
    pub version: i64,
    /// What is decided.
    pub settings: Settings,
}

/// The settings in force.
pub(crate) fn current(reader: &Reader<'_>) -> Result<Settings, Fault> {
    Ok(in_force(reader)?.settings)
}

/// The settings in force with their version.
pub(crate) fn in_force(reader: &Reader<'_>) -> Result<InForce, Fault> {
    let newest = reader.maybe(NEWEST, params![], |row| {
        Ok((row.get(0)?, row.get::<String>(1)?))
    })?;
    let Some((version, body)) = newest else {
        return Ok(InForce::default());
    };
    let texts: BTreeMap<String, String> = serde_json::from_str(&body)
        .map_err(|problem| Fault::corrupt(format!("the settings: {problem}")))?;
    let settings = Settings::read(|name| texts.get(name).map(String::as_str))
        .map_err(|wrong| Fault::corrupt(format!("the settings {wrong:?}")))?;
    Ok(InForce { version, settings })
}

/// Takes what another process may have decided; a job of the house.
pub async fn follow(house: &House) -> Answer<()> {
    house.refresh_settings().await
}

/// The settings in force, for administrators.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for everybody else.
pub async fn show(house: &House, visit: &Visit) -> Answer<Seen<InForce>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            Ok(in_force(reader)?)
        })
        .await
}
